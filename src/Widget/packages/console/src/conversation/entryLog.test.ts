import { describe, expect, it } from 'vitest';
import { anEntry, bot } from '../testing/builders';
import { emptyLog, foldReplacements, hasOlder, lastRead, lastSequence, missingAfter, reduceEntryLog, type EntryLog } from './entryLog';

const withEntries = (...sequences: number[]): EntryLog =>
  reduceEntryLog(emptyLog, { type: 'received', entries: sequences.map((s) => anEntry(s)) });

const sending = (log: EntryLog, clientMessageId = 'mine-1'): EntryLog =>
  reduceEntryLog(log, {
    type: 'sending',
    pending: { clientMessageId, kind: 'message', text: 'Hello', createdAt: '2026-01-05T10:30:00Z' },
  });

describe('the entry log', () => {
  it('keeps entries in order of sequence whatever order they arrive in', () => {
    expect(withEntries(3, 1, 2).entries.map((e) => e.sequence)).toEqual([1, 2, 3]);
  });

  it('takes the same entry once, by push and by page', () => {
    const log = withEntries(1, 2);
    const again = reduceEntryLog(log, { type: 'received', entries: [anEntry(2), anEntry(3), anEntry(3)] });
    expect(again.entries.map((e) => e.sequence)).toEqual([1, 2, 3]);
  });

  it('returns the very same state when nothing is new', () => {
    const log = withEntries(1, 2);
    expect(reduceEntryLog(log, { type: 'received', entries: [anEntry(1)] })).toBe(log);
  });

  it('takes the newer of two states of a delivery, whichever comes first', () => {
    const at = (second: number, state: 'sending' | 'sent') => ({
      entryId: 'e1',
      state,
      attempts: 1,
      changedAt: `2026-01-05T10:30:0${second}Z`,
    });
    const sent = reduceEntryLog(emptyLog, { type: 'delivered', deliveries: [at(2, 'sent')] });
    const late = reduceEntryLog(sent, { type: 'delivered', deliveries: [at(1, 'sending')] });
    expect(late.deliveries.get('e1')?.state).toBe('sent');
  });

  it('knows older entries exist until sequence 1 is there', () => {
    expect(hasOlder(withEntries(4, 5))).toBe(true);
    expect(hasOlder(withEntries(1, 2))).toBe(false);
    expect(hasOlder(emptyLog)).toBe(false);
  });

  it('finds the hole a lost push left', () => {
    expect(missingAfter(withEntries(4, 5, 8), 8)).toBe(5);
    expect(missingAfter(withEntries(4, 5), 7)).toBe(5);
    expect(missingAfter(withEntries(4, 5), 5)).toBeNull();
    expect(lastSequence(withEntries(4, 5))).toBe(5);
  });
});

describe('a message being sent', () => {
  it('is shown as sending, then accepted, and gives way to its entry', () => {
    const sent = sending(withEntries(1));
    expect(sent.pending[0]?.status).toBe('sending');
    const accepted = reduceEntryLog(sent, { type: 'accepted', clientMessageId: 'mine-1', sequence: 2 });
    expect(accepted.pending[0]?.status).toBe('accepted');
    const arrived = reduceEntryLog(accepted, { type: 'received', entries: [anEntry(2)] });
    expect(arrived.pending).toEqual([]);
  });

  it('is not shown twice when the push overtakes the answer', () => {
    const arrived = reduceEntryLog(sending(withEntries(1)), {
      type: 'received',
      entries: [anEntry(2, { clientMessageId: 'mine-1' })],
    });
    expect(arrived.pending).toEqual([]);
    const accepted = reduceEntryLog(arrived, { type: 'accepted', clientMessageId: 'mine-1', sequence: 2 });
    expect(accepted.pending).toEqual([]);
  });

  it('vanishes when its entry was pushed without the client id before the answer came', () => {
    const arrived = reduceEntryLog(sending(withEntries(1)), { type: 'received', entries: [anEntry(2)] });
    const accepted = reduceEntryLog(arrived, { type: 'accepted', clientMessageId: 'mine-1', sequence: 2 });
    expect(accepted.pending).toEqual([]);
  });

  it('keeps its text and says why when it failed, and can be discarded', () => {
    const failed = reduceEntryLog(sending(emptyLog), {
      type: 'failed',
      clientMessageId: 'mine-1',
      error: 'No connection.',
      retryable: true,
    });
    expect(failed.pending[0]).toMatchObject({ status: 'failed', error: 'No connection.', text: 'Hello', retryable: true });
    expect(reduceEntryLog(failed, { type: 'discarded', clientMessageId: 'mine-1' }).pending).toEqual([]);
  });

  it('is sent again under the same id without standing there twice', () => {
    const failed = reduceEntryLog(sending(emptyLog), {
      type: 'failed',
      clientMessageId: 'mine-1',
      error: 'No.',
      retryable: true,
    });
    expect(sending(failed).pending.map((p) => p.status)).toEqual(['sending']);
  });
});

describe('entries that replace others', () => {
  const card = (sequence: number, percent: number, replaces?: string) =>
    anEntry(sequence, {
      kind: 'card',
      author: bot,
      text: null,
      card: { type: 'progress', progress: { percent } },
      ...(replaces ? { replaces } : {}),
    });

  it('stand in the place of the first', () => {
    const lines = foldReplacements([card(1, 0), anEntry(2), card(3, 50, 'entry-1'), card(4, 100, 'entry-1')]);
    expect(lines.map((l) => l.entry.id)).toEqual(['entry-1', 'entry-2']);
    expect(lines[0]?.shown.card?.progress?.percent).toBe(100);
    expect(lines[0]?.updates).toBe(2);
  });

  it('may name the latest version instead of the first', () => {
    const lines = foldReplacements([card(1, 0), card(2, 50, 'entry-1'), card(3, 100, 'entry-2')]);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.shown.card?.progress?.percent).toBe(100);
  });

  it('share one line while their original is not loaded, and fold into it once it is', () => {
    const updates = [card(8, 50, 'entry-1'), card(9, 100, 'entry-1')];
    expect(foldReplacements(updates).map((l) => l.shown.id)).toEqual(['entry-9']);
    expect(foldReplacements([card(1, 0), ...updates]).map((l) => [l.entry.id, l.shown.id])).toEqual([['entry-1', 'entry-9']]);
  });
});

describe('what the customer has seen', () => {
  it('is told by the last line of our side up to there, and by no note', () => {
    const staff = { kind: 'staff', name: 'Maya Iyer' } as const;
    const lines = foldReplacements([
      anEntry(1, { author: staff }),
      anEntry(2),
      anEntry(3, { author: staff }),
      anEntry(4, { kind: 'note', author: staff }),
      anEntry(5, { author: staff }),
    ]);
    expect(lastRead(lines, 4)?.shown.sequence).toBe(3);
    expect(lastRead(lines, 9)?.shown.sequence).toBe(5);
    expect(lastRead(lines, 0)).toBeUndefined();
  });

  it('never goes back', () => {
    const read = reduceEntryLog(emptyLog, { type: 'read', upTo: 7 });
    expect(reduceEntryLog(read, { type: 'read', upTo: 3 })).toBe(read);
  });
});
