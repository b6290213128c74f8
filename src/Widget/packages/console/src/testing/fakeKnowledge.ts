import type { Article, ArticleVersion, ArticleWords, UnansweredQuestion } from '../api/knowledge';
import { answer } from './fakeServer';

type StoredArticle = Pick<Article, 'slug' | 'language' | 'state' | 'helpfulCount' | 'notHelpfulCount'> & {
  category: string;
  publishedVersion: number | null;
  versions: ArticleVersion[];
};

/** The server's articles and questions, in memory. */
export class FakeKnowledge {
  questions: UnansweredQuestion[] = [];
  private readonly articles: StoredArticle[] = [];

  add(language: string, slug: string, words: ArticleWords, publish = true): void {
    const version = { ...words, number: 1, editor: 'Maya Iyer', createdAt: '2026-01-05T10:00:00Z', published: publish };
    this.articles.push({
      slug,
      language,
      category: words.category,
      state: publish ? 'published' : 'draft',
      publishedVersion: publish ? 1 : null,
      helpfulCount: 7,
      notHelpfulCount: 2,
      versions: [version],
    });
  }

  /** A colleague writes a newer wording. */
  rewrite(slug: string, body: string): void {
    const article = this.articles.find((a) => a.slug === slug);
    const latest = article?.versions.at(-1);
    if (article && latest) article.versions.push({ ...latest, number: latest.number + 1, body, editor: 'Tom Becker' });
  }

  answer(method: string, path: string, query: URLSearchParams, body: unknown): Response {
    const [, what, id = '', act = ''] = path.split('/');
    if (what === 'categories') {
      return answer(
        200,
        [...new Set(this.articles.map((a) => a.category))].map((category) => ({ category, articles: 1, unpublished: 0 })),
      );
    }
    if (what === 'preview') return answer(200, { html: `<h2>Seen</h2><p>${(body as { body: string }).body}</p>` });
    if (what === 'questions' && method === 'GET') return answer(200, this.questions.filter((q) => q.state === query.get('state')));
    if (what === 'questions') return this.settle(id, act, body);
    if (id !== '') return this.one(method, path, query, body);
    return method === 'POST' ? this.create(body) : this.list(query);
  }

  private list(query: URLSearchParams): Response {
    const search = query.get('search') ?? '';
    const items = this.articles
      .filter((a) => !query.get('slug') || a.slug === query.get('slug'))
      .filter((a) => !query.get('state') || a.state === query.get('state'))
      .map((a) => ({ id: `${a.language}-${a.slug}`, ...view(a) }))
      .filter((a) => a.title.toLowerCase().includes(search.toLowerCase()));
    return answer(200, { items });
  }

  private create(body: unknown): Response {
    const { slug, language, article } = body as { slug: string; language: string; article: ArticleWords };
    if (this.articles.some((a) => a.slug === slug && a.language === language))
      return answer(409, { code: 'article_slug_taken', detail: `There is an article ${slug} already.` });
    this.add(language, slug, article, false);
    return this.found(language, slug);
  }

  private one(method: string, path: string, query: URLSearchParams, body: unknown): Response {
    const [, , language = '', slug = '', act] = path.split('/');
    const article = this.articles.find((a) => a.slug === slug && a.language === language);
    if (!article) return answer(404, { code: 'article_not_found', detail: 'There is no such article.' });
    const newest = article.versions.at(-1)?.number ?? 0;
    if (act === 'versions')
      return answer(200, article.versions.map((v) => ({ ...v, published: v.number === article.publishedVersion })).reverse());
    if (method === 'PUT') {
      if (Number(query.get('baseVersion')) !== newest) return answer(409, { code: 'article_changed', detail: 'Tom Becker has changed it.' });
      const words = body as ArticleWords;
      article.category = words.category;
      article.versions.push({ ...words, number: newest + 1, editor: 'Maya Iyer', createdAt: '2026-01-05T11:00:00Z', published: false });
    } else if (act === 'publish') {
      Object.assign(article, { state: 'published', publishedVersion: Number(query.get('version')) });
    } else if (act === 'archive') {
      Object.assign(article, { state: 'archived', publishedVersion: null });
    }
    return this.found(language, slug);
  }

  private settle(id: string, act: string, body: unknown): Response {
    const article = act === 'answer' ? (body as { article: string }).article : null;
    const state = act === 'answer' ? 'answered' : act === 'dismiss' ? 'dismissed' : 'open';
    this.questions = this.questions.map((q) => (q.id === id ? { ...q, state, article } : q));
    return answer(204);
  }

  private found(language: string, slug: string): Response {
    const article = this.articles.find((a) => a.slug === slug && a.language === language);
    return article ? answer(200, view(article)) : answer(404);
  }
}

function view({ versions, ...article }: StoredArticle): Article {
  const latest = versions.at(-1);
  if (!latest) throw new Error('An article has a version.');
  const { title, body, phrasings } = latest;
  return { ...article, latestVersion: latest.number, title, body, phrasings, createdAt: latest.createdAt, updatedAt: latest.createdAt };
}
