/** Runs work while no other tab of this origin runs work under the same name; where the browser has or grants no locks, runs it. */
export async function oneAtATime<T>(name: string | undefined, work: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks;
  if (name === undefined || locks === undefined) return work();
  let begun = false;
  try {
    return (await locks.request(name, () => {
      begun = true;
      return work();
    })) as T;
  } catch (error) {
    // In a frame on another site the browser may deny locks together with storage; then no tab shares anything with us either.
    if (begun) throw error;
    return work();
  }
}
