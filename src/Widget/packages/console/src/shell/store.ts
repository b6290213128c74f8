import { useSyncExternalStore } from 'react';

/** A reducer that outlives the components reading it. */
export class Store<State, Action> {
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly reduce: (state: State, action: Action) => State,
    private state: State,
  ) {}

  readonly get = (): State => this.state;

  readonly dispatch = (action: Action): void => {
    const next = this.reduce(this.state, action);
    if (next === this.state) return;
    this.state = next;
    for (const listener of [...this.listeners]) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

/** Reads a slice; `select` must answer the same reference for the same state. */
export function useStore<State, Action, Slice>(store: Store<State, Action>, select: (state: State) => Slice): Slice {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
