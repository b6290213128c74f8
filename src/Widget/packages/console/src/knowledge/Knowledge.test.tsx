import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible } from '../testing/axe';
import { FakeServer } from '../testing/fakeServer';
import { renderDesk } from '../testing/render';

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
  server.knowledge.add('en', 'firewall', { category: 'Security', title: 'Set up a firewall', body: 'Allow SSH first.', phrasings: ['open a port'] });
});

const open = (search: string) => {
  window.history.replaceState(null, '', search);
  return renderDesk(server);
};
const sent = (method: string, part: string) => server.requests.filter((r) => r.method === method && r.path.includes(part));

describe('help articles', () => {
  it('are reached from the side, listed by category, opened and shown as readers see them', async () => {
    const { user } = open('/console/');
    await user.click(await screen.findByRole('button', { name: /^Articles/ }));
    const group = await screen.findByRole('region', { name: 'Security' });
    expect(group).toHaveTextContent('English7 found it helpful, 2 did not');
    await user.click(within(group).getByRole('button', { name: /Set up a firewall/ }));
    await user.click(await screen.findByRole('tab', { name: 'Preview' }));
    expect(await screen.findByRole('heading', { name: 'Seen' })).toBeVisible();
    expect(screen.getByText('Allow SSH first.')).toBeVisible();
    await expectAccessible(document.body);
  });

  it('are changed as a draft first, then for readers, and an earlier wording comes back', async () => {
    const { user } = open('?room=articles&article=en/firewall');
    const text = await screen.findByRole('textbox', { name: 'Text' });
    expect(screen.getByRole('button', { name: 'Publish' })).toBeDisabled();
    await user.type(text, ' Then HTTPS.');
    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    expect((await screen.findAllByText('Unpublished changes'))[0]).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Publish' }));
    await waitFor(() => expect(sent('POST', '/publish?version=2')).toHaveLength(1));

    await user.click(screen.getByRole('tab', { name: 'Versions' }));
    await user.click(await screen.findByRole('button', { name: /^Version 1/ }));
    await user.click(screen.getByRole('button', { name: 'Edit from version 1' }));
    expect(await screen.findByRole('textbox', { name: 'Text' })).toHaveValue('Allow SSH first.');
    await user.click(screen.getByRole('tab', { name: 'Versions' }));
    await user.click(await screen.findByRole('button', { name: /^Version 1/ }));
    await user.click(screen.getByRole('button', { name: 'Show version 1 to readers' }));
    await waitFor(() => expect(sent('POST', '/publish?version=1')).toHaveLength(1));
  });

  it('are not left with unsaved words unasked', async () => {
    const { user } = open('?room=articles&article=en/firewall');
    await user.type(await screen.findByRole('textbox', { name: 'Text' }), ' More.');
    await user.click(screen.getByRole('button', { name: /^Questions/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Leave without saving?' });
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    expect(screen.getByRole('textbox', { name: 'Text' })).toHaveValue('Allow SSH first. More.');
    await user.click(screen.getByRole('button', { name: /^Questions/ }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Leave without saving' }));
    expect(await screen.findByText('Nothing is unanswered')).toBeVisible();
    expect(sent('PUT', '/articles/')).toEqual([]);
  });

  it('do not write over a colleague unread', async () => {
    const { user } = open('?room=articles&article=en/firewall');
    await user.type(await screen.findByRole('textbox', { name: 'Text' }), ' Mine.');
    server.knowledge.rewrite('firewall', 'Tom was here.');
    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    expect(await screen.findByText(/Tom Becker has changed it. Saving again/)).toBeVisible();
    await user.click(await screen.findByRole('button', { name: /^Version 2/ }));
    expect(await screen.findByText('Tom was here.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    await waitFor(() => expect(sent('PUT', 'baseVersion=2')).toHaveLength(1));
    expect(sent('PUT', 'baseVersion=2')[0]?.body).toMatchObject({ body: 'Allow SSH first. Mine.' });
  });

  it('are translated from their wording, under the same address', async () => {
    const { user } = open('?room=articles&article=en/firewall');
    await user.click(within(await screen.findByRole('group', { name: 'Article actions' })).getByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Translate into German' }));
    const title = await screen.findByRole('textbox', { name: 'Title' });
    await user.clear(title);
    await user.type(title, 'Firewall einrichten');
    await user.click(screen.getByRole('button', { name: 'Publish' }));
    await waitFor(() =>
      expect(sent('POST', '/articles')[0]?.body).toMatchObject({ slug: 'firewall', language: 'de', article: { title: 'Firewall einrichten' } }),
    );
    expect(await screen.findByRole('heading', { name: 'Firewall einrichten' })).toBeVisible();
  });
});

describe('unanswered questions', () => {
  beforeEach(() => {
    server.knowledge.questions = ['do you rent llamas', 'is there a status page'].map((text, index) => ({
      id: `q${index}`,
      text,
      language: 'en',
      times: 3,
      state: 'open',
      firstAskedAt: '2026-01-04T10:00:00Z',
      lastAskedAt: '2026-01-05T10:00:00Z',
    }));
  });

  it('become an article that is found by them', async () => {
    const { user } = open('?room=questions');
    const actions = await screen.findByRole('group', { name: 'Actions for “do you rent llamas”' });
    await user.click(within(actions).getByRole('button', { name: 'Write an article from this' }));
    await user.type(await screen.findByRole('textbox', { name: 'Title' }), 'Do you rent llamas?');
    await user.type(screen.getByRole('combobox', { name: 'Category' }), 'General');
    await user.type(screen.getByRole('textbox', { name: 'Text' }), 'No, servers only.');
    expect(screen.getByRole('textbox', { name: 'Address' })).toHaveValue('do-you-rent-llamas');
    expect(screen.getByRole('textbox', { name: 'Ways people ask for it' })).toHaveValue('do you rent llamas');
    await user.click(screen.getByRole('button', { name: 'Publish' }));
    await waitFor(() => expect(sent('POST', '/questions/q0/answer')[0]?.body).toEqual({ article: 'do-you-rent-llamas' }));
  });

  it('are dismissed, opened again, and answered by an article there is', async () => {
    const { user } = open('?room=questions');
    await user.click(within(await screen.findByRole('group', { name: /status page/ })).getByRole('button', { name: 'Dismiss' }));
    await waitFor(() => expect(screen.queryByRole('group', { name: /status page/ })).not.toBeInTheDocument());
    await user.click(screen.getByRole('radio', { name: 'Dismissed' }));
    await user.click(await screen.findByRole('button', { name: 'Open again' }));
    expect(await screen.findByText('Nothing dismissed')).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'Open' }));
    await user.click(within(await screen.findByRole('group', { name: /status page/ })).getByRole('button', { name: 'An article answers it' }));
    await user.selectOptions(await screen.findByRole('combobox', { name: 'The article that answers it' }), 'firewall');
    await user.click(screen.getByRole('button', { name: 'That one' }));
    await waitFor(() => expect(sent('POST', '/questions/q1/answer')[0]?.body).toEqual({ article: 'firewall' }));
    await expectAccessible(document.body);
  });
});
