import { inkOn, type Settings } from './settings.ts';
import { styles } from './styles.ts';

const bubble = 'M20 11.500a7.500 7.500 0 0 1-11 6.600L4 20l1.700-4.200A7.500 7.500 0 1 1 20 11.500z';
const cross = 'M6 9.500l6 6 6-6';

export interface EzChat {
  open(): void;
  close(): void;
  /** Hands a token over that the site's server signed for its signed-in user. */
  identify(token: string): void;
}

/** The button and, once it was opened, the frame. Before that: no request, no storage, no cookie. */
export function mountLauncher(page: Document, settings: Settings): EzChat {
  const view = page.defaultView ?? window;
  const host = page.createElement('ez-chat');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles(settings.color, inkOn(settings.color), settings.position));
  root.adoptedStyleSheets = [sheet];

  const button = page.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-haspopup', 'dialog');
  const icon = button.appendChild(drawIcon(page));
  const badge = button.appendChild(page.createElement('b'));
  badge.setAttribute('aria-hidden', 'true');
  root.append(button);

  let panel: HTMLElement | null = null;
  let frame: HTMLIFrameElement | null = null;
  let ready = false;
  let isOpen = false;
  let token: string | null = null;
  let scroll = '';

  const fullScreen = (): boolean => view.matchMedia('(max-width:500px)').matches;
  const post = (message: object): void => {
    // Until the chat said it is there, its window still belongs to our own page's origin.
    if (ready) frame?.contentWindow?.postMessage({ ez: 1, ...message }, settings.origin);
  };
  const tellVisible = (): void => post({ type: 'visible', visible: isOpen, fullScreen: fullScreen() });

  const show = (unread = 0): void => {
    button.setAttribute('aria-expanded', String(isOpen));
    button.setAttribute('aria-label', unread > 0 ? `${settings.label} (${unread})` : settings.label);
    icon.firstElementChild?.setAttribute('d', isOpen ? cross : bubble);
    badge.textContent = unread > 0 ? (unread > 9 ? '9+' : String(unread)) : '';
    if (panel !== null) panel.hidden = !isOpen;
  };

  const build = (): void => {
    panel = page.createElement('div');
    panel.setAttribute('role', 'dialog');
    panel.setAttribute('aria-label', settings.title);
    frame = page.createElement('iframe');
    frame.title = settings.title;
    frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads');
    frame.allow = 'clipboard-write';
    frame.referrerPolicy = 'origin';
    frame.src = `${settings.origin}/widget/chat/#${new URLSearchParams({ ...settings.forward, origin: view.location.origin })}`;
    panel.append(frame);
    root.append(panel);
  };

  const open = (): void => {
    if (isOpen) return;
    isOpen = true;
    if (panel === null) build();
    show();
    // The page behind a full-screen chat must not scroll along.
    scroll = page.documentElement.style.overflow;
    if (fullScreen()) page.documentElement.style.overflow = 'hidden';
    frame?.focus();
    tellVisible();
  };

  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    page.documentElement.style.overflow = scroll;
    show();
    tellVisible();
    button.focus();
  };

  button.onclick = () => (isOpen ? close() : open());
  root.addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).key === 'Escape') close();
  });
  view.addEventListener('message', (event) => {
    if (frame === null || event.source !== frame.contentWindow || event.origin !== settings.origin) return;
    const { ez, type, count } = (event.data ?? {}) as { ez?: unknown; type?: unknown; count?: unknown };
    if (ez !== 1) return;
    if (type === 'ready') {
      ready = true;
      if (token !== null) post({ type: 'identify', token });
      tellVisible();
    } else if (type === 'close') close();
    else if (type === 'unread' && typeof count === 'number' && !isOpen) show(count);
  });

  show();
  page.body.append(host);
  return {
    open,
    close,
    identify(value) {
      token = value;
      post({ type: 'identify', token: value });
    },
  };
}

function drawIcon(page: Document): SVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = page.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(page.createElementNS(space, 'path'));
  return svg;
}
