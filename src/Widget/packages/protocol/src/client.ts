import { ChatApi, type Fetch } from './api.ts';
import { backoff, systemClock, type Clock } from './clock.ts';
import type { CardValues, Entry, Owner, StoredFile } from './entries.ts';
import { Feed } from './feed.ts';
import { HubConnection, type HubState } from './hub.ts';
import { newId } from './ids.ts';
import type { Memory, SavedSession } from './memory.ts';
import { Outbox } from './outbox.ts';
import { isUnauthorized, Problem, toRefusal } from './problem.ts';
import { renewBeforeExpiryMs, SessionKeeper } from './sessionKeeper.ts';
import { hasEarlier, initialState, reduce, type ChatEvent, type ChatState, type ConnectionState, type Outgoing, type OutgoingFile } from './state.ts';
import { Timers } from './timers.ts';

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

const pollAfterFailedSockets = 2;
const offlineAfterFailures = 6;
const typingShownMs = 6_000;
const typingSentEveryMs = 3_000;
const longestTimerMs = 2 ** 31 - 1;

/**
 * One visitor's conversation: session, live connection, log and outbox put together. The log is only ever advanced by its cursor: the
 * hub pushes hints, and every (re)connection or gap asks for what follows the cursor. Sending goes over REST, whose
 * refusals carry codes and Retry-After; a message keeps its clientMessageId through all retries, so the server stores it once.
 */
export class ChatClient {
  private readonly api: ChatApi;
  private readonly clock: Clock;
  private readonly sessions: SessionKeeper;
  private readonly hub: HubConnection;
  private readonly feed: Feed;
  private readonly outbox: Outbox;
  private readonly timers: Timers<'open' | 'flush' | 'poll' | 'renew' | 'typing'>;
  private readonly listeners = new Set<(state: ChatState) => void>();
  private current: ChatState = initialState;
  private conversationId: string | null = null;
  private failures = 0;
  private renewedInVain = false;
  private started = false;
  private lastTypingSent = Number.NEGATIVE_INFINITY;
  private readSent = 0;

  constructor(private readonly options: ChatClientOptions) {
    this.clock = options.clock ?? systemClock;
    this.timers = new Timers(this.clock);
    this.api = new ChatApi(options.baseUrl, options.fetch ?? ((url, init) => fetch(url, init)), this.clock);
    this.sessions = new SessionKeeper(this.api, this.clock, options.memory, options, {
      opened: (session, entries) => this.opened(session, entries),
      refused: (problem) => this.refused(problem),
      failed: () => this.trouble('open', () => void this.sessions.open()),
    });
    this.feed = new Feed(this.api, {
      session: () => (this.started ? this.sessions.current : null),
      cursor: () => this.current.cursor,
      page: (page) => this.dispatch({ type: 'page', page }),
      newest: (page) => this.dispatch({ type: 'earlier', page }),
      succeeded: () => this.succeeded(),
      failed: (error, again) => this.handleFailure(error, again),
      live: () => this.hub.state === 'online',
    });
    this.outbox = new Outbox(this.api, this.clock, {
      next: () => (this.started && this.sessions.current !== null ? this.current.outbox.find((o) => o.delivery === 'sending') : undefined),
      token: () => this.sessions.token,
      renew: () => this.renew(),
      dispatch: (event) => this.dispatch(event),
      later: (ms, work) => this.timers.set('flush', ms, work),
    });
    this.hub = new HubConnection({
      url: () => `${options.baseUrl}/hubs/chat?access_token=${encodeURIComponent(this.sessions.token)}`,
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
    void this.sessions.open();
  }

  stop(): void {
    this.started = false;
    this.timers.clear();
    this.feed.stopPolling();
    this.hub.stop();
    this.setConnection('ended');
  }

  /** The network came back or the page is looked at again: do not wait for the end of a back-off. */
  wake(): void {
    if (!this.started) return;
    if (this.sessions.current === null) void this.sessions.open();
    else {
      // After the network was gone a socket may look open and be dead.
      if (this.current.connection === 'offline') this.hub.reconnect();
      else this.hub.hurry();
      void this.feed.sync();
    }
    void this.outbox.flush();
  }

  /** The browser says the network is gone; what is queued waits. */
  networkLost(): void {
    if (this.started) this.setConnection('offline');
  }

  /** Fetches what was said before what is shown. */
  async earlier(): Promise<void> {
    const { earliest, leafing, conversationId } = this.current;
    if (leafing || !hasEarlier(this.current)) return;
    this.dispatch({ type: 'leafing', on: true });
    try {
      const page = await this.sessions.withToken(() => this.renew(), (token) => this.api.entriesBefore(token, earliest));
      if (this.current.conversationId === conversationId) this.dispatch({ type: 'earlier', page });
    } catch {
      // The button stands there again; whether we are connected is said where it always is.
      this.dispatch({ type: 'leafing', on: false });
    }
  }

  send(text: string, files: readonly OutgoingFile[] = []): void {
    this.queue(text, null, files);
  }

  /** Stores a file, to be sent with a message. Throws `Problem` (too large, not allowed) or `Unreachable`. */
  upload(file: File): Promise<StoredFile> {
    return this.sessions.withToken(() => this.renew(), (token) => this.api.upload(token, file));
  }

  /** A file that a card offers. */
  download(url: string): Promise<Blob> {
    return this.sessions.withToken(() => this.renew(), (token) => this.api.download(token, url));
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
    const ready = this.sessions.identify(identityToken);
    if (this.started) void ready.then(() => this.renew());
  }

  /** Tries again after a refusal that stood in the way of the whole conversation. */
  reopen(): void {
    this.dispatch({ type: 'refused', refusal: null });
    this.failures = 0;
    this.setConnection('connecting');
    void this.sessions.open();
  }

  private opened(session: SavedSession, entries: readonly Entry[]): void {
    if (!this.started) return;
    if (this.conversationId !== session.conversationId) this.readSent = 0;
    this.conversationId = session.conversationId;
    this.dispatch({ type: 'session', session: { ...session, entries } });
    const lifetime = Date.parse(session.expiresAt) - this.clock.now() - renewBeforeExpiryMs;
    this.timers.set('renew', Math.min(Math.max(lifetime, renewBeforeExpiryMs), longestTimerMs), () => void this.renew());
    if (this.hub.state === 'ended') this.hub.start();
    void this.outbox.flush();
  }

  /** A refused session request is final until someone acts, except when the server said how long to wait. */
  private refused(problem: Problem): void {
    if (!this.started) return;
    this.dispatch({ type: 'refused', refusal: toRefusal(problem) });
    this.setConnection('offline');
    if (problem.retryAfter !== null) this.timers.set('open', problem.retryAfter * 1000, () => void this.sessions.open());
  }

  /** A new session, and a socket with its token. */
  private async renew(): Promise<boolean> {
    const renewed = await this.sessions.renew();
    if (renewed && this.hub.state !== 'ended') {
      this.hub.stop();
      this.hub.start();
    }
    return renewed;
  }

  private hubChanged(state: HubState, attempt: number): void {
    if (!this.started) return;
    if (state === 'online') {
      this.feed.stopPolling();
      void this.feed.sync();
    } else if (state === 'reconnecting') {
      this.readSent = 0;
      if (!this.feed.polling) this.setTrouble();
      if (attempt >= pollAfterFailedSockets) void this.feed.poll();
    }
  }

  private pushed(entry: Entry): void {
    this.dispatch({ type: 'entry', entry });
    if (this.current.ahead.length > 0) void this.feed.sync();
  }

  private showOwner(owner: Owner): void {
    this.dispatch({ type: 'owner', owner });
    this.sessions.rememberOwner(owner);
  }

  private showTyping(typing: { author?: unknown }): void {
    const author = typing.author;
    const name = typeof author === 'string' ? author : (author as { name?: unknown } | null)?.name;
    this.dispatch({ type: 'typing', name: typeof name === 'string' ? name : '' });
    this.timers.set('typing', typingShownMs, () => this.dispatch({ type: 'typing', name: null }));
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
    if (!this.started) return;
    this.failures += 1;
    this.setTrouble();
    this.timers.set(timer, retryAfter === null ? backoff(this.failures - 1, this.clock) : retryAfter * 1000, again);
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
}
