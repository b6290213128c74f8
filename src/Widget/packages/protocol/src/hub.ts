import { backoff, systemClock, type Clock } from './clock.ts';

/**
 * A slim client of SignalR's JSON hub protocol over one WebSocket (no negotiation, no other transport). Why it exists beside
 * @microsoft/signalr is written down in docs/decisions.
 */
export type HubState = 'connecting' | 'online' | 'reconnecting' | 'ended';

export interface HubOptions {
  /** The hub's address (https or wss); asked again for every attempt, so a fresh token can be in its query. */
  readonly url: () => string;
  readonly clock?: Clock;
  readonly socket?: (url: string) => WebSocket;
  /** Called on every change; `attempt` counts failures since the last time the hub was online. */
  readonly onState?: (state: HubState, attempt: number) => void;
}

/** The server refused or failed an invocation; the message is the server's own. */
export class HubError extends Error {
  override readonly name = 'HubError';
}

type Handler = (...args: readonly unknown[]) => void;

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

const separator = '\u001e';
const pingEveryMs = 15_000;
const silenceLimitMs = 30_000;
const handshakeLimitMs = 15_000;

const MessageType = { Invocation: 1, Completion: 3, Ping: 6, Close: 7 } as const;

interface HubMessage {
  readonly type?: number;
  readonly target?: string;
  readonly arguments?: readonly unknown[];
  readonly invocationId?: string;
  readonly result?: unknown;
  readonly error?: string;
  readonly allowReconnect?: boolean;
}

export class HubConnection {
  private readonly clock: Clock;
  private readonly handlers = new Map<string, Handler[]>();
  private readonly pending = new Map<string, Pending>();
  private socket: WebSocket | null = null;
  private shakenHands = false;
  private attempt = 0;
  private nextInvocation = 1;
  private heard = 0;
  private cancelTimer: (() => void) | null = null;
  private current: HubState = 'ended';

  constructor(private readonly options: HubOptions) {
    this.clock = options.clock ?? systemClock;
  }

  get state(): HubState {
    return this.current;
  }

  on(method: string, handler: Handler): this {
    const key = method.toLowerCase();
    this.handlers.set(key, [...(this.handlers.get(key) ?? []), handler]);
    return this;
  }

  /** Connects and stays connected until `stop`. */
  start(): void {
    if (this.current !== 'ended') return;
    this.attempt = 0;
    this.enter('connecting');
    this.open();
  }

  stop(): void {
    this.enter('ended');
    this.cancelTimer?.();
    this.drop();
  }

  /** Tries again now instead of at the end of the back-off: the browser says the network is back. */
  hurry(): void {
    if (this.socket !== null || this.current === 'ended') return;
    this.cancelTimer?.();
    this.open();
  }

  /** Leaves a socket that may be dead without saying so, and opens a new one. */
  reconnect(): void {
    if (this.current === 'ended') return;
    this.drop();
    this.hurry();
  }

  /** Calls a hub method and waits for its completion. */
  invoke(method: string, ...args: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const invocationId = String(this.nextInvocation++);
      if (!this.write({ type: MessageType.Invocation, target: method, arguments: args, invocationId })) {
        reject(new HubError('Not connected.'));
        return;
      }
      this.pending.set(invocationId, { resolve, reject });
    });
  }

  /** Calls a hub method without waiting; false when there is no connection to send on. */
  send(method: string, ...args: readonly unknown[]): boolean {
    return this.write({ type: MessageType.Invocation, target: method, arguments: args });
  }

  private open(): void {
    const make = this.options.socket ?? ((url: string) => new WebSocket(url));
    let socket: WebSocket;
    try {
      socket = make(this.options.url().replace(/^http/, 'ws'));
    } catch {
      // The browser refuses the address or the page's policy forbids sockets: same treatment as a failed attempt.
      this.retry();
      return;
    }
    this.socket = socket;
    this.shakenHands = false;
    this.heard = this.clock.now();
    socket.onopen = () => socket.send(`{"protocol":"json","version":1}${separator}`);
    socket.onmessage = (event: MessageEvent) => {
      if (socket === this.socket && typeof event.data === 'string') this.receive(event.data);
    };
    socket.onclose = () => {
      if (socket === this.socket) this.lost();
    };
    this.watch(handshakeLimitMs);
  }

  private receive(data: string): void {
    this.heard = this.clock.now();
    for (const frame of data.split(separator)) {
      if (frame === '') continue;
      const message = parse(frame);
      if (message === null) continue;
      if (this.shakenHands) this.dispatch(message);
      else this.finishHandshake(message);
    }
  }

  private finishHandshake(message: HubMessage): void {
    if (message.error !== undefined) {
      this.lost();
      return;
    }
    this.shakenHands = true;
    this.attempt = 0;
    this.watch(pingEveryMs);
    this.enter('online');
  }

  private dispatch(message: HubMessage): void {
    switch (message.type) {
      case MessageType.Invocation:
        for (const handler of this.handlers.get((message.target ?? '').toLowerCase()) ?? []) handler(...(message.arguments ?? []));
        break;
      case MessageType.Completion: {
        const waiting = this.pending.get(message.invocationId ?? '');
        this.pending.delete(message.invocationId ?? '');
        if (message.error !== undefined) waiting?.reject(new HubError(message.error));
        else waiting?.resolve(message.result);
        break;
      }
      case MessageType.Close:
        this.lost();
        break;
      default:
        break;
    }
  }

  /** One timer per socket: gives up on a silent server, pings a live one. */
  private watch(ms: number): void {
    this.cancelTimer?.();
    this.cancelTimer = this.clock.after(ms, () => {
      if (!this.shakenHands || this.clock.now() - this.heard >= silenceLimitMs) {
        this.lost();
        return;
      }
      this.write({ type: MessageType.Ping });
      this.watch(pingEveryMs);
    });
  }

  private lost(): void {
    this.drop();
    if (this.current !== 'ended') this.retry();
  }

  private retry(): void {
    const wait = backoff(this.attempt, this.clock);
    this.attempt += 1;
    this.enter('reconnecting');
    this.cancelTimer?.();
    this.cancelTimer = this.clock.after(wait, () => this.open());
  }

  private drop(): void {
    const socket = this.socket;
    this.socket = null;
    this.shakenHands = false;
    socket?.close();
    for (const waiting of this.pending.values()) waiting.reject(new HubError('The connection was lost.'));
    this.pending.clear();
  }

  private write(message: HubMessage): boolean {
    if (this.socket === null || !this.shakenHands) return false;
    this.socket.send(JSON.stringify(message) + separator);
    return true;
  }

  private enter(state: HubState): void {
    this.current = state;
    this.options.onState?.(state, this.attempt);
  }
}

function parse(frame: string): HubMessage | null {
  try {
    const value: unknown = JSON.parse(frame);
    return typeof value === 'object' && value !== null ? (value as HubMessage) : null;
  } catch {
    // A frame that is no JSON breaks the protocol, not the conversation: the log is fetched again by cursor.
    return null;
  }
}
