import type { Outgoing } from './state.ts';

/** What outlives a page: how to come back, and what was not delivered. */
export interface Saved {
  readonly resumeToken: string | null;
  readonly outbox: readonly Outgoing[];
}

export interface Memory {
  load(): Saved;
  save(saved: Saved): void;
}

const nothing: Saved = { resumeToken: null, outbox: [] };

export function volatileMemory(): Memory {
  let kept = nothing;
  return {
    load: () => kept,
    save: (saved) => {
      kept = saved;
    },
  };
}

/** Keeps in the browser's storage; where a browser forbids it, for this page only. */
export function browserMemory(key: string, storage: () => Storage = () => localStorage): Memory {
  const fallback = volatileMemory();
  return {
    load() {
      try {
        return parseSaved(storage().getItem(key)) ?? fallback.load();
      } catch {
        // Storage is blocked (private mode, third-party rules): the conversation works, it just does not resume.
        return fallback.load();
      }
    },
    save(saved) {
      fallback.save(saved);
      try {
        storage().setItem(key, JSON.stringify(saved));
      } catch {
        // Blocked or full: the fallback above has it for this page.
      }
    },
  };
}

function parseSaved(json: string | null): Saved | null {
  if (json === null) return null;
  try {
    const value = JSON.parse(json) as Partial<Saved> | null;
    return {
      resumeToken: typeof value?.resumeToken === 'string' ? value.resumeToken : null,
      outbox: Array.isArray(value?.outbox) ? (value.outbox as Outgoing[]).filter((o) => typeof o?.clientMessageId === 'string') : [],
    };
  } catch {
    // Something else wrote under our key: start clean.
    return null;
  }
}
