export interface ChatConfig {
  /** The host page's origin, the only one we talk to; null when the chat is a page of its own. */
  readonly hostOrigin: string | null;
  readonly title: string | null;
  readonly greeting: string | null;
  readonly color: string | null;
  readonly locale: string;
  readonly theme: 'auto' | 'light' | 'dark';
}

const longest = 200;

/** The loader hands its settings over in the fragment, which no server and no log sees. Everything in it is untrusted text. */
export function readConfig(hash: string, languages: readonly string[]): ChatConfig {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const text = (name: string): string | null => given.get(name)?.trim().slice(0, longest) || null;
  const theme = given.get('theme');
  return {
    hostOrigin: readOrigin(given.get('origin')),
    title: text('title'),
    greeting: text('greeting'),
    color: readColor(given.get('color')),
    locale: readerLocale(readLocale(text('locale')), languages),
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
  };
}

function readOrigin(value: string | null): string | null {
  try {
    const url = new URL(value ?? '');
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.origin : null;
  } catch {
    // Not an address: then there is no host to talk to.
    return null;
  }
}

function readColor(value: string | null): string | null {
  return value !== null && /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(value) ? value.toLowerCase() : null;
}

/** The page says which language; its reader, which country's dates and times, where that is the same language. */
function readerLocale(page: string | null, languages: readonly string[]): string {
  const own = languages.map(readLocale).filter((locale) => locale !== null);
  if (page === null) return own[0] ?? 'en';
  return own.find((locale) => locale.startsWith(`${page}-`)) ?? page;
}

function readLocale(value: string | null): string | null {
  try {
    return value === null ? null : (Intl.getCanonicalLocales(value)[0] ?? null);
  } catch {
    // Not a language tag.
    return null;
  }
}
