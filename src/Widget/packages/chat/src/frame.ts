/** Talks with the page that embeds us: one pinned origin, one pinned window, plain data, never '*'. */
export type ToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'close' }
  | { readonly type: 'unread'; readonly count: number };

export type FromHost =
  | { readonly type: 'visible'; readonly visible: boolean; readonly fullScreen: boolean }
  | { readonly type: 'identify'; readonly token: string };

export interface Frame {
  readonly embedded: boolean;
  post(message: ToHost): void;
  listen(handler: (message: FromHost) => void): () => void;
}

export function connectFrame(self: Window, hostOrigin: string | null): Frame {
  const host = self.parent;
  if (host === self || hostOrigin === null) {
    return { embedded: false, post: () => undefined, listen: () => () => undefined };
  }
  return {
    embedded: true,
    post: (message) => host.postMessage({ ez: 1, ...message }, hostOrigin),
    listen(handler) {
      const receive = (event: MessageEvent): void => {
        if (event.source !== host || event.origin !== hostOrigin) return;
        const message = parseMessage(event.data);
        if (message !== null) handler(message);
      };
      self.addEventListener('message', receive);
      return () => self.removeEventListener('message', receive);
    },
  };
}

function parseMessage(data: unknown): FromHost | null {
  if (typeof data !== 'object' || data === null) return null;
  const { ez, type, visible, fullScreen, token } = data as Record<string, unknown>;
  if (ez !== 1) return null;
  if (type === 'visible') return { type, visible: visible === true, fullScreen: fullScreen === true };
  if (type === 'identify' && typeof token === 'string') return { type, token };
  return null;
}
