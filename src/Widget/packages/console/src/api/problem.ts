import { retryAfterSeconds } from '@ez/protocol';

/** RFC 9457 problem details as the server sends them, and the one error type the console handles. */

export interface Problem {
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  errors?: Record<string, readonly string[]>;
  traceId?: string;
}

export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    message: string,
    /** HTTP status; 0 when the server was never reached. */
    readonly status: number,
    /** Stable machine code, for example `conversation_owned_by_other`. */
    readonly code: string,
    readonly errors: Readonly<Record<string, readonly string[]>> = {},
    /** Seconds to wait before another try, when the server said so. */
    readonly retryAfter: number | null = null,
    readonly traceId: string | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Worth sending again unchanged: nothing about the request itself was refused. */
  get isTransient(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

export function humanDuration(seconds: number): string {
  if (seconds <= 90) return `${Math.max(1, Math.round(seconds))} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}

const fallbacks: Readonly<Record<number, string>> = {
  400: 'The server could not read that request.',
  401: 'Your session has ended. Please sign in again.',
  403: 'Your account is not allowed to do that.',
  404: 'This is no longer there, or it was never yours to see.',
  409: 'Someone else changed this a moment ago. The view has been refreshed; please try again.',
  413: 'That is too long to send.',
};

export async function toApiError(response: Response, now = Date.now()): Promise<ApiError> {
  const problem = await readProblem(response);
  const retryAfter = retryAfterSeconds(response.headers.get('Retry-After'), now);
  const traceId = problem.traceId ?? null;
  const firstFieldError = Object.values(problem.errors ?? {}).flat()[0];
  let message = problem.detail ?? firstFieldError ?? problem.title ?? fallbacks[response.status] ?? '';
  if (response.status === 429) {
    message = retryAfter
      ? `That was too many in a short time. Please try again in ${humanDuration(retryAfter)}.`
      : 'That was too many in a short time. Please wait a moment and try again.';
  } else if (response.status >= 500) {
    message = traceId
      ? `Something went wrong on our side. Please try again; if it keeps happening, quote ${traceId}.`
      : 'Something went wrong on our side. Please try again.';
  }
  return new ApiError(
    message || `The server answered ${response.status}.`,
    response.status,
    problem.code ?? `http_${response.status}`,
    problem.errors ?? {},
    retryAfter,
    traceId,
  );
}

async function readProblem(response: Response): Promise<Problem> {
  const type = response.headers.get('Content-Type') ?? '';
  if (!type.includes('json')) return {};
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? (body as Problem) : {};
  } catch {
    // A proxy may cut the body short; the status alone still says what happened.
    return {};
  }
}
