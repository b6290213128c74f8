import type { Entry } from '@ez/protocol';
import type { Delivery } from '../api/types';

/** One conversation's log as far as it is known here. `sequence` is the only order and the only cursor. */
export interface EntryLog {
  /** Ascending by sequence, without duplicates; may lack older entries and, for a moment, some in the middle. */
  readonly entries: readonly Entry[];
  readonly pending: readonly PendingEntry[];
  /** By entry: how far those that go to an outside channel have got. */
  readonly deliveries: ReadonlyMap<string, Delivery>;
  /** The customer's chat has shown it up to this sequence; 0 where nothing was told. */
  readonly readUpTo: number;
}

/** What a member of staff has sent and the log does not yet show. */
export interface PendingEntry {
  readonly clientMessageId: string;
  readonly kind: 'message' | 'note';
  readonly text: string;
  readonly createdAt: string;
  readonly status: 'sending' | 'accepted' | 'failed';
  /** Known from the 202 answer on. */
  readonly sequence?: number;
  readonly error?: string;
  /** False when the server refused the content itself: sending it again cannot help. */
  readonly retryable?: boolean;
}

export type EntryLogAction =
  | { readonly type: 'received'; readonly entries: readonly Entry[] }
  | { readonly type: 'delivered'; readonly deliveries: readonly Delivery[] }
  | { readonly type: 'read'; readonly upTo: number }
  | { readonly type: 'sending'; readonly pending: Omit<PendingEntry, 'status'> }
  | { readonly type: 'accepted'; readonly clientMessageId: string; readonly sequence: number }
  | { readonly type: 'failed'; readonly clientMessageId: string; readonly error: string; readonly retryable: boolean }
  | { readonly type: 'discarded'; readonly clientMessageId: string };

export const emptyLog: EntryLog = { entries: [], pending: [], deliveries: new Map(), readUpTo: 0 };

export function reduceEntryLog(log: EntryLog, action: EntryLogAction): EntryLog {
  switch (action.type) {
    case 'received':
      return receive(log, action.entries);
    case 'delivered':
      return deliver(log, action.deliveries);
    case 'read':
      return action.upTo > log.readUpTo ? { ...log, readUpTo: action.upTo } : log;
    case 'sending': {
      const others = log.pending.filter((p) => p.clientMessageId !== action.pending.clientMessageId);
      return { ...log, pending: [...others, { ...action.pending, status: 'sending' }] };
    }
    case 'accepted':
      return settle(log, action.clientMessageId, (p) => ({ ...p, status: 'accepted', sequence: action.sequence }));
    case 'failed':
      return settle(log, action.clientMessageId, (p) => ({
        ...p,
        status: 'failed',
        error: action.error,
        retryable: action.retryable,
      }));
    case 'discarded':
      return { ...log, pending: log.pending.filter((p) => p.clientMessageId !== action.clientMessageId) };
  }
}

function receive(log: EntryLog, incoming: readonly Entry[]): EntryLog {
  const known = new Set(log.entries.map((e) => e.sequence));
  const fresh = incoming.filter((e) => !known.has(e.sequence) && known.add(e.sequence));
  if (fresh.length === 0) return log;
  const entries = [...log.entries, ...fresh].sort((a, b) => a.sequence - b.sequence);
  const arrived = new Set(fresh.map((e) => e.clientMessageId).filter((id) => typeof id === 'string'));
  const sequences = new Set(fresh.map((e) => e.sequence));
  const pending = log.pending.filter(
    (p) => !arrived.has(p.clientMessageId) && !(p.sequence !== undefined && sequences.has(p.sequence)),
  );
  return { ...log, entries, pending };
}

/** An answer that was overtaken by a push of a later state is old news. */
function deliver(log: EntryLog, incoming: readonly Delivery[]): EntryLog {
  const deliveries = new Map(log.deliveries);
  for (const delivery of incoming) {
    const known = deliveries.get(delivery.entryId);
    if (!known || Date.parse(known.changedAt) <= Date.parse(delivery.changedAt)) deliveries.set(delivery.entryId, delivery);
  }
  return { ...log, deliveries };
}

function settle(log: EntryLog, clientMessageId: string, change: (p: PendingEntry) => PendingEntry): EntryLog {
  const pending = log.pending
    .map((p) => (p.clientMessageId === clientMessageId ? change(p) : p))
    // The push can overtake the 202: the entry is already shown, so nothing is pending any more.
    .filter((p) => p.sequence === undefined || !log.entries.some((e) => e.sequence === p.sequence));
  return { ...log, pending };
}

export function lastSequence(log: EntryLog): number {
  return log.entries.at(-1)?.sequence ?? 0;
}

/** Sequences start at 1 and have no holes, so the first one tells whether older entries exist. */
export function hasOlder(log: EntryLog): boolean {
  const first = log.entries[0];
  return first !== undefined && first.sequence > 1;
}

/**
 * The cursor after which entries are known to be missing, or null when the log is whole up to `target`.
 * C01: sequences are gapless, so every hole is something the push did not bring.
 */
export function missingAfter(log: EntryLog, target: number): number | null {
  for (let i = 1; i < log.entries.length; i += 1) {
    const before = log.entries[i - 1];
    const here = log.entries[i];
    if (before && here && here.sequence > before.sequence + 1) return before.sequence;
  }
  return lastSequence(log) < target ? lastSequence(log) : null;
}

/** The last thing said by our side that the customer has seen: the one line that says so. */
export function lastRead(lines: readonly ShownEntry[], readUpTo: number): ShownEntry | undefined {
  return lines.findLast(
    ({ shown }) =>
      shown.sequence <= readUpTo && (shown.kind === 'message' || shown.kind === 'card') && shown.author.kind !== 'customer',
  );
}

/** A line of the transcript: where an entry stands, and what stands there now. */
export interface ShownEntry {
  readonly entry: Entry;
  readonly shown: Entry;
  readonly updates: number;
}

/**
 * Folds entries that replace earlier ones into the place of the first, so a progress card moves in place.
 * A replacement whose original is not loaded yet stands for itself until older entries arrive.
 */
export function foldReplacements(entries: readonly Entry[]): readonly ShownEntry[] {
  const placeOf = new Map<string, number>();
  const lines: ShownEntry[] = [];
  for (const entry of entries) {
    const place = entry.replaces ? placeOf.get(entry.replaces) : undefined;
    const line = place === undefined ? undefined : lines[place];
    if (place !== undefined && line) {
      lines[place] = { entry: line.entry, shown: entry, updates: line.updates + 1 };
      placeOf.set(entry.id, place);
    } else {
      placeOf.set(entry.id, lines.length);
      // Two replacements of the same unseen original share one place as well.
      if (entry.replaces) placeOf.set(entry.replaces, lines.length);
      lines.push({ entry, shown: entry, updates: 0 });
    }
  }
  return lines;
}
