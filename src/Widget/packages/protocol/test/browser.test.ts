import { afterEach, describe, expect, it, vi } from 'vitest';
import { browserMemory } from '../src/index.ts';
import { oneAtATime } from '../src/lock.ts';

const session = { token: 't', resumeToken: 'r', conversationId: 'c', expiresAt: '2026-03-02T12:00:00Z', owner: { kind: 'bot' } } as const;

class MapStorage {
  private readonly kept = new Map<string, string>();
  getItem = (key: string): string | null => this.kept.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.kept.set(key, value);
}

describe('memory in the browser', () => {
  it('is there after a reload', () => {
    const storage = new MapStorage() as unknown as Storage;
    browserMemory('k', () => storage).saveSession(session);
    expect(browserMemory('k', () => storage).load()).toEqual({ session, outbox: [] });
  });

  it('lasts for the page where storage is denied', () => {
    const denied = (): Storage => {
      throw new DOMException('Denied', 'SecurityError');
    };
    const memory = browserMemory('k', denied);
    memory.saveSession(session);
    memory.saveOutbox([]);
    expect(memory.load().session).toEqual(session);
  });

  it.each(['nonsense', '{"token":1}', '[]', '"x"'])('starts clean when it finds %s', (found) => {
    const storage = new MapStorage() as unknown as Storage;
    storage.setItem('k.session', found);
    storage.setItem('k.outbox', found);
    expect(browserMemory('k', () => storage).load()).toEqual({ session: null, outbox: [] });
  });
});

describe('taking turns between tabs', () => {
  afterEach(() => vi.unstubAllGlobals());
  const withLocks = (request: (name: string, work: () => unknown) => Promise<unknown>): unknown =>
    vi.stubGlobal('navigator', { locks: { request } });

  it('runs under the lock', async () => {
    const names: string[] = [];
    withLocks(async (name, work) => (names.push(name), work()));
    expect(await oneAtATime('n', async () => 7)).toBe(7);
    expect(names).toEqual(['n']);
  });

  it('runs without where the browser denies locks, as in a frame on another site', async () => {
    withLocks(() => Promise.reject(new DOMException('The request was denied.', 'SecurityError')));
    expect(await oneAtATime('n', async () => 7)).toBe(7);
  });

  it('does not run twice when the work itself fails', async () => {
    withLocks(async (_, work) => work());
    const work = vi.fn().mockRejectedValue(new Error('no'));
    await expect(oneAtATime('n', work)).rejects.toThrow('no');
    expect(work).toHaveBeenCalledOnce();
  });
});
