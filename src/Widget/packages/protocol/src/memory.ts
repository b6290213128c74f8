import type { ChatSession } from './entries.ts';
import type { Outgoing } from './state.ts';

/** A session without its log: enough to carry on with after a reload, or in another tab of the same site. */
export type SavedSession = Omit<ChatSession, 'entries'>;

/** What outlives a page: how to come back, and what was not delivered. */
export interface Saved {
  readonly session: SavedSession | null;
  readonly outbox: readonly Outgoing[];
}

export interface Memory {
  load(): Saved;
  saveSession(session: SavedSession): void;
  saveOutbox(outbox: readonly Outgoing[]): void;
}

export function volatileMemory(): Memory {
  let kept: Saved = { session: null, outbox: [] };
  return {
    load: () => kept,
    saveSession: (session) => {
      kept = { ...kept, session };
    },
    saveOutbox: (outbox) => {
      kept = { ...kept, outbox };
    },
  };
}

/** Keeps in the browser's storage; where a browser forbids it, for this page only. */
export function browserMemory(key: string, storage: () => Storage = () => localStorage): Memory {
  const fallback = volatileMemory();
  const read = (part: string): unknown => {
    try {
      return JSON.parse(storage().getItem(`${key}.${part}`) ?? 'null');
    } catch {
      // Storage is blocked (private mode, third-party rules) or holds something else: the conversation works, it just does not resume.
      return null;
    }
  };
  const write = (part: string, value: unknown): void => {
    try {
      storage().setItem(`${key}.${part}`, JSON.stringify(value));
    } catch {
      // Blocked or full: the fallback has it for this page.
    }
  };
  return {
    load: () => ({
      session: asSession(read('session')) ?? fallback.load().session,
      outbox: asOutbox(read('outbox')) ?? fallback.load().outbox,
    }),
    saveSession(session) {
      fallback.saveSession(session);
      write('session', session);
    },
    saveOutbox(outbox) {
      fallback.saveOutbox(outbox);
      write('outbox', outbox);
    },
  };
}

function asSession(value: unknown): SavedSession | null {
  const { token, resumeToken, conversationId, expiresAt } = (value ?? {}) as Partial<Record<keyof SavedSession, unknown>>;
  const complete = [token, resumeToken, conversationId, expiresAt].every((part) => typeof part === 'string');
  return complete ? (value as SavedSession) : null;
}

function asOutbox(value: unknown): readonly Outgoing[] | null {
  return Array.isArray(value) ? (value as Outgoing[]).filter((o) => typeof o?.clientMessageId === 'string') : null;
}
