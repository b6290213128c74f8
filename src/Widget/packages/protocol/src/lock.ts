/** Runs work while no other tab of this origin runs work under the same name; where the browser has no locks, runs it. */
export async function oneAtATime<T>(name: string | undefined, work: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks;
  if (name === undefined || locks === undefined) return work();
  return (await locks.request(name, work)) as T;
}
