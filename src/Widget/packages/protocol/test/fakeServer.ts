import type { CardValues, ChatSession, Clock, Entry, Owner } from '../src/index.ts';

/** Time that moves only when a test says so; promises are let run between timers. */
export class ManualClock implements Clock {
  private time = Date.parse('2026-03-01T12:00:00Z');
  private timers: { at: number; work: () => void }[] = [];

  now(): number {
    return this.time;
  }

  random(): number {
    return 0.5;
  }

  after(ms: number, work: () => void): () => void {
    const timer = { at: this.time + ms, work };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((t) => t !== timer);
    };
  }

  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (;;) {
      const due = this.timers.filter((t) => t.at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.timers = this.timers.filter((t) => t !== due);
      this.time = Math.max(this.time, due.at);
      due.work();
      await settle();
    }
    this.time = end;
  }
}

/** Lets every promise that can go on go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
}

type Handler<T> = ((event: T) => void) | null;

export class FakeSocket {
  onopen: Handler<unknown> = null;
  onmessage: Handler<{ data: string }> = null;
  onclose: Handler<unknown> = null;
  readonly sent: { type: number; target?: string; arguments?: unknown[]; invocationId?: string }[] = [];
  closed = false;

  constructor(
    readonly url: string,
    private readonly answer: (socket: FakeSocket) => void,
  ) {}

  send(data: string): void {
    for (const frame of data.split('\u001e').filter((f) => f !== '')) {
      const message = JSON.parse(frame) as { protocol?: string; type: number };
      if (message.protocol === 'json') this.answer(this);
      else this.sent.push(message);
    }
  }

  close(): void {
    this.closed = true;
  }

  push(message: object): void {
    this.onmessage?.({ data: `${JSON.stringify(message)}\u001e` });
  }
}

interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly token: string | null;
  readonly body: Record<string, unknown>;
}

/** The server side of the chat protocol, in memory, with switches for the ways it can fail. */
export class FakeServer {
  readonly log: Entry[] = [];
  readonly requests: Request[] = [];
  readonly sockets: FakeSocket[] = [];
  readonly validTokens = new Set<string>();
  readonly actions: { entryId: string; actionId: string; values: CardValues }[] = [];
  conversationId = 'c1';
  pageSize = 100;
  owner: Owner = { kind: 'bot', name: 'Assistant' };
  unreachable = false;
  socketsPass = true;
  /** Sequences that exist and are not for the visitor (internal notes). */
  hidden = new Set<number>();
  /** Answers for the next requests to a path, first in first out. */
  readonly planned: { path: string; response: () => Response }[] = [];
  private issued = 0;
  private sequence = 0;

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const at = new URL(url);
    const headers = new Headers(init.headers);
    const request: Request = {
      method: init.method ?? 'GET',
      path: at.pathname.replace('/api/v1/chat', ''),
      query: at.searchParams,
      token: headers.get('Authorization')?.replace('Bearer ', '') ?? null,
      body: typeof init.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : {},
    };
    this.requests.push(request);
    if (this.unreachable) throw new TypeError('Failed to fetch');
    const index = this.planned.findIndex((p) => p.path === request.path);
    if (index >= 0) return this.planned.splice(index, 1)[0]!.response();
    if (request.path === '/sessions') return json(201, this.openSession());
    if (request.token === null || !this.validTokens.has(request.token)) return problem(401, 'unauthorized');
    if (request.path === '/entries') return this.entries(request, init.signal ?? null);
    return this.accept(request);
  };

  readonly socket = (url: string): WebSocket => {
    const socket = new FakeSocket(url, (s) => s.push({}));
    this.sockets.push(socket);
    queueMicrotask(() => (this.unreachable || !this.socketsPass ? socket.onclose?.({}) : socket.onopen?.({})));
    return socket as unknown as WebSocket;
  };

  plan(path: string, response: () => Response): void {
    this.planned.push({ path, response });
  }

  get live(): FakeSocket {
    return this.sockets.at(-1)!;
  }

  requestsTo(path: string): Request[] {
    return this.requests.filter((r) => r.path === path);
  }

  /** Adds to the log; pushes it unless the push is lost. */
  say(text: string, more: Partial<Entry> & { lost?: boolean } = {}): Entry {
    const { lost = false, ...fields } = more;
    const sequence = ++this.sequence;
    const author = { kind: 'bot', name: 'Assistant' } as const;
    const entry: Entry = { id: `e${sequence}`, sequence, kind: 'message', author, text, createdAt: '2026-03-01T12:00:00Z', ...fields };
    this.log.push(entry);
    if (!lost) this.push('Entry', entry);
    return entry;
  }

  /** An internal note: takes a sequence number, reaches nobody here. */
  note(): void {
    this.hidden.add(++this.sequence);
  }

  push(target: string, ...args: unknown[]): void {
    this.live.push({ type: 1, target, arguments: args });
  }

  private openSession(): ChatSession {
    const token = `t${++this.issued}`;
    this.validTokens.add(token);
    const { conversationId, owner } = this;
    return { token, resumeToken: `r-${conversationId}`, conversationId, expiresAt: '2026-03-02T12:00:00Z', owner, entries: [...this.log] };
  }

  private entries(request: Request, signal: AbortSignal | null): Response | Promise<Response> {
    const before = request.query.get('before');
    if (before !== null) {
      const newest = this.log.filter((e) => e.sequence < Number(before)).slice(-this.pageSize);
      return json(200, { entries: newest, next: newest.length < this.pageSize ? 0 : newest[0]!.sequence });
    }
    const after = Number(request.query.get('after'));
    const found = this.log.filter((e) => e.sequence > after);
    const page = json(200, { entries: found, next: Math.max(after, this.sequence) });
    if (found.length > 0 || !request.query.has('wait')) return page;
    return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError'))));
  }

  private accept(request: Request): Response {
    const { clientMessageId, text, entryId, actionId, values } = request.body as Record<string, string>;
    const known = this.log.find((e) => e.clientMessageId === clientMessageId);
    if (known !== undefined) return json(202, { sequence: known.sequence });
    if (entryId !== undefined) this.actions.push({ entryId, actionId: actionId!, values: values as unknown as CardValues });
    const author = { kind: 'customer', name: 'You' } as const;
    const entry = this.say(text ?? actionId!, { author, clientMessageId: clientMessageId!, lost: true });
    return json(202, { sequence: entry.sequence });
  }
}

export function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
}

export function problem(status: number, code: string, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ code, title: code, detail: `Refused: ${code}.` }), { status, headers });
}
