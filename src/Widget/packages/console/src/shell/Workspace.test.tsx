import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible } from '../testing/axe';
import { aConversation, anEntry, bot, lena, mayaAuthor, ownedBy } from '../testing/builders';
import { FakeServer } from '../testing/fakeServer';
import { openConversation, renderDesk } from '../testing/render';

const id = 'conversation-1';
let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});

const withLena = (more: Parameters<typeof aConversation>[0] = {}) =>
  server.add(aConversation(more), [anEntry(1, { text: 'Can you help me?' }), anEntry(2, { author: bot, text: 'One moment.' })]);

const reply = () => screen.queryByRole('textbox', { name: 'Reply to the customer' });
const log = () => screen.getByRole('log', { name: 'Conversation' });
const views = () => within(screen.getByRole('navigation', { name: 'Conversations' }));

describe('the inbox', () => {
  it('shows who is waiting, with live counts and the count in the title', async () => {
    withLena();
    renderDesk(server);
    expect(await screen.findByRole('button', { name: /Lena Hoffmann.*Verified.*Waiting/ })).toBeVisible();
    expect(await views().findByRole('button', { name: /Waiting 1 conversation/ })).toHaveAttribute('aria-current', 'page');
    await waitFor(() => expect(document.title).toBe('(1) Waiting · EZ Console'));
    act(() => server.hub.push('Counts', { waiting: 4, mine: 0, bot: 0, staff: 0, resolved: 0 }));
    await waitFor(() => expect(document.title).toBe('(4) Waiting · EZ Console'));
  });

  it('moves a conversation between views the moment it changes hands', async () => {
    withLena({ owner: ownedBy.bot });
    const { user } = renderDesk(server);
    expect(await screen.findByText('Nobody is waiting')).toBeVisible();
    act(() => void server.change(id, { owner: ownedBy.queue }));
    expect(await screen.findByRole('button', { name: /Lena Hoffmann/ })).toBeVisible();
    await user.click(views().getByRole('button', { name: /With the bot/ }));
    expect(await screen.findByText('The bot is idle')).toBeVisible();
  });

  it('marks what the customer wrote as unread until it is opened', async () => {
    server.add(aConversation(), [anEntry(1)]);
    const { user } = renderDesk(server);
    const row = await screen.findByRole('button', { name: /Lena Hoffmann.*Unread/ });
    await user.click(row);
    await waitFor(() => expect(within(row).queryByText('Unread')).not.toBeInTheDocument());
  });

  it('finds conversations of every view by name', async () => {
    withLena({ state: 'resolved' });
    const { user } = renderDesk(server);
    await user.type(await screen.findByRole('searchbox', { name: 'Search all conversations' }), 'hoff');
    expect(await screen.findByRole('button', { name: /Lena Hoffmann.*Resolved/ })).toBeVisible();
    expect(await screen.findByText('1 found in all conversations')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Clear the search' }));
    expect(await screen.findByText('Nobody is waiting')).toBeVisible();
  });

  it('offers another try when the list does not load', async () => {
    withLena();
    server.refuse('/console/conversations?view=waiting', { status: 500 });
    server.refuse('/console/conversations?view=waiting', { status: 500 });
    const { user } = renderDesk(server);
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('button', { name: /Lena Hoffmann/ })).toBeVisible();
  });
});

describe('a conversation', () => {
  it('the bot answers cannot be replied to until it is taken over', async () => {
    withLena({ owner: ownedBy.bot });
    const { user } = renderDesk(server);
    await user.click(await views().findByRole('button', { name: /With the bot/ }));
    await user.click(await screen.findByRole('button', { name: /Lena Hoffmann/ }));
    expect(await screen.findByText('The bot is answering.')).toBeVisible();
    expect(reply()).not.toBeInTheDocument();
    await user.click(screen.getAllByRole('button', { name: 'Take over' })[0] as HTMLElement);
    await waitFor(() => expect(reply()).toHaveFocus());
  });

  it('a colleague owns says so, and lets one write notes only', async () => {
    withLena({ owner: ownedBy.tom });
    const { user } = renderDesk(server);
    await user.click(await views().findByRole('button', { name: /With colleagues 1 conversation/ }));
    await user.click(await screen.findByRole('button', { name: /Lena Hoffmann/ }));
    expect(await screen.findByText('Tom Becker owns this conversation.')).toBeVisible();
    expect(reply()).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Take over' })).not.toBeInTheDocument();
    await user.click(screen.getByRole('tab', { name: 'Internal note' }));
    expect(screen.getByRole('textbox', { name: 'Internal note' })).toBeVisible();
  });

  it('tells when somebody else was faster', async () => {
    withLena();
    const { user } = await openConversation(server);
    server.refuse('take-over', {
      status: 409,
      body: { code: 'conversation_owned_by_other', detail: 'Tom Becker owns this conversation.' },
    });
    await user.click(screen.getAllByRole('button', { name: 'Take over' })[0] as HTMLElement);
    expect(await screen.findByText('The conversation was not taken over')).toBeVisible();
  });

  it('shows customer, bot, staff, events and notes apart, and folds updates into their card', async () => {
    const card = (percent: number) => ({ type: 'progress', title: 'Setting up', progress: { percent } });
    server.add(aConversation(), [
      anEntry(1, { text: 'Hello' }),
      anEntry(2, { author: bot, kind: 'card', text: null, card: card(10) }),
      anEntry(3, { kind: 'event', author: { kind: 'system', name: 'EZ' }, text: 'Lena asked for a person.' }),
      anEntry(4, { kind: 'note', author: mayaAuthor, text: 'Be generous.' }),
      anEntry(5, { author: bot, kind: 'card', text: null, card: card(80), replaces: 'entry-2' }),
    ]);
    await openConversation(server);
    expect(await within(log()).findByText('Be generous.')).toBeVisible();
    expect(within(log()).getByText('Internal note')).toBeVisible();
    expect(within(log()).getByText('Lena asked for a person.')).toBeVisible();
    expect(
      within(log())
        .getAllByRole('progressbar')
        .map((bar) => bar.getAttribute('aria-valuenow')),
    ).toEqual(['80']);
    act(() => void server.append(id, { author: bot, kind: 'card', text: null, card: card(100), replaces: 'entry-2' }));
    await waitFor(() => expect(within(log()).getByRole('progressbar')).toHaveAttribute('aria-valuenow', '100'));
  });

  it('C08: shows markup from anybody as text', async () => {
    const evil = '<img src=x onerror=alert(1)><b>bold</b>';
    server.add(aConversation({ customer: { id: 'x', name: evil, email: evil }, subject: evil }), [
      anEntry(1, { text: evil, author: { kind: 'customer', name: evil } }),
      anEntry(2, { kind: 'event', author: { kind: 'system', name: evil }, text: evil }),
      anEntry(3, { kind: 'note', author: { kind: 'staff', name: evil }, text: evil }),
    ]);
    const { container } = await openConversation(server, /onerror/);
    await waitFor(() => expect(within(log()).getAllByText(evil).length).toBeGreaterThan(2));
    expect(container.querySelector('img, b')).toBeNull();
  });

  it('says who is typing until the message is there', async () => {
    withLena({ owner: ownedBy.maya });
    const { user } = renderDesk(server);
    await user.click(await views().findByRole('button', { name: /Mine/ }));
    await user.click(await screen.findByRole('button', { name: /Lena Hoffmann/ }));
    await within(log()).findByText('One moment.');
    act(() => server.typing(id, lena));
    expect(await screen.findByText('Lena Hoffmann is typing…')).toBeVisible();
    act(() => void server.append(id, { text: 'Here I am' }));
    await waitFor(() => expect(screen.queryByText('Lena Hoffmann is typing…')).not.toBeInTheDocument());
  });
});

describe('writing', () => {
  async function openMine() {
    withLena({ owner: ownedBy.maya });
    const desk = renderDesk(server);
    await desk.user.click(await views().findByRole('button', { name: /Mine/ }));
    await desk.user.click(await screen.findByRole('button', { name: /Lena Hoffmann/ }));
    await within(log()).findByText('One moment.');
    return desk;
  }

  it('sends with Enter, starts a line with Shift and Enter, and tells the customer of the typing', async () => {
    const { user } = await openMine();
    await user.type(reply() as HTMLElement, 'Hello Lena{Shift>}{Enter}{/Shift}how are you?{Enter}');
    const sent = server.requests.find((r) => r.path.endsWith('/messages'));
    expect(sent?.body).toMatchObject({ text: 'Hello Lena\nhow are you?' });
    expect(reply()).toHaveValue('');
    expect(await within(log()).findByText(/how are you/)).toBeVisible();
    const told = server.hub.sent.filter(([method]) => method === 'Typing');
    expect(told[0]).toEqual(['Typing', id]);
    expect(told.length).toBeLessThan('Hello Lena how are you?'.length);
  });

  it('C03: a note goes to the notes address, and nobody is told of the typing', async () => {
    const { user } = await openMine();
    await user.click(screen.getByRole('tab', { name: 'Internal note' }));
    expect(screen.getByText('The customer never sees this')).toBeVisible();
    await user.type(screen.getByRole('textbox', { name: 'Internal note' }), 'VIP{Enter}');
    expect(await within(log()).findByText('VIP')).toBeVisible();
    expect(server.requests.filter((r) => r.method === 'POST').map((r) => r.path)).toEqual([`/console/conversations/${id}/notes`]);
    expect(server.hub.sent.some(([method]) => method === 'Typing')).toBe(false);
  });

  it('keeps a failed message with its reason and sends it again on request', async () => {
    const { user } = await openMine();
    server.refuse('/messages', 'unreachable');
    await user.type(reply() as HTMLElement, 'Are you there?{Enter}');
    expect(await screen.findByText(/Not sent. The server cannot be reached/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByText(/Not sent/)).not.toBeInTheDocument());
    expect(within(log()).getAllByText('Are you there?')).toHaveLength(1);
  });

  it('keeps an unsent draft while another conversation is looked at, and the note’s apart from the reply’s', async () => {
    const { user } = await openMine();
    server.add(
      aConversation({ id: 'other', owner: ownedBy.maya, customer: { id: 'n', name: 'Noah Smith', email: 'n@example.com' } }),
      [anEntry(1)],
    );
    act(() => void server.append('other', { text: 'Me too' }));
    await user.type(reply() as HTMLElement, 'Half a thou');
    await user.click(screen.getByRole('tab', { name: 'Internal note' }));
    expect(screen.getByRole('textbox', { name: 'Internal note' })).toHaveValue('');
    await user.click(await screen.findByRole('button', { name: /Noah Smith/ }));
    expect(await screen.findByRole('region', { name: 'Conversation with Noah Smith' })).toBeVisible();
    expect(reply()).toHaveValue('');
    await user.click(screen.getByRole('button', { name: /Lena Hoffmann.*Verified/ }));
    await waitFor(() => expect(reply()).toHaveValue('Half a thou'));
  });

  it('refuses what is longer than a message may be', async () => {
    const { user } = await openMine();
    await user.click(reply() as HTMLElement);
    await user.paste('é'.repeat(4097));
    expect(await screen.findByText(/Too long by 2 bytes/)).toBeVisible();
    expect(screen.getAllByRole('button', { name: 'Send' })[0]).toBeDisabled();
  });
});

describe('handing on', () => {
  it('returns to the bot, resolves, reopens and transfers', async () => {
    withLena();
    const { user } = await openConversation(server);
    const more = async (item: RegExp) => {
      await user.click(screen.getByRole('button', { name: 'More actions' }));
      await user.click(await screen.findByRole('menuitem', { name: item }));
    };
    await user.click(screen.getAllByRole('button', { name: 'Take over' })[0] as HTMLElement);
    await waitFor(() => expect(reply()).toBeVisible());

    await more(/Transfer/);
    await user.click(await screen.findByRole('button', { name: /Tom Becker/ }));
    expect(await screen.findByText('Tom Becker owns this conversation.')).toBeVisible();

    act(() => void server.change(id, { owner: ownedBy.maya }));
    await screen.findByText('You are answering');
    await more(/Return to the bot/);
    const giveBack = within(await screen.findByRole('dialog'));
    await user.type(giveBack.getByRole('textbox', { name: /What you did/ }), 'Reset the password');
    await user.click(giveBack.getByRole('button', { name: 'Return to the bot' }));
    expect(server.requests.find((r) => r.path.endsWith('/return'))?.body).toEqual({ summary: 'Reset the password' });
    expect(await screen.findByText('The bot is answering.')).toBeVisible();

    act(() => void server.change(id, { owner: ownedBy.maya }));
    await screen.findByText('You are answering');
    await user.click(screen.getByRole('button', { name: 'Resolve' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Resolve' }));
    expect(await screen.findByText('This conversation is resolved.')).toBeVisible();

    await user.click(screen.getAllByRole('button', { name: 'Reopen' })[0] as HTMLElement);
    expect(await screen.findByText('You are answering')).toBeVisible();
  });
});

describe('the connection', () => {
  it('catches up by cursor after it was away, and watches again', async () => {
    withLena();
    await openConversation(server);
    await within(log()).findByText('One moment.');
    act(() => server.hub.enter('reconnecting', 1));
    expect(await screen.findByText(/Reconnecting/, {}, { timeout: 4000 })).toBeVisible();
    server.append(id, { text: 'Said while you were away' });
    server.hub.sent.length = 0;
    act(() => server.hub.enter('online'));
    expect(await within(log()).findByText('Said while you were away')).toBeVisible();
    expect(screen.queryByText(/Reconnecting/)).not.toBeInTheDocument();
    expect(server.hub.sent).toContainEqual(['Watch', id]);
  });
});

describe('the keyboard', () => {
  it('walks the list, takes over, writes a note, and explains itself', async () => {
    withLena();
    server.add(
      aConversation({
        id: 'second',
        waitingSince: '2026-01-05T10:30:00.000Z',
        customer: { id: 'n', name: 'Noah Smith', email: 'n@example.com' },
      }),
      [anEntry(1)],
    );
    const { user } = renderDesk(server);
    await screen.findByRole('button', { name: /Noah Smith/ });
    await user.keyboard('j');
    expect(await screen.findByRole('region', { name: 'Conversation with Lena Hoffmann' })).toBeVisible();
    await user.keyboard('j');
    expect(await screen.findByRole('region', { name: 'Conversation with Noah Smith' })).toBeVisible();
    await user.keyboard('k');
    expect(await screen.findByRole('region', { name: 'Conversation with Lena Hoffmann' })).toBeVisible();
    await user.keyboard('t');
    await waitFor(() => expect(reply()).toHaveFocus());
    await user.keyboard('n{Escape}');
    expect(reply()).toHaveValue('n');
    await user.keyboard('n');
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Internal note' })).toHaveFocus());
    await user.keyboard('{Escape}?');
    expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  });
});

describe('accessibility', () => {
  it('of the whole desk with a conversation open', async () => {
    withLena({ owner: ownedBy.queue });
    const { container } = await openConversation(server);
    await within(log()).findByText('One moment.');
    await screen.findByText('No services.');
    await expectAccessible(container);
  });
});
