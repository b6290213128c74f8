import { ChatApi, type Fetch } from './api.ts';
import { backoff, systemClock, type Clock } from './clock.ts';
import type { CardValues, Entry, Owner, StoredFile } from './entries.ts';
import { HubConnection, type HubState } from './hub.ts';
import { newId } from './ids.ts';
import { oneAtATime } from './lock.ts';
import type { Memory, SavedSession } from './memory.ts';
import { Outbox } from './outbox.ts';
import { isUnauthorized, Problem, toRefusal } from './problem.ts';
import { openSession } from './session.ts';
import { initialState, reduce, type ChatEvent, type ChatState, type ConnectionState, type Outgoing, type OutgoingFile } from './state.ts';

export interface ChatClientOptions {
  /** Origin of the server, without a slash at the end. */
  readonly baseUrl: string;
  readonly memory: Memory;
  /** The lock that tabs sharing this memory take turns with. */
  readonly lockName?: string;
  readonly locale?: string;
  readonly identityToken?: string;
  readonly fetch?: Fetch;
  readonly socket?: (url: string) => WebSocket;
  readonly clock?: Clock;
  /** Whether the browser believes it has a network. */
  readonly hasNetwork?: () => boolean;
}

const pollWaitSeconds = 25;
const pollAfterFailedSockets = 2;
const offlineAfterFailures = 6;
const renewBeforeExpiryMs = 60_000;
const typingShownMs = 6_000;
const typingSentEveryMs = 3_000;
const longestTimerMs = 2 ** 31 - 1;

/**
 * One visitor's conversation: session, live connection, log and outbox. The log is only ever advanced by its cursor: the
 * hub pushes hints, and every (re)connection or gap asks for what follows the cursor. Sending goes over REST, whose
 * refusals carry codes and Retry-After; a message keeps its clientMessageId through all retries, so the server stores it once.
 */
export class ChatClient {
  private readonly api: ChatApi;
  private readonly clock: Clock;
  private readonly hub: HubConnection;
  private readonly listeners = new Set<(state: ChatState) => void>();
  private current: ChatState = initialState;
  private session: SavedSession | null = null;
  private opening: Promise<void> | null = null;
  private syncing: Promise<void> | null = null;
  private syncAgain = false;
  private polling: AbortController | null = null;
  private identityToken: string | null;
  /** The host site named somebody, and no session says so yet. */
  private identityPending: boolean;
  /** The token the server no longer accepts. */
  private refusedToken: string | null = null;
  private failures = 0;
  private renewedInVain = false;
  private started = false;
  private lastTypingSent = Number.NEGATIVE_INFINITY;
  private readSent = 0;
  private readonly outbox: Outbox;
  private readonly timers = new Map<'open' | 'flush' | 'poll' | 'renew' | 'typing', () => void>();

  constructor(private readonly options: ChatClientOptions) {
    this.clock = options.clock ?? systemClock;
    this.identityToken = options.identityToken ?? null;
    this.identityPending = this.identityToken !== null;
    this.api = new ChatApi(options.baseUrl, options.fetch ?? ((url, init) => fetch(url, init)), this.clock);
    this.outbox = new Outbox(this.api, this.clock, {
      next: () => (this.started && this.session !== null ? this.current.outbox.find((o) => o.delivery === 'sending') : undefined),
      token: () => this.session?.token ?? '',
      renew: () => this.renew(),
      dispatch: (event) => this.dispatch(event),
      later: (ms, work) => this.timer('flush', ms, work),
    });
    this.hub = new HubConnection({
      url: () => `${options.baseUrl}/hubs/chat?access_token=${encodeURIComponent(this.session?.token ?? '')}`,
      clock: this.clock,
      ...(options.socket === undefined ? {} : { socket: options.socket }),
      onState: (state, attempt) => this.hubChanged(state, attempt),
    })
      .on('Entry', (entry) => this.pushed(entry as Entry))
      .on('Typing', (typing) => this.showTyping(typing as { author?: unknown }))
      .on('Owner', (owner) => this.showOwner(owner as Owner));
  }

  get state(): ChatState {
    return this.current;
  }

  subscribe(listener: (state: ChatState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  start(): void {
    if (this.started) return;
    this.started = true;
    for (const outgoing of this.options.memory.load().outbox) this.dispatch({ type: 'queued', outgoing });
    this.setConnection('connecting');
    void this.open();
  }

  stop(): void {
    this.started = false;
    for (const cancel of this.timers.values()) cancel();
    this.timers.clear();
    this.polling?.abort();
    this.hub.stop();
    this.setConnection('ended');
  }

  /** The network came back or the page is looked at again: do not wait for the end of a back-off. */
  wake(): void {
    if (!this.started) return;
    if (this.session === null) void this.open();
    else {
      // After the network was gone a socket may look open and be dead.
      if (this.current.connection === 'offline') this.hub.reconnect();
      else this.hub.hurry();
      void this.sync();
    }
    void this.outbox.flush();
  }

  /** The browser says the network is gone; what is queued waits. */
  networkLost(): void {
    if (this.started) this.setConnection('offline');
  }

  send(text: string, files: readonly OutgoingFile[] = []): void {
    this.queue(text, null, files);
  }

  /** Stores a file, to be sent with a message. Throws `Problem` (too large, not allowed) or `Unreachable`. */
  upload(file: File): Promise<StoredFile> {
    return this.withToken((token) => this.api.upload(token, file));
  }

  /** A file that a card offers. */
  download(url: string): Promise<Blob> {
    return this.withToken((token) => this.api.download(token, url));
  }

  private async withToken<T>(work: (token: string) => Promise<T>): Promise<T> {
    const token = this.session?.token ?? '';
    try {
      return await work(token);
    } catch (error) {
      if (!isUnauthorized(error) || (this.session?.token === token && !(await this.renew()))) throw error;
      return work(this.session?.token ?? '');
    }
  }

  /** Presses a card's button. The label is only what the queue shows until the log has the entry. */
  act(entryId: string, actionId: string, values: CardValues, label: string): void {
    const earlier = this.current.outbox.filter((o) => o.action?.entryId === entryId);
    if (earlier.some((o) => o.delivery === 'sending')) return;
    for (const failed of earlier) this.discard(failed.clientMessageId);
    this.queue(label, { entryId, actionId, values });
  }

  retry(clientMessageId: string): void {
    this.dispatch({ type: 'retrying', clientMessageId });
    void this.outbox.flush();
  }

  discard(clientMessageId: string): void {
    this.dispatch({ type: 'discarded', clientMessageId });
  }

  /** The visitor is writing; told to the other side now and then, and only over a live connection. */
  typing(): void {
    if (this.clock.now() - this.lastTypingSent < typingSentEveryMs) return;
    if (this.hub.send('Typing')) this.lastTypingSent = this.clock.now();
  }

  read(sequence: number): void {
    if (sequence > this.readSent && this.hub.send('Read', sequence)) this.readSent = sequence;
  }

  /** The host site vouches for its signed-in user: a new session for the same conversation. */
  identify(identityToken: string): void {
    this.identityToken = identityToken;
    this.identityPending = true;
    // A session that is just being opened knows nothing of it yet.
    if (this.started) void (this.opening ?? Promise.resolve()).then(() => this.renew());
  }

  /** Tries again after a refusal that stood in the way of the whole conversation. */
  reopen(): void {
    this.dispatch({ type: 'refused', refusal: null });
    this.failures = 0;
    this.setConnection('connecting');
    void this.open();
  }

  private open(): Promise<void> {
    this.opening ??= this.openOnce().finally(() => {
      this.opening = null;
    });
    return this.opening;
  }

  /**
   * Carries on with the session at hand (a reload, or another tab that has renewed it), else asks for one. Resume tokens work once,
   * so tabs of one site take turns, and look again when it is theirs.
   */
  private async openOnce(): Promise<void> {
    try {
      if (!this.adopt()) await oneAtATime(this.options.lockName, async () => this.adopt() || (await this.request()));
    } catch (error) {
      if (!this.started) return;
      if (error instanceof Problem && error.status < 500) this.refuse(error);
      else this.trouble('open', () => void this.open());
    }
  }

  private adopt(): boolean {
    const saved = this.options.memory.load().session;
    if (saved === null || this.identityPending || saved.token === this.refusedToken) return false;
    if (Date.parse(saved.expiresAt) - this.clock.now() < renewBeforeExpiryMs) return false;
    this.accept(saved, []);
    return true;
  }

  private async request(): Promise<boolean> {
    const identityToken = this.identityToken;
    const resumeToken = this.options.memory.load().session?.resumeToken ?? null;
    const { entries, ...session } = await openSession(this.api, { locale: this.options.locale, identityToken, resumeToken });
    if (identityToken === this.identityToken) this.identityPending = false;
    this.options.memory.saveSession(session);
    this.accept(session, entries);
    return true;
  }

  private accept(session: SavedSession, entries: readonly Entry[]): void {
    if (!this.started) return;
    if (this.session?.conversationId !== session.conversationId) this.readSent = 0;
    this.session = session;
    this.dispatch({ type: 'session', session: { ...session, entries } });
    const lifetime = Date.parse(session.expiresAt) - this.clock.now() - renewBeforeExpiryMs;
    this.timer('renew', Math.min(Math.max(lifetime, renewBeforeExpiryMs), longestTimerMs), () => void this.renew());
    if (this.hub.state === 'ended') this.hub.start();
    void this.outbox.flush();
  }

  /** A refused session request is final until someone acts, except when the server said how long to wait. */
  private refuse(problem: Problem): void {
    this.dispatch({ type: 'refused', refusal: toRefusal(problem) });
    this.setConnection('offline');
    if (problem.retryAfter !== null) this.timer('open', problem.retryAfter * 1000, () => void this.open());
  }

  /** The token ran out or was revoked: a new session by the resume token, then a socket with the new token. */
  private async renew(): Promise<boolean> {
    const before = this.session;
    this.refusedToken = before?.token ?? null;
    await this.open();
    const renewed = this.session !== null && this.session !== before;
    if (renewed && this.hub.state !== 'ended') {
      this.hub.stop();
      this.hub.start();
    }
    return renewed;
  }

  private hubChanged(state: HubState, attempt: number): void {
    if (!this.started) return;
    if (state === 'online') {
      this.polling?.abort();
      void this.sync();
    } else if (state === 'reconnecting') {
      this.readSent = 0;
      if (this.polling === null) this.setTrouble();
      if (attempt >= pollAfterFailedSockets) void this.poll();
    }
  }

  private pushed(entry: Entry): void {
    this.dispatch({ type: 'entry', entry });
    if (this.current.ahead.length > 0) void this.sync();
  }

  private showOwner(owner: Owner): void {
    this.dispatch({ type: 'owner', owner });
    const saved = this.options.memory.load().session;
    if (saved !== null && saved.token === this.session?.token) this.options.memory.saveSession({ ...saved, owner });
  }

  private showTyping(typing: { author?: unknown }): void {
    const author = typing.author;
    const name = typeof author === 'string' ? author : (author as { name?: unknown } | null)?.name;
    this.dispatch({ type: 'typing', name: typeof name === 'string' ? name : '' });
    this.timer('typing', typingShownMs, () => this.dispatch({ type: 'typing', name: null }));
  }

  /** Fetches what follows the cursor until nothing does. One at a time; a call meanwhile makes it look once more. */
  private sync(): Promise<void> {
    this.syncAgain = true;
    this.syncing ??= this.syncOnce().finally(() => {
      this.syncing = null;
    });
    return this.syncing;
  }

  private async syncOnce(): Promise<void> {
    while (this.syncAgain && this.started && this.session !== null) {
      this.syncAgain = false;
      try {
        if (await this.fetchPage(0)) this.syncAgain = true;
        this.succeeded();
      } catch (error) {
        await this.handleFailure(error, () => void this.sync());
      }
    }
  }

  /** Answers whether there may be more. */
  private async fetchPage(wait: number, signal?: AbortSignal): Promise<boolean> {
    const session = this.session;
    if (session === null) return false;
    const page = await this.api.entries(session.token, this.current.cursor, wait, signal);
    if (this.session?.conversationId === session.conversationId) this.dispatch({ type: 'page', page });
    return page.entries.length > 0;
  }

  /** The fallback where WebSockets do not pass: long polls, while the hub keeps trying beside it. */
  private async poll(): Promise<void> {
    if (this.polling !== null || this.session === null) return;
    const abort = new AbortController();
    this.polling = abort;
    try {
      // The first look does not wait, so that the state is honest at once.
      for (let wait = 0; !abort.signal.aborted && this.started; wait = pollWaitSeconds) {
        await this.fetchPage(wait, abort.signal);
        this.succeeded();
      }
      this.polling = null;
    } catch (error) {
      this.polling = null;
      if (abort.signal.aborted || !this.started) return;
      await this.handleFailure(error, () => {
        if (this.hub.state !== 'online') void this.poll();
      });
    }
  }

  private succeeded(): void {
    this.failures = 0;
    this.renewedInVain = false;
    if (this.started) this.setConnection('online');
    void this.outbox.flush();
  }

  private async handleFailure(error: unknown, again: () => void): Promise<void> {
    if (!this.started) return;
    if (isUnauthorized(error) && !this.renewedInVain) {
      this.renewedInVain = true;
      if (await this.renew()) again();
      return;
    }
    const retryAfter = error instanceof Problem ? error.retryAfter : null;
    this.trouble('poll', () => ((this.renewedInVain = false), again()), retryAfter);
  }

  private trouble(timer: 'open' | 'poll', again: () => void, retryAfter: number | null = null): void {
    this.failures += 1;
    this.setTrouble();
    this.timer(timer, retryAfter === null ? backoff(this.failures - 1, this.clock) : retryAfter * 1000, again);
  }

  private setTrouble(): void {
    const hasNetwork = this.options.hasNetwork?.() ?? true;
    if (!hasNetwork || this.failures >= offlineAfterFailures) this.setConnection('offline');
    else if (this.current.connection !== 'connecting' || this.failures > 1) this.setConnection('reconnecting');
  }

  private queue(text: string, action: Outgoing['action'], files: readonly OutgoingFile[] = []): void {
    const createdAt = new Date(this.clock.now()).toISOString();
    this.dispatch({
      type: 'queued',
      outgoing: { clientMessageId: newId(), text, action, files, delivery: 'sending', createdAt, refusal: null },
    });
    void this.outbox.flush();
  }

  private setConnection(connection: ConnectionState): void {
    this.dispatch({ type: 'connection', connection });
  }

  private dispatch(event: ChatEvent): void {
    const before = this.current;
    this.current = reduce(before, event);
    if (this.current === before) return;
    if (before.outbox !== this.current.outbox) this.options.memory.saveOutbox(this.current.outbox.filter((o) => o.delivery !== 'sent'));
    for (const listener of this.listeners) listener(this.current);
  }

  private timer(name: 'open' | 'flush' | 'poll' | 'renew' | 'typing', ms: number, work: () => void): void {
    this.timers.get(name)?.();
    this.timers.set(
      name,
      this.clock.after(ms, () => {
        this.timers.delete(name);
        work();
      }),
    );
  }
}
