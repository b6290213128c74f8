/** Time and chance, handed in so that tests decide both. */
export interface Clock {
  now(): number;
  /** Runs `work` after `ms`; the answer cancels it. */
  after(ms: number, work: () => void): () => void;
  /** 0 (inclusive) to 1 (exclusive), for jitter only. */
  random(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/** Exponential back-off with full jitter above half: 0.5 to 1 times the step, so a crowd does not return as one. */
export function backoff(attempt: number, clock: Clock, firstMs = 500, mostMs = 30_000): number {
  const step = Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 16));
  return Math.round(step * (0.5 + clock.random() / 2));
}
