import type { Author, Entry, HubState } from '@ez/protocol';
import type { ConversationDetail, ConversationSummary, Counts, Me, StaffMember } from '../api/types';
import type { BotTurn, SatisfactionResults, SupportHours } from '../api/handoff';
import { belongsTo, countedViews } from '../inbox/inboxState';
import { LiveConnection, type Hub } from '../live/connection';
import { anEntry, maya, ownedBy } from './builders';
import { FakeKnowledge } from './fakeKnowledge';

interface Stored {
  summary: ConversationSummary;
  entries: Entry[];
}

interface Refusal {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** The server's side of the contract, in memory: what the console asks is recorded, what it gets is real HTTP responses. */
export class FakeServer {
  me: Me | null = maya;
  staff: StaffMember[] = [
    { id: maya.id, name: maya.name, online: true },
    { id: 'staff-tom', name: 'Tom Becker', online: true },
  ];
  available = false;
  hours: SupportHours = { timeZone: 'UTC', week: [], holidays: [] };
  satisfaction: SatisfactionResults = { asked: 0, answered: 0, scores: [0, 0, 0, 0, 0], staff: [], latest: [] };
  turns: BotTurn[] = [];
  readonly knowledge = new FakeKnowledge();
  readonly requests: { method: string; path: string; body: unknown; headers: Record<string, string> }[] = [];
  readonly hub = new FakeHub();
  private readonly conversations = new Map<string, Stored>();
  private readonly refusals: { match: string; refusal: Refusal | 'unreachable' }[] = [];

  /** The next request whose "METHOD path" contains `match` is refused. */
  refuse(match: string, refusal: Refusal | 'unreachable'): void {
    this.refusals.push({ match, refusal });
  }

  add(summary: ConversationSummary, entries: readonly Entry[] = []): void {
    const last = entries.at(-1)?.sequence ?? 0;
    this.conversations.set(summary.id, { summary: { ...summary, lastSequence: last }, entries: [...entries] });
  }

  connect = (): LiveConnection => new LiveConnection((onState) => this.hub.bind(onState));

  /** Appends an entry as the server would; `push` false plays a push that got lost. */
  append(id: string, entry: Partial<Entry>, push = true): Entry {
    const stored = this.stored(id);
    const added = anEntry(stored.entries.length + 1, entry);
    stored.entries.push(added);
    const { kind, author, text, createdAt } = added;
    stored.summary = {
      ...stored.summary,
      lastSequence: added.sequence,
      lastActivityAt: createdAt,
      lastEntry: { kind, author, text: text ?? null, createdAt },
    };
    if (push) {
      this.hub.push('Conversation', stored.summary);
      this.hub.push('Entry', id, added);
    }
    return added;
  }

  change(id: string, change: Partial<ConversationSummary>): ConversationSummary {
    const stored = this.stored(id);
    stored.summary = { ...stored.summary, ...change };
    this.append(id, { kind: 'event', author: { kind: 'system', name: 'EZ' }, text: 'Something changed.' });
    return this.stored(id).summary;
  }

  typing(id: string, author: Author): void {
    this.hub.push('Typing', id, author);
  }

  counts(): Counts {
    const all = [...this.conversations.values()].map((c) => c.summary);
    const counts = Object.fromEntries(countedViews.map((v) => [v, all.filter((s) => belongsTo(v, s, maya.id)).length])) as Counts;
    return { ...counts, staff: counts.staff + counts.mine };
  }

  fetch: typeof fetch = async (input, init) => {
    const url = new URL(String(input), 'http://localhost');
    const method = init?.method ?? 'GET';
    const path = url.pathname.replace('/api/v1', '') + url.search;
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : null;
    this.requests.push({ method, path, body, headers: (init?.headers ?? {}) as Record<string, string> });
    const at = this.refusals.findIndex((r) => `${method} ${path}`.includes(r.match));
    const refusal = at === -1 ? undefined : this.refusals.splice(at, 1)[0]?.refusal;
    if (refusal === 'unreachable') throw new TypeError('Failed to fetch');
    if (refusal) return answer(refusal.status, refusal.body ?? {}, refusal.headers);
    return this.route(method, url, body as Record<string, string> | null);
  };

  private route(method: string, url: URL, body: Record<string, string> | null): Response {
    const path = url.pathname.replace('/api/v1', '');
    if (path === '/auth/staff/sign-in') return answer(200, (this.me = maya));
    if (path === '/auth/sign-out') {
      this.me = null;
      return answer(204);
    }
    if (!this.me) return answer(401, { code: 'unauthenticated' });
    if (path === '/auth/me') return answer(200, this.me);
    if (path === '/console/staff') return answer(200, this.staff);
    if (path === '/console/desk') {
      if (method === 'PUT') this.available = Boolean(body?.available);
      return answer(200, { staffId: maya.id, available: this.available, skills: [], capacity: 4, load: 0 });
    }
    if (path === '/console/hours') {
      if (method === 'PUT') this.hours = body as unknown as SupportHours;
      return answer(200, { ...this.hours, openNow: true });
    }
    if (path === '/console/satisfaction') return answer(200, this.satisfaction);
    if (path === '/console/conversations/counts') return answer(200, this.counts());
    if (path === '/console/conversations') return this.list(url);
    if (path.startsWith('/staff/knowledge/')) return this.knowledge.answer(method, path.slice('/staff/knowledge'.length), url.searchParams, body);
    const [, id = '', act = ''] = /^\/console\/conversations\/([^/]+)\/?(.*)$/.exec(path) ?? [];
    if (!this.conversations.has(id))
      return answer(404, { code: 'conversation_not_found', detail: 'There is no such conversation.' });
    return method === 'GET' ? this.read(id, act, url) : this.act(id, act, body ?? {});
  }

  private list(url: URL): Response {
    const view = (url.searchParams.get('view') ?? 'all') as Parameters<typeof belongsTo>[0];
    const search = (url.searchParams.get('search') ?? '').toLowerCase();
    const items = [...this.conversations.values()]
      .map((c) => c.summary)
      .filter(
        (s) =>
          belongsTo(view, s, maya.id) &&
          JSON.stringify(s.customer ?? s.visitorName)
            .toLowerCase()
            .includes(search),
      );
    return answer(200, { items, next: null });
  }

  private read(id: string, act: string, url: URL): Response {
    const { summary, entries } = this.stored(id);
    if (act === 'turns') return answer(200, this.turns);
    if (act === 'dialogue') return answer(200, { state: { version: 1 }, waits: false, failedTurns: 0 });
    if (act !== 'entries') {
      const detail: ConversationDetail = { ...summary, orders: [], invoices: [], services: [], tickets: [] };
      return answer(200, detail);
    }
    const limit = Number(url.searchParams.get('limit') ?? 50);
    const after = url.searchParams.get('after');
    const before = Number(url.searchParams.get('before') ?? Number.MAX_SAFE_INTEGER);
    const page =
      after === null
        ? entries.filter((e) => e.sequence < before).slice(-limit)
        : entries.filter((e) => e.sequence > Number(after)).slice(0, limit);
    return answer(200, { entries: page, next: page.at(-1)?.sequence ?? null });
  }

  private act(id: string, act: string, body: Record<string, string>): Response {
    switch (act) {
      case 'messages':
      case 'notes': {
        const { entries } = this.stored(id);
        const known = entries.find((e) => e.clientMessageId === body.clientMessageId);
        const kind = act === 'notes' ? 'note' : 'message';
        const entry =
          known ??
          this.append(id, {
            kind,
            author: { kind: 'staff', name: maya.name },
            text: body.text ?? '',
            clientMessageId: body.clientMessageId ?? null,
          });
        return answer(202, { sequence: entry.sequence });
      }
      case 'take-over':
      case 'reopen':
        return answer(200, this.change(id, { state: 'open', owner: ownedBy.maya, waitingSince: null }));
      case 'return':
        return answer(200, this.change(id, { owner: ownedBy.bot }));
      case 'resolve':
        return answer(200, this.change(id, { state: 'resolved' }));
      case 'transfer-topic':
        return answer(200, this.change(id, { owner: ownedBy.queue }));
      case 'transcript':
        return answer(204);
      case 'transfer':
        return answer(200, this.change(id, { owner: { kind: 'staff', staffId: body.staffId ?? '', name: 'Tom Becker' } }));
      default:
        return answer(404, { code: 'not_found' });
    }
  }

  private stored(id: string): Stored {
    const stored = this.conversations.get(id);
    if (!stored) throw new Error(`No conversation ${id} in the fake server.`);
    return stored;
  }
}

const leaveOutNulls = (_key: string, value: unknown) => (value === null ? undefined : value);

/** As the server writes JSON: what is null is left out. */
export function answer(status: number, body?: unknown, headers: Record<string, string> = {}): Response {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  return new Response(body === undefined ? null : JSON.stringify(body, leaveOutNulls), {
    status,
    headers: { 'Content-Type': type, ...headers },
  });
}

/** A hub one can push through and cut off. */
class FakeHub implements Hub {
  readonly sent: unknown[][] = [];
  state: HubState = 'ended';
  private handlers = new Map<string, (...args: readonly unknown[]) => void>();
  private onState: (state: HubState, attempt: number) => void = () => undefined;

  bind(onState: (state: HubState, attempt: number) => void): this {
    this.onState = onState;
    return this;
  }

  on(method: string, handler: (...args: readonly unknown[]) => void): void {
    this.handlers.set(method, handler);
  }

  start(): void {
    this.enter('online');
  }

  stop(): void {
    this.enter('ended');
  }

  hurry(): void {
    this.enter('online');
  }

  send(...call: unknown[]): boolean {
    this.sent.push(call);
    return this.state === 'online';
  }

  push(method: string, ...args: unknown[]): void {
    if (this.state === 'online') this.handlers.get(method)?.(...args);
  }

  enter(state: HubState, attempt = 0): void {
    this.state = state;
    this.onState(state, attempt);
  }
}
