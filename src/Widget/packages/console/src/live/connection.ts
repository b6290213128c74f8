import { HubConnection, type Author, type Entry, type HubState } from '@ez/protocol';
import type { ConversationSummary, Counts, Delivery } from '../api/types';

export interface LiveListener {
  conversation?(summary: ConversationSummary): void;
  counts?(counts: Counts): void;
  entry?(conversationId: string, entry: Entry): void;
  delivery?(conversationId: string, delivery: Delivery): void;
  /** The customer has seen it up to here. */
  read?(conversationId: string, upTo: number): void;
  typing?(conversationId: string, author: Author): void;
  /** The hub is online (again): whatever was missed must be asked for by cursor. */
  resync?(): void;
  state?(state: HubState, attempt: number): void;
}

/** The part of the hub client the console needs; tests put their own in its place. */
export interface Hub {
  readonly state: HubState;
  on(method: string, handler: (...args: readonly unknown[]) => void): unknown;
  start(): void;
  stop(): void;
  hurry(): void;
  send(method: string, ...args: readonly unknown[]): boolean;
}

type HubFactory = (onState: (state: HubState, attempt: number) => void) => Hub;

const openHub: HubFactory = (onState) =>
  new HubConnection({ url: () => new URL('/hubs/console', window.location.href).href, onState });

/** The console's live wire. Pushes are hints on top of the log: losing one costs nothing but a moment. */
export class LiveConnection {
  private readonly listeners = new Set<LiveListener>();
  private readonly watched = new Set<string>();
  private readonly hub: Hub;

  constructor(open: HubFactory = openHub) {
    this.hub = open((state, attempt) => this.changed(state, attempt));
    this.hub.on('Conversation', (summary) => this.tell((l) => l.conversation?.(summary as ConversationSummary)));
    this.hub.on('Counts', (counts) => this.tell((l) => l.counts?.(counts as Counts)));
    this.hub.on('Entry', (id, entry) => this.tell((l) => l.entry?.(id as string, entry as Entry)));
    this.hub.on('Delivery', (id, delivery) => this.tell((l) => l.delivery?.(id as string, delivery as Delivery)));
    this.hub.on('Read', (id, upTo) => this.tell((l) => l.read?.(id as string, upTo as number)));
    this.hub.on('Typing', (id, author) => this.tell((l) => l.typing?.(id as string, author as Author)));
  }

  get state(): HubState {
    return this.hub.state;
  }

  start(): void {
    this.hub.start();
  }

  stop(): void {
    this.hub.stop();
  }

  hurry(): void {
    this.hub.hurry();
  }

  subscribe(listener: LiveListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Asks for a conversation's entries and typing until the answer is called, across reconnects. */
  watch(conversationId: string): () => void {
    this.watched.add(conversationId);
    this.hub.send('Watch', conversationId);
    return () => {
      this.watched.delete(conversationId);
      this.hub.send('Unwatch', conversationId);
    };
  }

  typing(conversationId: string): void {
    this.hub.send('Typing', conversationId);
  }

  private changed(state: HubState, attempt: number): void {
    this.tell((l) => l.state?.(state, attempt));
    if (state !== 'online') return;
    for (const id of this.watched) this.hub.send('Watch', id);
    this.tell((l) => l.resync?.());
  }

  private tell(call: (listener: LiveListener) => void): void {
    for (const listener of [...this.listeners]) call(listener);
  }
}
