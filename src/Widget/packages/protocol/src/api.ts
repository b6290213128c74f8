import type { CardValues, ChatSession, EntryPage } from './entries.ts';
import type { Clock } from './clock.ts';
import { readProblem, Unreachable } from './problem.ts';

export interface SessionRequest {
  readonly locale?: string;
  readonly identityToken?: string;
  readonly resumeToken?: string;
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const answerLimitMs = 20_000;

/** The REST half of the chat protocol. Every method throws `Problem` or `Unreachable` and nothing else. */
export class ChatApi {
  constructor(
    private readonly baseUrl: string,
    private readonly fetch: Fetch,
    private readonly clock: Clock,
  ) {}

  openSession(request: SessionRequest): Promise<ChatSession> {
    return this.call<ChatSession>('POST', '/sessions', null, request);
  }

  entries(token: string, after: number, waitSeconds: number, signal?: AbortSignal): Promise<EntryPage> {
    const wait = waitSeconds > 0 ? `&wait=${waitSeconds}` : '';
    return this.call<EntryPage>('GET', `/entries?after=${after}${wait}`, token, undefined, answerLimitMs + waitSeconds * 1000, signal);
  }

  sendMessage(token: string, clientMessageId: string, text: string): Promise<void> {
    return this.call('POST', '/messages', token, { clientMessageId, text });
  }

  sendAction(token: string, clientMessageId: string, entryId: string, actionId: string, values: CardValues): Promise<void> {
    return this.call('POST', '/actions', token, { clientMessageId, entryId, actionId, values });
  }

  private async call<T>(
    method: 'GET' | 'POST',
    path: string,
    token: string | null,
    body?: unknown,
    limitMs = answerLimitMs,
    outer?: AbortSignal,
  ): Promise<T> {
    const abort = new AbortController();
    const stop = (): void => abort.abort();
    outer?.addEventListener('abort', stop);
    const cancelLimit = this.clock.after(limitMs, stop);
    try {
      const response = await this.fetch(`${this.baseUrl}/api/v1/chat${path}`, {
        method,
        headers: {
          Accept: 'application/json',
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        credentials: 'omit',
        cache: 'no-store',
        signal: abort.signal,
      });
      if (!response.ok) throw await readProblem(response, () => this.clock.now());
      return (await response.json()) as T;
    } catch (error) {
      if (error instanceof Error && error.name === 'Problem') throw error;
      throw new Unreachable(error);
    } finally {
      cancelLimit();
      outer?.removeEventListener('abort', stop);
    }
  }
}
