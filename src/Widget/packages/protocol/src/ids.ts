/** A random id of 128 bits; `crypto.randomUUID` exists only in secure contexts, a shop may be tried on plain http. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}
