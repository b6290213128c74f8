import type { ConversationSummary } from '../api/types';
import { Store } from '../shell/store';

/** How far this member of staff has read, per conversation. Kept in the browser: reading is personal and no fact of the case. */
export type Seen = Readonly<Record<string, number>>;

const kept = 500;

export class SeenStore {
  readonly store: Store<Seen, { id: string; sequence: number }>;
  private readonly key: string;

  constructor(
    staffId: string,
    private readonly storage: Storage | null = safeStorage(),
  ) {
    this.key = `ez-console-seen:${staffId}`;
    this.store = new Store<Seen, { id: string; sequence: number }>(
      (seen, { id, sequence }) => ((seen[id] ?? 0) >= sequence ? seen : trim({ ...seen, [id]: sequence })),
      this.read(),
    );
  }

  mark(id: string, sequence: number): void {
    const before = this.store.get();
    this.store.dispatch({ id, sequence });
    if (this.store.get() === before) return;
    try {
      this.storage?.setItem(this.key, JSON.stringify(this.store.get()));
    } catch {
      // A full or forbidden storage only costs the unread marks after a reload.
    }
  }

  private read(): Seen {
    try {
      const value: unknown = JSON.parse(this.storage?.getItem(this.key) ?? '{}');
      return typeof value === 'object' && value !== null ? (value as Seen) : {};
    } catch {
      // Someone else's or a broken value: start over.
      return {};
    }
  }
}

function trim(seen: Seen): Seen {
  const ids = Object.keys(seen);
  return ids.length <= kept ? seen : Object.fromEntries(ids.slice(ids.length - kept).map((id) => [id, seen[id] ?? 0]));
}

function safeStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    // Storage switched off by policy.
    return null;
  }
}

/** Unread means that something came since one looked, and the customer waits for an answer to it from a person or just spoke. */
export function isUnread(summary: ConversationSummary, seen: Seen): boolean {
  if (summary.lastSequence <= (seen[summary.id] ?? 0) || summary.state === 'resolved') return false;
  return Boolean(summary.waitingSince) || summary.lastEntry?.author.kind === 'customer';
}
