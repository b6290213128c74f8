const names = new Intl.DisplayNames(['en'], { type: 'language' });

/** Those the bot speaks, first of all; articles may be in any. */
export const languages = ['en', 'de', 'es', 'hi', 'fr', 'it', 'nl', 'pl', 'pt', 'tr', 'uk', 'zh'] as const;

export function languageName(language: string): string {
  try {
    return names.of(language) ?? language;
  } catch {
    // Two letters that are no language.
    return language;
  }
}
