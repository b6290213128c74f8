import type { ConversationSummary, CountedView, Counts, View } from '../api/types';

export interface Listing {
  readonly ids: ReadonlySet<string>;
  readonly next: string | null;
  readonly status: 'idle' | 'loading' | 'ready' | 'failed';
}

export interface InboxState {
  /** Whose "mine" it is. */
  readonly staffId: string;
  readonly byId: ReadonlyMap<string, ConversationSummary>;
  readonly counts: Counts | null;
  /** One per view, and one per search under the key of `listingKey`. */
  readonly listings: ReadonlyMap<string, Listing>;
}

export type InboxAction =
  | { readonly type: 'list_loading'; readonly key: string }
  | {
      readonly type: 'list_loaded';
      readonly key: string;
      readonly items: readonly ConversationSummary[];
      readonly next: string | null;
      readonly append: boolean;
    }
  | { readonly type: 'list_failed'; readonly key: string }
  | { readonly type: 'conversation'; readonly summary: ConversationSummary }
  | { readonly type: 'counts'; readonly counts: Counts };

export const countedViews: readonly CountedView[] = ['waiting', 'mine', 'bot', 'staff', 'resolved'];

const unloaded: Listing = { ids: new Set(), next: null, status: 'idle' };

export function emptyInbox(staffId: string): InboxState {
  return { staffId, byId: new Map(), counts: null, listings: new Map() };
}

export function listingKey(view: View, search: string): string {
  return search === '' ? view : `search:${search}`;
}

export function listing(state: InboxState, key: string): Listing {
  return state.listings.get(key) ?? unloaded;
}

export function reduceInbox(state: InboxState, action: InboxAction): InboxState {
  switch (action.type) {
    case 'list_loading':
      return withListing(state, action.key, { ...listing(state, action.key), status: 'loading' });
    case 'list_failed':
      return withListing(state, action.key, { ...listing(state, action.key), status: 'failed' });
    case 'list_loaded': {
      const before = action.append ? listing(state, action.key).ids : [];
      const ids = new Set([...before, ...action.items.map((s) => s.id)]);
      const merged = action.items.reduce(upsert, state);
      return withListing(merged, action.key, { ids, next: action.next, status: 'ready' });
    }
    case 'conversation':
      return upsert(state, action.summary);
    case 'counts':
      return { ...state, counts: action.counts };
  }
}

function withListing(state: InboxState, key: string, value: Listing): InboxState {
  return { ...state, listings: new Map(state.listings).set(key, value) };
}

/** Pushes and list answers race: an older view of a conversation never overwrites a newer one. */
function upsert(state: InboxState, summary: ConversationSummary): InboxState {
  const known = state.byId.get(summary.id);
  if (known && isOlder(summary, known)) return state;
  return { ...state, byId: new Map(state.byId).set(summary.id, summary) };
}

function isOlder(candidate: ConversationSummary, known: ConversationSummary): boolean {
  if (candidate.lastSequence !== known.lastSequence) return candidate.lastSequence < known.lastSequence;
  return candidate.lastActivityAt < known.lastActivityAt;
}

export function belongsTo(view: View, summary: ConversationSummary, staffId: string): boolean {
  if (view === 'all') return true;
  if (view === 'resolved') return summary.state === 'resolved';
  if (summary.state !== 'open') return false;
  const { owner } = summary;
  switch (view) {
    case 'waiting':
      return owner.kind === 'queue';
    case 'bot':
      return owner.kind === 'bot';
    case 'mine':
      return owner.kind === 'staff' && owner.staffId === staffId;
    case 'staff':
      return owner.kind === 'staff' && owner.staffId !== staffId;
  }
}

/** What the list shows: for a view everything known that belongs there now, for a search what the server found. */
export function visibleConversations(state: InboxState, view: View, search: string): readonly ConversationSummary[] {
  const found = listing(state, listingKey(view, search)).ids;
  const matches = [...state.byId.values()].filter((s) => (search === '' ? belongsTo(view, s, state.staffId) : found.has(s.id)));
  return matches.sort(view === 'waiting' && search === '' ? longestWaitingFirst : latestFirst);
}

function longestWaitingFirst(a: ConversationSummary, b: ConversationSummary): number {
  return (a.waitingSince ?? a.createdAt).localeCompare(b.waitingSince ?? b.createdAt) || a.id.localeCompare(b.id);
}

function latestFirst(a: ConversationSummary, b: ConversationSummary): number {
  return b.lastActivityAt.localeCompare(a.lastActivityAt) || b.id.localeCompare(a.id);
}
