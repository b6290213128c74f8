export interface Settings {
  /** Where the script came from; the chat lives there too. */
  readonly origin: string;
  readonly title: string;
  readonly color: string;
  readonly position: 'left' | 'right';
  /** The launcher's label, in the page's words. */
  readonly label: string;
  /** What the chat page gets, in its fragment. */
  readonly forward: Readonly<Record<string, string>>;
}

/** `<script src=".../widget/loader.js" data-title data-color data-position data-greeting data-locale data-theme data-label>` */
export function readSettings(script: HTMLScriptElement, page: { readonly lang: string }): Settings {
  const { title = '', color = '', position, greeting = '', locale = '', theme = '', label = '' } = script.dataset;
  const validColor = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(color) ? color : '#3454d1';
  const forward = Object.entries({ title, color: validColor, greeting, locale: locale || page.lang, theme });
  return {
    origin: new URL(script.src).origin,
    title: title || 'Chat',
    color: validColor,
    position: position === 'left' ? 'left' : 'right',
    label: label || title || 'Chat',
    forward: Object.fromEntries(forward.filter(([, value]) => value !== '')),
  };
}

/** Black or white, whichever reads better on the colour. */
export function inkOn(hex: string): string {
  const full = hex.length === 4 ? hex.replace(/[0-9a-f]/gi, '$&$&') : hex;
  const linear = [1, 3, 5].map((at) => (Number.parseInt(full.slice(at, at + 2), 16) / 255) ** 2.2);
  const luminance = 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
  return luminance > 0.18 ? '#11141c' : '#fff';
}
