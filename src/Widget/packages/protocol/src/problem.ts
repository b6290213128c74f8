/** A refusal of the server: RFC 9457 problem details with a stable `code`. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** Seconds the server asked us to wait, from Retry-After in either form. */
    readonly retryAfter: number | null = null,
    readonly errors: Readonly<Record<string, readonly string[]>> = {},
  ) {
    super(message);
    this.name = 'Problem';
  }
}

/** No answer arrived: the network is down, or the server is. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The server cannot be reached.', { cause });
    this.name = 'Unreachable';
  }
}

/** A problem as plain data, for state that is stored and compared. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly status: number;
  readonly retryAfter: number | null;
}

export function toRefusal({ code, message, status, retryAfter }: Problem): Refusal {
  return { code, message, status, retryAfter };
}

/** The token is unknown, expired or revoked. */
export function isUnauthorized(error: unknown): boolean {
  return error instanceof Problem && error.status === 401;
}

/** Reads a non-2xx answer; a body that is no problem document still becomes one. */
export async function readProblem(response: Response, now: () => number = Date.now): Promise<Problem> {
  let body: unknown = null;
  try {
    body = await response.json();
  } catch {
    // A proxy's HTML page or an empty body: the status alone has to do.
  }
  const fields = isRecord(body) ? body : {};
  return new Problem(
    response.status,
    text(fields['code']) ?? `http_${response.status}`,
    text(fields['detail']) ?? text(fields['title']) ?? `The server answered ${response.status}.`,
    retryAfterSeconds(response.headers.get('Retry-After'), now()),
    validationErrors(fields['errors']),
  );
}

/** Retry-After as seconds: it is either a number of seconds or an HTTP date. */
export function retryAfterSeconds(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds));
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000));
}

function validationErrors(value: unknown): Record<string, string[]> {
  if (!isRecord(value)) return {};
  const errors: Record<string, string[]> = {};
  for (const [field, messages] of Object.entries(value)) {
    if (Array.isArray(messages)) errors[field] = messages.filter((m): m is string => typeof m === 'string');
  }
  return errors;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
