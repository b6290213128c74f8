import type { BotTurn, DeskState, DialogueState, SatisfactionResults, SupportHours, Topic } from './handoff';
import { KnowledgeApi } from './knowledge';
import { ApiError, toApiError } from './problem';
import type {
  Accepted,
  ConversationDetail,
  ConversationSummary,
  Counts,
  Delivery,
  EntriesPage,
  Me,
  Page,
  StaffMember,
  View,
} from './types';

export type ConversationVerb = 'take-over' | 'return' | 'resolve' | 'reopen';

export interface EntriesQuery {
  after?: number;
  before?: number;
  limit?: number;
}

/** The console's REST calls. Every method resolves with the server's answer or throws `ApiError`. */
export class ConsoleApi {
  /** Called when any request finds the session gone, so that the shell can show the sign-in page. */
  onSignedOut: (() => void) | null = null;

  readonly knowledge = new KnowledgeApi(this);

  constructor(
    private readonly send: typeof fetch = (input, init) => fetch(input, init),
    private readonly timeoutMs = 20_000,
  ) {}

  signIn(email: string, password: string): Promise<Me> {
    return this.post('/auth/staff/sign-in', { email, password });
  }

  async signOut(): Promise<void> {
    await this.post('/auth/sign-out');
  }

  me(): Promise<Me> {
    return this.get('/auth/me');
  }

  conversations(
    view: View,
    options: { search?: string; after?: string | null; limit?: number } = {},
  ): Promise<Page<ConversationSummary>> {
    return this.get('/console/conversations', { view, ...options });
  }

  counts(): Promise<Counts> {
    return this.get('/console/conversations/counts');
  }

  conversation(id: string): Promise<ConversationDetail> {
    return this.get(`/console/conversations/${encodeURIComponent(id)}`);
  }

  entries(id: string, query: EntriesQuery): Promise<EntriesPage> {
    return this.get(`/console/conversations/${encodeURIComponent(id)}/entries`, { ...query });
  }

  act(id: string, verb: ConversationVerb): Promise<ConversationSummary> {
    return this.post(`/console/conversations/${encodeURIComponent(id)}/${verb}`);
  }

  transfer(id: string, staffId: string): Promise<ConversationSummary> {
    return this.post(`/console/conversations/${encodeURIComponent(id)}/transfer`, { staffId });
  }

  sendMessage(id: string, clientMessageId: string, text: string): Promise<Accepted> {
    return this.post(`/console/conversations/${encodeURIComponent(id)}/messages`, { clientMessageId, text });
  }

  addNote(id: string, clientMessageId: string, text: string): Promise<Accepted> {
    return this.post(`/console/conversations/${encodeURIComponent(id)}/notes`, { clientMessageId, text });
  }

  sendAgain(id: string, entryId: string): Promise<Delivery> {
    return this.post(`/console/conversations/${encodeURIComponent(id)}/entries/${encodeURIComponent(entryId)}/send-again`);
  }

  async staff(): Promise<readonly StaffMember[]> {
    return this.get('/console/staff');
  }

  desk(): Promise<DeskState> {
    return this.get('/console/desk');
  }

  setAvailable(available: boolean): Promise<DeskState> {
    return this.put('/console/desk', { available });
  }

  setDesk(staffId: string, skills: readonly Topic[], capacity: number): Promise<DeskState> {
    return this.put(`/console/staff/${encodeURIComponent(staffId)}/desk`, { skills, capacity });
  }

  hours(): Promise<SupportHours> {
    return this.get('/console/hours');
  }

  setHours({ timeZone, week, holidays }: SupportHours): Promise<SupportHours> {
    return this.put('/console/hours', { timeZone, week, holidays });
  }

  satisfaction(days: number): Promise<SatisfactionResults> {
    return this.get('/console/satisfaction', { days });
  }

  /** `conversationId` is missing when the message went by e-mail. */
  reachOut(email: string, clientMessageId: string, text: string): Promise<{ readonly conversationId?: string | null }> {
    return this.post('/console/outreach', { email, clientMessageId, text });
  }

  returnToBot(id: string, summary: string): Promise<ConversationSummary> {
    return this.post(`/console/conversations/${encodeURIComponent(id)}/return`, { summary });
  }

  transferToTopic(id: string, topic: Topic, note: string): Promise<ConversationSummary> {
    return this.post(`/console/conversations/${encodeURIComponent(id)}/transfer-topic`, { topic, note });
  }

  sendTranscript(id: string): Promise<void> {
    return this.post(`/console/conversations/${encodeURIComponent(id)}/transcript`);
  }

  turns(id: string): Promise<readonly BotTurn[]> {
    return this.get(`/console/conversations/${encodeURIComponent(id)}/turns`);
  }

  dialogue(id: string): Promise<DialogueState> {
    return this.get(`/console/conversations/${encodeURIComponent(id)}/dialogue`);
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.request<T>('PUT', `/api/v1${path}`, body);
  }

  get<T>(path: string, query: Record<string, string | number | null | undefined> = {}): Promise<T> {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
    }
    const suffix = search.size > 0 ? `?${search}` : '';
    return this.request<T>('GET', `/api/v1${path}${suffix}`);
  }

  post<T>(path: string, body?: unknown): Promise<T> {
    return this.request<T>('POST', `/api/v1${path}`, body);
  }

  private async request<T>(method: string, url: string, body?: unknown): Promise<T> {
    const headers: Record<string, string> = { Accept: 'application/json' };
    // The session is a cookie; this header is what a foreign site cannot add to a forged request.
    if (method !== 'GET') headers['X-EZ-CSRF'] = '1';
    if (body !== undefined) headers['Content-Type'] = 'application/json';

    let response: Response;
    try {
      response = await this.send(url, {
        method,
        headers,
        credentials: 'same-origin',
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(this.timeoutMs),
      });
    } catch (cause) {
      // No answer came: offline, refused or timed out. Whoever looks into it finds the reason behind the words for the reader.
      throw new ApiError('The server cannot be reached. Check your connection and try again.', 0, 'unreachable', {}, null, null, { cause });
    }

    if (!response.ok) {
      const error = await toApiError(response);
      // `invalid_credentials` is a 401 too, but it speaks of the attempt, not of a session that ended.
      if (error.status === 401 && error.code !== 'invalid_credentials') this.onSignedOut?.();
      throw error;
    }
    if (response.status === 204) return undefined as T;
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}
