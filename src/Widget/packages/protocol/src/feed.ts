import type { ChatApi } from './api.ts';
import type { EntryPage } from './entries.ts';
import type { SavedSession } from './memory.ts';

const pollWaitSeconds = 25;

export interface FeedSource {
  /** The session to read with; null while there is none, or once the client has stopped. */
  session(): SavedSession | null;
  cursor(): number;
  page(page: EntryPage): void;
  /** The newest page of a conversation of which nothing was known yet. */
  newest(page: EntryPage): void;
  /** The server answered. */
  succeeded(): void;
  /** It did not; `again` takes up where this left off. */
  failed(error: unknown, again: () => void): Promise<void>;
  /** Whether a live connection has made polling needless. */
  live(): boolean;
}

/** Reads what follows the cursor: once, until nothing does, or by long polls where WebSockets do not pass. */
export class Feed {
  private syncing: Promise<void> | null = null;
  private syncAgain = false;
  private polls: AbortController | null = null;

  constructor(
    private readonly api: ChatApi,
    private readonly source: FeedSource,
  ) {}

  get polling(): boolean {
    return this.polls !== null;
  }

  /** Fetches what follows the cursor until nothing does. One at a time; a call meanwhile makes it look once more. */
  sync(): Promise<void> {
    this.syncAgain = true;
    this.syncing ??= this.syncOnce().finally(() => {
      this.syncing = null;
    });
    return this.syncing;
  }

  /** Long polls, while the hub keeps trying beside them. */
  async poll(): Promise<void> {
    if (this.polls !== null || this.source.session() === null) return;
    const abort = new AbortController();
    this.polls = abort;
    try {
      // The first look does not wait, so that the state is honest at once.
      for (let wait = 0; !abort.signal.aborted && this.source.session() !== null; wait = pollWaitSeconds) {
        await this.fetchPage(wait, abort.signal);
        this.source.succeeded();
      }
      this.polls = null;
    } catch (error) {
      this.polls = null;
      if (abort.signal.aborted) return;
      await this.source.failed(error, () => {
        if (!this.source.live()) void this.poll();
      });
    }
  }

  stopPolling(): void {
    this.polls?.abort();
  }

  private async syncOnce(): Promise<void> {
    while (this.syncAgain && this.source.session() !== null) {
      this.syncAgain = false;
      try {
        if (await this.fetchPage(0)) this.syncAgain = true;
        this.source.succeeded();
      } catch (error) {
        await this.source.failed(error, () => void this.sync());
      }
    }
  }

  /** Answers whether there may be more. */
  private async fetchPage(wait: number, signal?: AbortSignal): Promise<boolean> {
    const session = this.source.session();
    if (session === null) return false;
    const cursor = this.source.cursor();
    // A long conversation is opened at its end, not read through from its beginning.
    const opening = cursor === 0 && wait === 0;
    const page = await (opening
      ? this.api.entriesBefore(session.token, Number.MAX_SAFE_INTEGER)
      : this.api.entries(session.token, cursor, wait, signal));
    if (this.source.session()?.conversationId !== session.conversationId) return false;
    if (opening) this.source.newest(page);
    else this.source.page(page);
    return page.entries.length > 0;
  }
}
