import { beforeEach, describe, expect, it, vi } from 'vitest';
import { mountLauncher, type EzChat } from '../src/launcher.ts';
import { inkOn, readSettings, type Settings } from '../src/settings.ts';

const settings: Settings = {
  origin: 'https://chat.test',
  title: 'Shop chat',
  color: '#3454d1',
  position: 'right',
  label: 'Chat with us',
  forward: { title: 'Shop chat' },
};

let chat: EzChat;
const root = (): ShadowRoot => document.querySelector('ez-chat')!.shadowRoot!;
const button = (): HTMLButtonElement => root().querySelector('button')!;
const frame = (): HTMLIFrameElement | null => root().querySelector('iframe');

/** Stands where the chat's window would be, so that nothing is loaded. */
function pretendFrame() {
  const posted: { message: unknown; target: string }[] = [];
  const child = { postMessage: (message: unknown, target: string) => posted.push({ message, target }) };
  Object.defineProperty(frame(), 'contentWindow', { value: child, configurable: true });
  const receive = (data: unknown, origin = settings.origin, source: unknown = child): void => {
    const event = new MessageEvent('message', { data, origin });
    Object.defineProperty(event, 'source', { value: source });
    window.dispatchEvent(event);
  };
  return { posted, receive };
}

beforeEach(() => {
  document.body.replaceChildren();
  Object.assign(window.happyDOM.settings, { disableIframePageLoading: true, handleDisabledFileLoadingAsSuccess: true });
  chat = mountLauncher(document, settings);
});

describe('before it is opened', () => {
  it('is one button: no frame, no request, no storage, no cookie', () => {
    const fetched = vi.spyOn(window, 'fetch');
    expect(frame()).toBeNull();
    expect(button().getAttribute('aria-label')).toBe('Chat with us');
    expect(button().getAttribute('aria-expanded')).toBe('false');
    expect(fetched).not.toHaveBeenCalled();
    expect([localStorage.length, sessionStorage.length, document.cookie]).toEqual([0, 0, '']);
  });
});

describe('opening', () => {
  it('loads the chat in a sandboxed frame of our origin and tells it the page it is on', () => {
    button().click();
    expect(frame()?.src).toBe(`https://chat.test/widget/chat/#title=Shop+chat&origin=${encodeURIComponent(location.origin)}`);
    expect(frame()?.getAttribute('sandbox')).toBe('allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads');
    expect(frame()?.title).toBe('Shop chat');
    expect(button().getAttribute('aria-expanded')).toBe('true');
  });

  it('keeps the conversation when it is closed and opened again', () => {
    chat.open();
    const first = frame();
    chat.close();
    expect(root().querySelector<HTMLElement>('[role=dialog]')?.hidden).toBe(true);
    chat.open();
    expect(frame()).toBe(first);
  });

  it('closes with Escape and gives the focus back', () => {
    chat.open();
    button().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(button().getAttribute('aria-expanded')).toBe('false');
  });
});

describe('talking with the frame', () => {
  it('says nothing before the chat said it is there, and then only to its origin', () => {
    chat.identify('signed');
    chat.open();
    const { posted, receive } = pretendFrame();
    expect(posted).toEqual([]);
    receive({ ez: 1, type: 'ready' });
    expect(posted).toEqual([
      { message: { ez: 1, type: 'identify', token: 'signed' }, target: 'https://chat.test' },
      { message: { ez: 1, type: 'visible', visible: true, fullScreen: false }, target: 'https://chat.test' },
    ]);
  });

  it('shows unread messages on the button while closed', () => {
    chat.open();
    const { receive } = pretendFrame();
    receive({ ez: 1, type: 'ready' });
    chat.close();
    receive({ ez: 1, type: 'unread', count: 12 });
    expect(root().querySelector('b')?.textContent).toBe('9+');
    expect(button().getAttribute('aria-label')).toBe('Chat with us (12)');
    chat.open();
    expect(root().querySelector('b')?.textContent).toBe('');
  });

  it('ignores other origins, other windows and other messages', () => {
    chat.open();
    const { posted, receive } = pretendFrame();
    receive({ ez: 1, type: 'ready' }, 'https://evil.test');
    receive({ ez: 1, type: 'ready' }, settings.origin, window);
    receive({ type: 'ready' });
    receive('ready');
    receive(null);
    expect(posted).toEqual([]);
    receive({ ez: 1, type: 'close' }, 'https://evil.test');
    expect(button().getAttribute('aria-expanded')).toBe('true');
    receive({ ez: 1, type: 'close' });
    expect(button().getAttribute('aria-expanded')).toBe('false');
  });
});

describe('settings', () => {
  const script = (data: Record<string, string>): HTMLScriptElement => {
    const element = document.createElement('script');
    Object.defineProperty(element, 'src', { value: 'https://chat.test/widget/loader.js' });
    Object.assign(element.dataset, data);
    return element;
  };

  it('come from the script tag, the language from the page', () => {
    const read = readSettings(script({ title: 'Shop', color: '#ff0', position: 'left', greeting: 'Hi' }), { lang: 'de' });
    expect(read).toMatchObject({ origin: 'https://chat.test', title: 'Shop', color: '#ff0', position: 'left', label: 'Shop' });
    expect(read.forward).toEqual({ title: 'Shop', color: '#ff0', greeting: 'Hi', locale: 'de' });
  });

  it('cannot smuggle styles in through the colour', () => {
    expect(readSettings(script({ color: 'red}body{display:none' }), { lang: '' }).color).toBe('#3454d1');
  });

  it('pick an icon colour that can be seen', () => {
    expect([inkOn('#ffffff'), inkOn('#ff0'), inkOn('#3454d1'), inkOn('#000000')]).toEqual(['#11141c', '#11141c', '#fff', '#fff']);
  });
});
