import type { Article, ArticleWords } from '../api/knowledge';

/** An article as it stands in the form; the ways people ask are one a line. */
export interface Draft {
  readonly slug: string;
  readonly language: string;
  readonly category: string;
  readonly title: string;
  readonly body: string;
  readonly phrasings: string;
}

export const emptyDraft: Draft = { slug: '', language: 'en', category: '', title: '', body: '', phrasings: '' };

export function draftOf(article: Pick<Article, 'slug' | 'language'> & ArticleWords): Draft {
  const { slug, language, category, title, body, phrasings } = article;
  return { slug, language, category, title, body, phrasings: phrasings.join('\n') };
}

export function wordsOf(draft: Draft): ArticleWords {
  return {
    category: draft.category.trim(),
    title: draft.title.trim(),
    body: draft.body,
    phrasings: draft.phrasings
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  };
}

export function isComplete(draft: Draft): boolean {
  return [draft.slug, draft.category, draft.title, draft.body].every((part) => part.trim() !== '');
}

export function sameDraft(a: Draft, b: Draft): boolean {
  return (Object.keys(a) as (keyof Draft)[]).every((key) => a[key] === b[key]);
}

/** The address an article gets from its title: "Wie öffne ich Port 80?" is `wie-offne-ich-port-80`. */
export function slugOf(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '');
}
