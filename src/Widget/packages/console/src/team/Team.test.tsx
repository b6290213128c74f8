import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { expectAccessible } from '../testing/axe';
import { aConversation, anEntry, maya, ownedBy } from '../testing/builders';
import { FakeServer } from '../testing/fakeServer';
import { openConversation, renderDesk } from '../testing/render';

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});

const openMenu = async (user: ReturnType<typeof renderDesk>['user']) =>
  user.click(await screen.findByRole('button', { name: new RegExp(`^Account menu of ${maya.name}`) }));

describe('the team', () => {
  it('is away until one says otherwise', async () => {
    const { user } = renderDesk(server);
    await openMenu(user);
    await user.click(await screen.findByRole('menuitem', { name: 'Become available for conversations' }));
    expect(await screen.findByRole('menuitem', { name: 'Go away: get no more conversations' })).toBeVisible();
    expect(server.available).toBe(true);
  });

  it('shows who is here and what they know, and edits only for administrators', async () => {
    server.staff = [{ id: 'staff-tom', name: 'Tom Becker', online: true, available: true, skills: ['billing'], capacity: 3, load: 2 }];
    const { user } = renderDesk(server);
    await openMenu(user);
    await user.click(await screen.findByRole('menuitem', { name: 'Team, hours and ratings' }));
    expect(await screen.findByText('Available · 2 of 3 conversations · Billing')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Edit Tom Becker' })).not.toBeInTheDocument();
    await expectAccessible(screen.getByRole('dialog'));
  });

  it('shows how customers rated it', async () => {
    server.satisfaction = {
      asked: 4,
      answered: 2,
      average: 4.5,
      scores: [0, 0, 0, 1, 1],
      staff: [{ staffId: maya.id, name: maya.name, answered: 2, average: 4.5 }],
      latest: [{ id: 'r1', conversationId: 'c1', staffName: maya.name, score: 4, comment: 'Quick', answeredAt: '2026-01-05T10:00:00Z' }],
    };
    const { user } = renderDesk(server);
    await openMenu(user);
    await user.click(await screen.findByRole('menuitem', { name: 'Team, hours and ratings' }));
    await user.click(await screen.findByRole('tab', { name: 'Ratings' }));
    expect(await screen.findByText('4.5 of 5')).toBeVisible();
    expect(within(screen.getByRole('list', { name: 'Latest ratings' })).getByText('Quick')).toBeVisible();
    await expectAccessible(screen.getByRole('dialog'));
  });
});

describe('a letter to a customer', () => {
  it('starts at the address, and is not lost when the window gets narrower', async () => {
    const narrow = shrinkingWindow();
    const { user } = renderDesk(server);
    await openMenu(user);
    await user.click(await screen.findByRole('menuitem', { name: 'Write to a customer' }));
    await waitFor(() => expect(screen.getByLabelText(/Customer’s e-mail address/)).toHaveFocus());
    await user.type(screen.getByLabelText(/^Message/), 'Good news');
    act(narrow);
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Views and account' })).not.toBeInTheDocument());
    expect(screen.getByLabelText(/^Message/)).toHaveValue('Good news');
  });
});

/** A wide window, until the answer is called. */
function shrinkingWindow(): () => void {
  const listeners: ((event: MediaQueryListEvent) => void)[] = [];
  const wide = window.matchMedia;
  vi.spyOn(window, 'matchMedia').mockImplementation((query) => ({
    ...wide(query),
    addEventListener: (_: string, listener: unknown) => {
      if (query.includes('min-width')) listeners.push(listener as (event: MediaQueryListEvent) => void);
    },
  }));
  return () => listeners.forEach((listener) => listener({ matches: false } as MediaQueryListEvent));
}

describe('a conversation of one’s own', () => {
  const mine = () => server.add(aConversation({ owner: ownedBy.maya }), [anEntry(1)]);
  const sent = (path: string) => server.requests.find((r) => r.method === 'POST' && r.path.endsWith(path))?.body;

  it('goes back to the bot with what was done, and to a topic with a note', async () => {
    mine();
    window.history.replaceState(null, '', '?view=mine');
    const { user } = await openConversation(server);
    await user.click(screen.getByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('menuitem', { name: /Transfer/ }));
    await user.selectOptions(await screen.findByRole('combobox', { name: /people who know/ }), 'technical');
    await user.type(screen.getByRole('textbox', { name: /Note for/ }), 'Disk is full');
    await user.click(screen.getByRole('button', { name: 'Put into the queue' }));
    await waitFor(() => expect(sent('/transfer-topic')).toEqual({ topic: 'technical', note: 'Disk is full' }));
  });

  it('tells why the bot said what it said', async () => {
    mine();
    server.turns = [
      {
        id: 't1',
        fromSequence: 1,
        upToSequence: 1,
        understanding: [{ skill: 'power_service', confidence: 0.93, slots: { action: 'reboot' }, alternatives: [{ skill: 'service_status', confidence: 0.05 }] }],
        decisions: ['opened power_service', 'effect: OfferConfirmation done'],
        frames: [{ skill: 'power_service', slots: { action: 'reboot' }, confirming: true }],
        durationMs: 12,
        createdAt: '2026-01-05T10:00:00Z',
      },
    ];
    window.history.replaceState(null, '', '?view=mine');
    const { user } = await openConversation(server);
    await user.click(await screen.findByRole('button', { name: 'Show its turns' }));
    expect(await screen.findByText('or service status 5 %')).toBeVisible();
    expect(screen.getByText('“Message 1”')).toBeVisible();
    expect(screen.getByText('waits for a yes')).toBeVisible();
    expect(screen.getByText('OfferConfirmation done')).toBeVisible();
  });
});
