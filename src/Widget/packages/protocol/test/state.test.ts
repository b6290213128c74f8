import { describe, expect, it } from 'vitest';
import { initialState, reduce, type ChatEvent, type ChatState, type Entry } from '../src/index.ts';

const entry = (sequence: number, more: Partial<Entry> = {}): Entry => ({
  id: `e${sequence}`,
  sequence,
  kind: 'message',
  author: { kind: 'bot', name: 'Assistant' },
  text: `text ${sequence}`,
  createdAt: '2026-03-01T12:00:00Z',
  ...more,
});

const run = (...events: ChatEvent[]): ChatState => events.reduce(reduce, initialState);
const pushed = (...entries: Entry[]): ChatEvent[] => entries.map((e) => ({ type: 'entry', entry: e }));
const texts = (state: ChatState): (string | null | undefined)[] => state.items.map((i) => i.entry.text);
const outgoing = (clientMessageId: string, action = false): ChatEvent => ({
  type: 'queued',
  outgoing: {
    clientMessageId,
    text: 'hello',
    action: action ? { entryId: 'e1', actionId: 'pay', values: {} } : null,
    delivery: 'sending',
    createdAt: '2026-03-01T12:00:00Z',
    refusal: null,
  },
});

describe('the log', () => {
  it('advances the cursor by pushed entries in order', () => {
    const state = run(...pushed(entry(1), entry(2)));
    expect(texts(state)).toEqual(['text 1', 'text 2']);
    expect(state.cursor).toBe(2);
  });

  it('shows an entry once however often it arrives', () => {
    const page: ChatEvent = { type: 'page', page: { entries: [entry(1), entry(2)], next: 2 } };
    expect(texts(run(...pushed(entry(1), entry(1)), page, page))).toEqual(['text 1', 'text 2']);
  });

  it('holds back what is ahead of a gap until the gap is filled', () => {
    const ahead = run(...pushed(entry(1), entry(4), entry(3)));
    expect(texts(ahead)).toEqual(['text 1']);
    expect(ahead.cursor).toBe(1);
    const filled = reduce(ahead, { type: 'entry', entry: entry(2) });
    expect(texts(filled)).toEqual(['text 1', 'text 2', 'text 3', 'text 4']);
    expect(filled).toMatchObject({ cursor: 4, ahead: [] });
  });

  it('accepts holes that a fetched page vouches for', () => {
    const state = run(...pushed(entry(1), entry(5)), { type: 'page', page: { entries: [entry(3)], next: 4 } });
    expect(texts(state)).toEqual(['text 1', 'text 3', 'text 5']);
    expect(state).toMatchObject({ cursor: 5, ahead: [] });
  });

  it('moves the cursor past entries that are not for us at the end', () => {
    expect(run({ type: 'page', page: { entries: [], next: 7 } }).cursor).toBe(7);
    expect(run(...pushed(entry(1)), { type: 'page', page: { entries: [], next: null } }).cursor).toBe(1);
  });

  it('puts a late entry where it belongs', () => {
    const state = run({ type: 'page', page: { entries: [entry(1), entry(3)], next: 3 } }, ...pushed(entry(2)));
    expect(texts(state)).toEqual(['text 1', 'text 2', 'text 3']);
  });

  it('folds the earlier states of a card into it as they are leafed back to, at the place of the first', () => {
    const opened = run({ type: 'earlier', page: { entries: [entry(8), entry(9, { id: 'v3', replaces: 'v2', text: 'done' })], next: 8 } });
    expect(opened).toMatchObject({ cursor: 9, earliest: 8 });
    const back = reduce(opened, { type: 'earlier', page: { entries: [entry(5), entry(6, { id: 'v2', replaces: 'v1', text: 'half' }), entry(7)], next: 5 } });
    const all = reduce(back, { type: 'earlier', page: { entries: [entry(1, { id: 'v1', text: 'begun' }), entry(2)], next: 0 } });
    expect(texts(back)).toEqual(['text 5', 'done', 'text 7', 'text 8']);
    expect(texts(all)).toEqual(['done', 'text 2', 'text 5', 'text 7', 'text 8']);
    expect(all).toMatchObject({ cursor: 9, earliest: 0 });
  });

  it('updates a replaced entry where it stands', () => {
    const state = run(...pushed(entry(1), entry(2), entry(3, { replaces: 'e1', text: 'new' })));
    expect(texts(state)).toEqual(['new', 'text 2']);
    expect(state.items[0]).toMatchObject({ key: 'e1', position: 1 });
  });

  it('follows a chain of replacements by any id in it, newest wins', () => {
    const chain = [entry(2, { replaces: 'e1', text: 'b' }), entry(3, { replaces: 'e2', text: 'c' }), entry(4, { replaces: 'e1', text: 'd' })];
    expect(texts(run(...pushed(entry(1), ...chain)))).toEqual(['d']);
    const late: ChatEvent = { type: 'entry', entry: entry(2, { id: 'late', replaces: 'e1', text: 'old' }) };
    expect(texts(reduce(run(...pushed(entry(1), ...chain)), late))).toEqual(['d']);
  });

  it('shows an update whose original it never saw', () => {
    expect(texts(run({ type: 'page', page: { entries: [entry(9, { replaces: 'e1' })], next: 9 } }))).toEqual(['text 9']);
  });

  it('starts over for another conversation and keeps the log for the same one', () => {
    const session = { token: 't', resumeToken: 'r', expiresAt: '', owner: { kind: 'bot' as const }, entries: [entry(1)] };
    const same = run(
      { type: 'session', session: { ...session, conversationId: 'a' } },
      ...pushed(entry(2)),
      { type: 'session', session: { ...session, conversationId: 'a' } },
    );
    expect(same.cursor).toBe(2);
    const other = reduce(same, { type: 'session', session: { ...session, conversationId: 'b' } });
    expect(texts(other)).toEqual(['text 1']);
  });
});

describe('the outbox', () => {
  it('keeps a sent message until the log shows it', () => {
    const sent = run(outgoing('m1'), { type: 'delivered', clientMessageId: 'm1' });
    expect(sent.outbox).toMatchObject([{ delivery: 'sent' }]);
    expect(reduce(sent, { type: 'entry', entry: entry(1, { clientMessageId: 'm1' }) }).outbox).toEqual([]);
  });

  it('forgets a message the log showed before the answer came', () => {
    const state = run(outgoing('m1'), ...pushed(entry(1, { clientMessageId: 'm1' })), { type: 'delivered', clientMessageId: 'm1' });
    expect(state.outbox).toEqual([]);
  });

  it('marks a card as used once its action is delivered, and not before', () => {
    const sending = run(...pushed(entry(1)), outgoing('m1', true));
    expect(sending.used).toEqual({});
    const delivered = reduce(sending, { type: 'delivered', clientMessageId: 'm1' });
    expect(delivered).toMatchObject({ outbox: [], used: { e1: ['pay'] } });
  });

  it('knows after a reload which buttons were pressed, because the log says so', () => {
    const pressed = entry(2, { author: { kind: 'customer', name: 'You' }, action: { entryId: 'e1', actionId: 'pay' } });
    expect(run(...pushed(entry(1), pressed, pressed)).used).toEqual({ e1: ['pay'] });
  });

  it('says why a message failed and forgets it on retry', () => {
    const refusal = { code: 'rate_limited', message: 'Slow down.', status: 429, retryAfter: 5 };
    const failed = run(outgoing('m1'), { type: 'failed', clientMessageId: 'm1', refusal });
    expect(failed.outbox).toMatchObject([{ delivery: 'failed', refusal }]);
    expect(reduce(failed, { type: 'retrying', clientMessageId: 'm1' }).outbox).toMatchObject([{ delivery: 'sending', refusal: null }]);
  });

  it('queues a message id once', () => {
    expect(run(outgoing('m1'), outgoing('m1')).outbox).toHaveLength(1);
  });
});

describe('typing', () => {
  it('ends when the writer is heard, or somebody else takes over', () => {
    const typing = run({ type: 'typing', name: 'Mia' });
    expect(reduce(typing, { type: 'entry', entry: entry(1) }).typing).toBeNull();
    expect(reduce(typing, { type: 'owner', owner: { kind: 'queue' } }).typing).toBeNull();
    expect(reduce(typing, { type: 'entry', entry: entry(1, { author: { kind: 'customer', name: 'You' } }) }).typing).toBe('Mia');
  });
});
