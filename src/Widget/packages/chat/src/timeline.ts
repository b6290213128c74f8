import type { ChatState, LogItem, Outgoing } from '@ez/protocol';

/** What the list shows, in order: the log, then what is not in it yet, with a line where a day begins. */
export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'entry'; readonly key: string; readonly item: LogItem; readonly first: boolean; readonly last: boolean }
  | { readonly kind: 'outgoing'; readonly key: string; readonly outgoing: Outgoing };

const groupWithinMs = 5 * 60_000;

export function timeline(state: Pick<ChatState, 'items' | 'outbox'>): readonly Row[] {
  const rows: Row[] = [];
  const items = state.items.filter((item) => isShown(item));
  items.forEach((item, index) => {
    const before = items[index - 1];
    const after = items[index + 1];
    if (before === undefined || dayOf(before.createdAt) !== dayOf(item.createdAt)) {
      rows.push({ kind: 'day', key: `day-${dayOf(item.createdAt)}`, at: item.createdAt });
    }
    const first = before === undefined || !together(before, item);
    const last = after === undefined || !together(item, after);
    // Our own message keeps its key when it moves from the outbox to the log, so it does not blink.
    rows.push({ kind: 'entry', key: item.entry.clientMessageId ?? item.key, item, first, last });
  });
  for (const outgoing of state.outbox) {
    if (outgoing.action === null) rows.push({ kind: 'outgoing', key: outgoing.clientMessageId, outgoing });
  }
  return rows;
}

function isShown({ entry }: LogItem): boolean {
  return entry.kind !== 'note' && (textOf(entry) !== '' || (entry.card ?? null) !== null);
}

/** A pressed button reads as its label. */
export function textOf(entry: LogItem['entry']): string {
  return entry.text || entry.action?.label || '';
}

function together(a: LogItem, b: LogItem): boolean {
  const [x, y] = [a.entry, b.entry];
  if (x.kind === 'event' || y.kind === 'event') return false;
  const same = x.author.kind === y.author.kind && x.author.name === y.author.name && dayOf(a.createdAt) === dayOf(b.createdAt);
  return same && Date.parse(b.createdAt) - Date.parse(a.createdAt) < groupWithinMs;
}

/** The reader's own calendar day. */
export function dayOf(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? '' : `${at.getFullYear()}-${at.getMonth() + 1}-${at.getDate()}`;
}
