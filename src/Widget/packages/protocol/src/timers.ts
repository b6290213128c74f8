import type { Clock } from './clock.ts';

/** Timers by name: a new one of a name takes the place of the one before. */
export class Timers<Name extends string> {
  private readonly running = new Map<Name, () => void>();

  constructor(private readonly clock: Clock) {}

  set(name: Name, ms: number, work: () => void): void {
    this.running.get(name)?.();
    this.running.set(
      name,
      this.clock.after(ms, () => {
        this.running.delete(name);
        work();
      }),
    );
  }

  clear(): void {
    for (const cancel of this.running.values()) cancel();
    this.running.clear();
  }
}
