import type { CardValues, ChatSession, EntryPage, StoredFile } from './entries.ts';
import type { Clock } from './clock.ts';
import { readProblem, Unreachable } from './problem.ts';

export interface SessionRequest {
  readonly locale?: string;
  readonly identityToken?: string;
  readonly resumeToken?: string;
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const answerLimitMs = 20_000;
const uploadLimitMs = 120_000;

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

  /** The newest entries before a sequence; its `next` is where to leaf back further, 0 at the beginning. */
  entriesBefore(token: string, before: number): Promise<EntryPage> {
    return this.call<EntryPage>('GET', `/entries?before=${before}`, token);
  }

  sendMessage(token: string, clientMessageId: string, text: string, attachments: readonly string[] = []): Promise<void> {
    return this.call('POST', '/messages', token, { clientMessageId, text, ...(attachments.length > 0 ? { attachments } : {}) });
  }

  upload(token: string, file: File): Promise<StoredFile> {
    const form = new FormData();
    form.append('file', file, file.name);
    return this.call<StoredFile>('POST', '/attachments', token, form, uploadLimitMs);
  }

  /** A file of one's own conversation. The token goes to this server's own file addresses and nowhere else. */
  download(token: string, url: string): Promise<Blob> {
    const own = `${this.baseUrl}/api/v1/chat`;
    const at = new URL(url, own).href;
    if (!at.startsWith(`${own}/attachments/`)) return Promise.reject(new Unreachable(new Error('Not a file of this conversation.')));
    return this.call<Blob>('GET', at.slice(own.length), token, undefined, uploadLimitMs, undefined, (response) => response.blob());
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
    read: (response: Response) => Promise<unknown> = (response) => response.json(),
  ): Promise<T> {
    // A form sets its own type, with the boundary in it.
    const form = body instanceof FormData;
    const abort = new AbortController();
    const stop = (): void => abort.abort();
    outer?.addEventListener('abort', stop);
    const cancelLimit = this.clock.after(limitMs, stop);
    try {
      const response = await this.fetch(`${this.baseUrl}/api/v1/chat${path}`, {
        method,
        headers: {
          Accept: 'application/json',
          ...(body === undefined || form ? {} : { 'Content-Type': 'application/json' }),
          ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        },
        ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
        credentials: 'omit',
        cache: 'no-store',
        signal: abort.signal,
      });
      if (!response.ok) throw await readProblem(response, () => this.clock.now());
      return (await read(response)) as T;
    } catch (error) {
      if (error instanceof Error && error.name === 'Problem') throw error;
      throw new Unreachable(error);
    } finally {
      cancelLimit();
      outer?.removeEventListener('abort', stop);
    }
  }
}
