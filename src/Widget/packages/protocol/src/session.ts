import type { ChatApi } from './api.ts';
import type { ChatSession } from './entries.ts';
import { Problem } from './problem.ts';

export interface Claims {
  readonly locale: string | undefined;
  readonly identityToken: string | null;
  readonly resumeToken: string | null;
}

/**
 * Opens a session with as much as the server accepts. What it refuses is left out, least loss first: an old conversation
 * may be gone or another person's, a signed identity may have expired. A new conversation is better than none.
 */
export async function openSession(api: ChatApi, { locale, identityToken, resumeToken }: Claims): Promise<ChatSession> {
  const identity = identityToken === null ? {} : { identityToken };
  const resume = resumeToken === null ? {} : { resumeToken };
  const fallbacks = [{ ...identity, ...resume }, identity, resume, {}];
  const distinct = fallbacks.filter((a, i) => fallbacks.findIndex((b) => JSON.stringify(a) === JSON.stringify(b)) === i);
  let last: unknown;
  for (const claims of distinct) {
    try {
      return await api.openSession({ ...(locale === undefined ? {} : { locale }), ...claims });
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500 || error.status === 429) throw error;
      last = error;
    }
  }
  throw last;
}
