import { describe, expect, it, vi } from 'vitest';
import { connectFrame, type FromHost } from '../src/frame.ts';

/** A window inside another one. */
function embedded() {
  const host = { postMessage: vi.fn() };
  const listeners = new Set<(event: MessageEvent) => void>();
  const self = {
    parent: host,
    addEventListener: (_: string, listener: (event: MessageEvent) => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: (event: MessageEvent) => void) => listeners.delete(listener),
  };
  const receive = (data: unknown, origin = 'https://shop.test', source: unknown = host): void =>
    listeners.forEach((listener) => listener({ data, origin, source } as MessageEvent));
  return { host, receive, listeners, self: self as unknown as Window };
}

describe('the frame', () => {
  it('posts to the one origin it was given', () => {
    const { self, host } = embedded();
    connectFrame(self, 'https://shop.test').post({ type: 'unread', count: 2 });
    expect(host.postMessage).toHaveBeenCalledExactlyOnceWith({ ez: 1, type: 'unread', count: 2 }, 'https://shop.test');
  });

  it('hears only its own host, and only what it knows', () => {
    const { self, receive, listeners } = embedded();
    const heard: FromHost[] = [];
    const stop = connectFrame(self, 'https://shop.test').listen((message) => heard.push(message));
    receive({ ez: 1, type: 'identify', token: 'x' }, 'https://evil.test');
    receive({ ez: 1, type: 'identify', token: 'x' }, 'https://shop.test', {});
    receive({ ez: 1, type: 'identify', token: 7 });
    receive({ type: 'visible', visible: true });
    receive('visible');
    receive(null);
    expect(heard).toEqual([]);
    receive({ ez: 1, type: 'identify', token: 'x' });
    receive({ ez: 1, type: 'visible', visible: true });
    expect(heard).toEqual([{ type: 'identify', token: 'x' }, { type: 'visible', visible: true, fullScreen: false }]);
    stop();
    expect(listeners.size).toBe(0);
  });

  it('is silent where the chat is a page of its own, or was not told its host', () => {
    const alone = connectFrame(window, 'https://shop.test');
    expect(alone.embedded).toBe(false);
    const { self, host } = embedded();
    connectFrame(self, null).post({ type: 'ready' });
    expect(host.postMessage).not.toHaveBeenCalled();
  });
});
