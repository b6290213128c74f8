import { describe, expect, it } from 'vitest';
import type { ConversationSummary, View } from '../api/types';
import { aConversation, bot, maya, ownedBy } from '../testing/builders';
import { emptyInbox, listing, reduceInbox, visibleConversations, type InboxAction, type InboxState } from './inboxState';
import { isUnread, SeenStore } from './seen';

const run = (...actions: InboxAction[]): InboxState => actions.reduce(reduceInbox, emptyInbox(maya.id));
const arrived = (summary: ConversationSummary): InboxAction => ({ type: 'conversation', summary });
const loaded = (key: string, items: ConversationSummary[], next: string | null = null, append = false): InboxAction => ({
  type: 'list_loaded',
  key,
  items,
  next,
  append,
});
const ids = (state: InboxState, view: View, search = '') => visibleConversations(state, view, search).map((c) => c.id);

describe('views', () => {
  it('put every conversation where it belongs, and nowhere else', () => {
    const state = run(
      arrived(aConversation({ id: 'queue' })),
      arrived(aConversation({ id: 'bot', owner: ownedBy.bot })),
      arrived(aConversation({ id: 'mine', owner: ownedBy.maya })),
      arrived(aConversation({ id: 'tom', owner: ownedBy.tom })),
      arrived(aConversation({ id: 'done', owner: ownedBy.maya, state: 'resolved' })),
    );
    expect(ids(state, 'waiting')).toEqual(['queue']);
    expect(ids(state, 'bot')).toEqual(['bot']);
    expect(ids(state, 'mine')).toEqual(['mine']);
    expect(ids(state, 'staff')).toEqual(['tom']);
    expect(ids(state, 'resolved')).toEqual(['done']);
  });

  it('show who has waited longest first', () => {
    const state = run(
      arrived(
        aConversation({ id: 'late', waitingSince: '2026-01-05T10:09:00.000Z', lastActivityAt: '2026-01-05T10:09:00.000Z' }),
      ),
      arrived(
        aConversation({ id: 'early', waitingSince: '2026-01-05T10:01:00.000Z', lastActivityAt: '2026-01-05T10:20:00.000Z' }),
      ),
    );
    expect(ids(state, 'waiting')).toEqual(['early', 'late']);
  });

  it('show the latest activity first elsewhere', () => {
    const state = run(
      arrived(aConversation({ id: 'old', owner: ownedBy.maya, lastActivityAt: '2026-01-05T10:01:00.000Z' })),
      arrived(aConversation({ id: 'new', owner: ownedBy.maya, lastActivityAt: '2026-01-05T10:02:00.000Z' })),
    );
    expect(ids(state, 'mine')).toEqual(['new', 'old']);
  });

  it('move a conversation the moment a push says so', () => {
    const before = run(loaded('waiting', [aConversation()]));
    const after = reduceInbox(before, arrived(aConversation({ owner: ownedBy.maya, lastSequence: 6 })));
    expect(ids(after, 'waiting')).toEqual([]);
    expect(ids(after, 'mine')).toEqual(['conversation-1']);
  });
});

describe('races', () => {
  it('never let an older answer overwrite a newer push', () => {
    const state = run(
      arrived(aConversation({ owner: ownedBy.maya, lastSequence: 9 })),
      loaded('waiting', [aConversation({ lastSequence: 8 })]),
    );
    expect(ids(state, 'mine')).toEqual(['conversation-1']);
    expect(ids(state, 'waiting')).toEqual([]);
  });

  it('take a change that brought no entry when it is the newer one', () => {
    const state = run(arrived(aConversation()), arrived(aConversation({ assurance: 'stepped_up' })));
    expect(state.byId.get('conversation-1')?.assurance).toBe('stepped_up');
  });
});

describe('listings', () => {
  it('append further pages and remember the cursor', () => {
    const state = run(
      loaded('mine', [aConversation({ id: 'a', owner: ownedBy.maya })], 'cursor'),
      loaded('mine', [aConversation({ id: 'b', owner: ownedBy.maya })], null, true),
    );
    expect([...listing(state, 'mine').ids]).toEqual(['a', 'b']);
    expect(listing(state, 'mine').next).toBeNull();
  });

  it('of a search show what the server found, in whatever view it is', () => {
    const state = run(
      arrived(aConversation({ id: 'other' })),
      loaded('search:lena', [aConversation({ id: 'found', state: 'resolved' })]),
    );
    expect(ids(state, 'waiting', 'lena')).toEqual(['found']);
  });

  it('keep what they show when a reload fails', () => {
    const state = run(
      loaded('waiting', [aConversation()]),
      { type: 'list_loading', key: 'waiting' },
      { type: 'list_failed', key: 'waiting' },
    );
    expect(listing(state, 'waiting').status).toBe('failed');
    expect(ids(state, 'waiting')).toEqual(['conversation-1']);
  });
});

describe('unread', () => {
  it('means that something came and the customer waits for a person', () => {
    expect(isUnread(aConversation({ lastSequence: 5 }), {})).toBe(true);
    expect(isUnread(aConversation({ lastSequence: 5 }), { 'conversation-1': 5 })).toBe(false);
    expect(isUnread(aConversation({ lastSequence: 6 }), { 'conversation-1': 5 })).toBe(true);
  });

  it('is not raised by what the bot or a colleague said to a customer who waits for nobody', () => {
    const lastEntry = { kind: 'message', author: bot, text: 'Hi', createdAt: '2026-01-05T10:05:00.000Z' } as const;
    expect(isUnread(aConversation({ owner: ownedBy.bot, waitingSince: null, lastEntry }), {})).toBe(false);
  });

  it('ends with the conversation', () => {
    expect(isUnread(aConversation({ state: 'resolved' }), {})).toBe(false);
  });

  it('is remembered across reloads, per person, and never goes back', () => {
    const first = new SeenStore('maya', window.localStorage);
    first.mark('c', 7);
    first.mark('c', 3);
    expect(new SeenStore('maya', window.localStorage).store.get()).toEqual({ c: 7 });
    expect(new SeenStore('tom', window.localStorage).store.get()).toEqual({});
  });

  it('starts over when what is stored makes no sense', () => {
    window.localStorage.setItem('ez-console-seen:maya', '{broken');
    expect(new SeenStore('maya', window.localStorage).store.get()).toEqual({});
  });
});
