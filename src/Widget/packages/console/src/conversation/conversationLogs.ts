import type { Entry } from '@ez/protocol';
import type { ConsoleApi } from '../api/client';
import { ApiError } from '../api/problem';
import type { Delivery, EntriesPage } from '../api/types';
import { newClientId } from '../shell/ids';
import { Store } from '../shell/store';
import {
  emptyLog,
  hasOlder,
  missingAfter,
  reduceEntryLog,
  type EntryLog,
  type EntryLogAction,
  type PendingEntry,
} from './entryLog';

export interface LoadedLog extends EntryLog {
  readonly phase: 'new' | 'loading' | 'ready' | 'failed';
  readonly loadingOlder: boolean;
  readonly error: string | null;
}

type Change =
  EntryLogAction | { readonly type: 'phase'; readonly change: Partial<Pick<LoadedLog, 'phase' | 'loadingOlder' | 'error'>> };
type Logs = ReadonlyMap<string, LoadedLog>;

const pageSize = 50;
export const unopenedLog: LoadedLog = { ...emptyLog, phase: 'new', loadingOlder: false, error: null };

function reduceLogs(logs: Logs, action: { readonly id: string; readonly change: Change }): Logs {
  const log = logs.get(action.id) ?? unopenedLog;
  const next =
    action.change.type === 'phase' ? { ...log, ...action.change.change } : { ...log, ...reduceEntryLog(log, action.change) };
  return new Map(logs).set(action.id, next);
}

/** The logs of the conversations opened in this tab: loading, catching up by cursor, and sending with an honest status. */
export class ConversationLogs {
  readonly store = new Store<Logs, { id: string; change: Change }>(reduceLogs, new Map());
  private readonly filling = new Set<string>();

  constructor(
    private readonly api: ConsoleApi,
    private readonly now: () => string = () => new Date().toISOString(),
  ) {}

  log(id: string): LoadedLog {
    return this.store.get().get(id) ?? unopenedLog;
  }

  /** Loads the latest page, or catches up when the log is known already. */
  async open(id: string, newest: number): Promise<void> {
    const { phase } = this.log(id);
    if (phase === 'loading') return;
    if (phase === 'ready') return this.catchUp(id, newest);
    this.phase(id, { phase: 'loading', error: null });
    try {
      const page = await this.api.entries(id, { before: newest + 1, limit: pageSize });
      this.page(id, page);
      this.phase(id, { phase: 'ready' });
      await this.catchUp(id, newest);
    } catch (error) {
      this.phase(id, { phase: 'failed', error: messageOf(error) });
    }
  }

  async loadOlder(id: string): Promise<void> {
    const log = this.log(id);
    const first = log.entries[0];
    if (log.loadingOlder || !first || !hasOlder(log)) return;
    this.phase(id, { loadingOlder: true, error: null });
    try {
      const page = await this.api.entries(id, { before: first.sequence, limit: pageSize });
      this.page(id, page);
    } catch (error) {
      this.phase(id, { error: messageOf(error) });
    } finally {
      this.phase(id, { loadingOlder: false });
    }
  }

  received(id: string, entry: Entry): void {
    const { phase } = this.log(id);
    if (phase === 'new') return;
    this.change(id, { type: 'received', entries: [entry] });
    if (phase === 'ready') void this.catchUp(id, entry.sequence);
  }

  delivered(id: string, deliveries: readonly Delivery[]): void {
    if (this.log(id).phase !== 'new') this.change(id, { type: 'delivered', deliveries });
  }

  read(id: string, upTo: number): void {
    if (this.log(id).phase !== 'new') this.change(id, { type: 'read', upTo });
  }

  /** Has an entry sent to its outside channel once more; what becomes of it is pushed. */
  async sendAgain(id: string, entryId: string): Promise<void> {
    try {
      this.delivered(id, [await this.api.sendAgain(id, entryId)]);
    } catch (error) {
      this.phase(id, { error: messageOf(error) });
    }
  }

  /** Fills every hole up to `target`; a push that got lost is fetched here. One run at a time per conversation. */
  async catchUp(id: string, target: number): Promise<void> {
    if (this.filling.has(id)) return;
    this.filling.add(id);
    try {
      for (let after = missingAfter(this.log(id), target); after !== null;) {
        const page = await this.api.entries(id, { after, limit: pageSize });
        if (page.entries.length === 0) break;
        this.page(id, page);
        const next = missingAfter(this.log(id), target);
        if (next !== null && next <= after) break;
        after = next;
      }
      if (this.log(id).error !== null) this.phase(id, { error: null });
    } catch (error) {
      this.phase(id, { error: messageOf(error) });
    } finally {
      this.filling.delete(id);
    }
  }

  /** A summary told of a newer entry than the log may have. Its own push is usually right behind, so that gets a moment first. */
  expect(id: string, newest: number, graceMs = 800): void {
    if (this.log(id).phase !== 'ready' || missingAfter(this.log(id), newest) === null) return;
    setTimeout(() => void this.catchUp(id, newest), graceMs);
  }

  /** Everything after what is shown, whatever the newest sequence may be: for a connection that was away. */
  async resync(id: string): Promise<void> {
    if (this.log(id).phase !== 'ready') return;
    await this.catchUp(id, Number.MAX_SAFE_INTEGER);
    // Deliveries have no cursor: those on the newest page are the ones that may have moved.
    if (this.log(id).deliveries.size > 0) {
      const page = await this.api.entries(id, { limit: pageSize }).catch(() => null);
      if (page) this.page(id, page);
    }
  }

  send(id: string, kind: PendingEntry['kind'], text: string): Promise<void> {
    return this.deliver(id, { clientMessageId: newClientId(), kind, text, createdAt: this.now() });
  }

  /** Sends the same message under the same id, so that one which did arrive is not written twice. */
  async retry(id: string, clientMessageId: string): Promise<void> {
    const pending = this.log(id).pending.find((p) => p.clientMessageId === clientMessageId);
    if (pending?.status === 'failed') await this.deliver(id, pending);
  }

  discard(id: string, clientMessageId: string): void {
    this.change(id, { type: 'discarded', clientMessageId });
  }

  private async deliver(id: string, { clientMessageId, kind, text, createdAt }: Omit<PendingEntry, 'status'>): Promise<void> {
    this.change(id, { type: 'sending', pending: { clientMessageId, kind, text, createdAt } });
    try {
      const accepted =
        kind === 'note'
          ? await this.api.addNote(id, clientMessageId, text)
          : await this.api.sendMessage(id, clientMessageId, text);
      this.change(id, { type: 'accepted', clientMessageId, sequence: accepted.sequence });
      await this.catchUp(id, accepted.sequence);
    } catch (error) {
      const retryable = !(error instanceof ApiError) || error.isTransient || error.status === 401 || error.status === 409;
      this.change(id, { type: 'failed', clientMessageId, error: messageOf(error), retryable });
    }
  }

  private page(id: string, page: EntriesPage): void {
    this.change(id, { type: 'received', entries: page.entries });
    if (page.readUpTo) this.change(id, { type: 'read', upTo: page.readUpTo });
    if (page.deliveries) this.change(id, { type: 'delivered', deliveries: page.deliveries });
  }

  private change(id: string, change: Change): void {
    this.store.dispatch({ id, change });
  }

  private phase(id: string, change: Partial<Pick<LoadedLog, 'phase' | 'loadingOlder' | 'error'>>): void {
    this.change(id, { type: 'phase', change });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'Something went wrong.';
}
