import type { CardValues, ChatSession, Entry, EntryPage, Owner } from './entries.ts';
import type { Refusal } from './problem.ts';

/** The one answer to "are we connected": never derived twice, never two flags. */
export type ConnectionState = 'connecting' | 'online' | 'reconnecting' | 'offline' | 'ended';

/** `sending` until the server answered for the message, `sent` once it has stored it, `failed` when it refused. */
export type Delivery = 'sending' | 'sent' | 'failed';

export interface OutgoingAction {
  readonly entryId: string;
  readonly actionId: string;
  readonly values: CardValues;
}

export interface OutgoingFile {
  readonly id: string;
  readonly name: string;
}

/** A message or a button press of ours that the log does not show yet. */
export interface Outgoing {
  readonly clientMessageId: string;
  readonly text: string;
  readonly action: OutgoingAction | null;
  /** Files stored before, by id and name. */
  readonly files?: readonly OutgoingFile[];
  readonly delivery: Delivery;
  readonly createdAt: string;
  readonly refusal: Refusal | null;
}

/** One place in the visible log. An update takes over the place, so a card changes where it stands. */
export interface LogItem {
  /** The id of the entry that opened the place; stable while updates come in. */
  readonly key: string;
  readonly entry: Entry;
  /** Where and when the place was opened: an update moves it neither in the list nor to another day. */
  readonly position: number;
  readonly createdAt: string;
  /** Every entry id that this place has shown. */
  readonly ids: readonly string[];
}

export interface ChatState {
  readonly connection: ConnectionState;
  readonly conversationId: string | null;
  readonly owner: Owner | null;
  readonly items: readonly LogItem[];
  /** Everything up to here has been received (entries that are not for us leave holes that do not count). */
  readonly cursor: number;
  /** What came before this sequence has not been asked for; 0 where the beginning is known. */
  readonly earliest: number;
  /** Earlier entries are being fetched. */
  readonly leafing: boolean;
  /** Entries pushed ahead of a gap; shown once the gap is filled. Not empty = ask for what follows the cursor. */
  readonly ahead: readonly Entry[];
  readonly outbox: readonly Outgoing[];
  /** The action taken on a card, by the card's current entry id; an updated card starts afresh. */
  readonly used: Readonly<Record<string, readonly string[]>>;
  readonly typing: string | null;
  /** What stands between us and a conversation at all: too many sessions, a refused request. */
  readonly refusal: Refusal | null;
}

export const initialState: ChatState = {
  connection: 'connecting',
  conversationId: null,
  owner: null,
  items: [],
  cursor: 0,
  earliest: 0,
  leafing: false,
  ahead: [],
  outbox: [],
  used: {},
  typing: null,
  refusal: null,
};

export type ChatEvent =
  | { readonly type: 'session'; readonly session: ChatSession }
  | { readonly type: 'page'; readonly page: EntryPage }
  | { readonly type: 'earlier'; readonly page: EntryPage }
  | { readonly type: 'leafing'; readonly on: boolean }
  | { readonly type: 'entry'; readonly entry: Entry }
  | { readonly type: 'connection'; readonly connection: ConnectionState }
  | { readonly type: 'owner'; readonly owner: Owner }
  | { readonly type: 'typing'; readonly name: string | null }
  | { readonly type: 'refused'; readonly refusal: Refusal | null }
  | { readonly type: 'queued'; readonly outgoing: Outgoing }
  | { readonly type: 'retrying'; readonly clientMessageId: string }
  | { readonly type: 'delivered'; readonly clientMessageId: string }
  | { readonly type: 'failed'; readonly clientMessageId: string; readonly refusal: Refusal }
  | { readonly type: 'discarded'; readonly clientMessageId: string };

export function reduce(state: ChatState, event: ChatEvent): ChatState {
  switch (event.type) {
    case 'session': {
      const { conversationId, owner, entries } = event.session;
      const kept = state.conversationId === null || state.conversationId === conversationId;
      const known = kept && state.cursor > 0;
      const earliest = known ? state.earliest : (entries[0]?.sequence ?? 0);
      const base = kept ? { ...state, earliest } : { ...state, items: [], cursor: 0, earliest, leafing: false, ahead: [], used: {} };
      return receivePage({ ...base, conversationId, owner, refusal: null }, { entries, next: null });
    }
    case 'page':
      return receivePage(state, event.page);
    case 'earlier':
      return receivePage({ ...state, earliest: event.page.next ?? 0, leafing: false }, { entries: event.page.entries, next: null });
    case 'leafing':
      return { ...state, leafing: event.on };
    case 'entry':
      return receiveEntry(state, event.entry);
    case 'connection':
      return state.connection === event.connection ? state : { ...state, connection: event.connection };
    case 'owner':
      return { ...state, owner: event.owner, typing: null };
    case 'typing':
      return state.typing === event.name ? state : { ...state, typing: event.name };
    case 'refused':
      return { ...state, refusal: event.refusal };
    case 'queued':
      return state.outbox.some((o) => o.clientMessageId === event.outgoing.clientMessageId)
        ? state
        : { ...state, outbox: [...state.outbox, event.outgoing] };
    case 'retrying':
      return changeOutgoing(state, event.clientMessageId, (o) => ({ ...o, delivery: 'sending', refusal: null }));
    case 'failed':
      return changeOutgoing(state, event.clientMessageId, (o) => ({ ...o, delivery: 'failed', refusal: event.refusal }));
    case 'delivered':
      return deliver(state, event.clientMessageId);
    case 'discarded':
      return { ...state, outbox: state.outbox.filter((o) => o.clientMessageId !== event.clientMessageId) };
  }
}

/** A fetched page is complete up to its `next`: holes below it are entries that are not for us. */
function receivePage(state: ChatState, page: EntryPage): ChatState {
  const sorted = [...page.entries].sort((a, b) => a.sequence - b.sequence);
  const last = sorted.at(-1)?.sequence ?? 0;
  const cursor = Math.max(state.cursor, page.next ?? 0, last);
  return drainAhead({ ...sorted.reduce(place, state), cursor });
}

/** A pushed entry counts only as the next one; anything later waits until the gap before it is filled. */
function receiveEntry(state: ChatState, entry: Entry): ChatState {
  if (entry.sequence <= state.cursor) return place(state, entry);
  if (state.ahead.some((e) => e.sequence === entry.sequence)) return state;
  return drainAhead({ ...state, ahead: [...state.ahead, entry].sort((a, b) => a.sequence - b.sequence) });
}

function drainAhead(state: ChatState): ChatState {
  let next = state;
  for (const entry of state.ahead) {
    if (entry.sequence > next.cursor + 1) break;
    next = { ...place(next, entry), cursor: Math.max(next.cursor, entry.sequence) };
  }
  const ahead = next.ahead.filter((e) => e.sequence > next.cursor);
  return ahead.length === next.ahead.length ? next : { ...next, ahead };
}

/** More was said before what is shown: sequences start at 1. */
export function hasEarlier(state: Pick<ChatState, 'earliest'>): boolean {
  return state.earliest > 1;
}

function place(state: ChatState, entry: Entry): ChatState {
  const shown = state.items.findIndex((item) => item.ids.includes(entry.id));
  if (shown >= 0) return settle({ ...state, items: moveUp(state.items, shown, entry) }, entry);
  const replaces = entry.replaces ?? null;
  const at = replaces === null ? -1 : state.items.findIndex((item) => item.ids.includes(replaces));
  const target = state.items[at];
  const items =
    target === undefined
      ? insert(state.items, { key: entry.id, entry, position: entry.sequence, createdAt: entry.createdAt, ids: idsOf(entry) })
      : state.items.with(at, {
          ...target,
          ids: [...target.ids, entry.id],
          // An older version that arrives late never takes the place of a newer one.
          entry: entry.sequence > target.entry.sequence ? entry : target.entry,
        });
  return settle({ ...state, items, typing: entry.author.kind === 'customer' ? state.typing : null }, entry);
}

/** Its own, and that of the earlier one whose place it takes: that one may be read later, when one leafs back. */
const idsOf = (entry: Entry): readonly string[] => (entry.replaces ? [entry.id, entry.replaces] : [entry.id]);

/** An earlier state of what is shown has been read: the place is where that one stood. */
function moveUp(items: readonly LogItem[], at: number, entry: Entry): readonly LogItem[] {
  const item = items[at];
  if (item === undefined || entry.sequence >= item.position) return items;
  const ids = [...new Set([...item.ids, ...idsOf(entry)])];
  return insert(items.toSpliced(at, 1), { ...item, position: entry.sequence, createdAt: entry.createdAt, ids });
}

function insert(items: readonly LogItem[], item: LogItem): readonly LogItem[] {
  let at = items.length;
  while ((items[at - 1]?.position ?? 0) > item.position) at -= 1;
  return items.toSpliced(at, 0, item);
}

/** The log shows our own message or press: the queue need not. */
function settle(state: ChatState, entry: Entry): ChatState {
  const id = entry.clientMessageId ?? null;
  const settled = id !== null && state.outbox.some((o) => o.clientMessageId === id) ? deliver(state, id, true) : state;
  return entry.action == null ? settled : markUsed(settled, entry.action.entryId, entry.action.actionId);
}

function markUsed(state: ChatState, entryId: string, actionId: string): ChatState {
  const earlier = state.used[entryId] ?? [];
  return earlier.includes(actionId) ? state : { ...state, used: { ...state.used, [entryId]: [...earlier, actionId] } };
}

function deliver(state: ChatState, clientMessageId: string, shown = false): ChatState {
  const outgoing = state.outbox.find((o) => o.clientMessageId === clientMessageId);
  if (outgoing === undefined) return state;
  if (outgoing.action === null && !shown && !inLog(state, clientMessageId)) {
    return changeOutgoing(state, clientMessageId, (o) => ({ ...o, delivery: 'sent', refusal: null }));
  }
  const outbox = state.outbox.filter((o) => o !== outgoing);
  if (outgoing.action === null) return { ...state, outbox };
  return markUsed({ ...state, outbox }, outgoing.action.entryId, outgoing.action.actionId);
}

function inLog(state: ChatState, clientMessageId: string): boolean {
  return state.items.some((item) => item.entry.clientMessageId === clientMessageId);
}

function changeOutgoing(state: ChatState, clientMessageId: string, change: (o: Outgoing) => Outgoing): ChatState {
  return { ...state, outbox: state.outbox.map((o) => (o.clientMessageId === clientMessageId ? change(o) : o)) };
}
