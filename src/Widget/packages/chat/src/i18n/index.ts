import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { en, type Strings } from './en.ts';

const languages: Readonly<Record<string, () => Promise<{ strings: Strings }>>> = {
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
  hi: () => import('./hi.ts'),
};

const rightToLeft = new Set(['ar', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi']);

export interface Language {
  readonly locale: string;
  readonly dir: 'ltr' | 'rtl';
  readonly strings: Strings;
}

/** English is always at hand; another language is fetched, and English stands in where it cannot be. */
export async function loadLanguage(locale: string): Promise<Language> {
  const code = locale.toLowerCase().split('-')[0] ?? 'en';
  const dir = rightToLeft.has(code) ? 'rtl' : 'ltr';
  const load = languages[code];
  if (load === undefined) return { locale, dir, strings: en };
  try {
    return { locale, dir, strings: (await load()).strings };
  } catch {
    // The file did not arrive (offline, a new release meanwhile): English is better than nothing.
    return { locale, dir, strings: en };
  }
}

export const LanguageContext = createContext<Language>({ locale: 'en', dir: 'ltr', strings: en });

export const useLanguage = (): Language => useContext(LanguageContext);
export const useStrings = (): Strings => useContext(LanguageContext).strings;
