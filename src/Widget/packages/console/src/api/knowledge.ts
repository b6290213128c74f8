import type { Page } from './types';

/** Help articles as staff write them: the console's part of the contract. */

export type ArticleState = 'draft' | 'published' | 'archived';

export interface ArticleSummary {
  readonly id: string;
  readonly slug: string;
  readonly language: string;
  readonly category: string;
  readonly state: ArticleState;
  /** What readers see; missing while they see nothing. */
  readonly publishedVersion?: number | null;
  readonly latestVersion: number;
  readonly title: string;
  readonly helpfulCount: number;
  readonly notHelpfulCount: number;
  readonly updatedAt: string;
}

/** `title` and what follows are of the newest wording. */
export interface Article extends Omit<ArticleSummary, 'id'> {
  readonly body: string;
  readonly phrasings: readonly string[];
  readonly createdAt: string;
}

export interface ArticleWords {
  readonly category: string;
  readonly title: string;
  readonly body: string;
  readonly phrasings: readonly string[];
}

export interface ArticleVersion {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly phrasings: readonly string[];
  readonly editor: string;
  readonly createdAt: string;
  readonly published: boolean;
}

export interface Category {
  readonly category: string;
  readonly articles: number;
  readonly unpublished: number;
}

export type QuestionState = 'open' | 'answered' | 'dismissed';

export interface UnansweredQuestion {
  readonly id: string;
  readonly text: string;
  readonly language: string;
  readonly times: number;
  readonly state: QuestionState;
  readonly article?: string | null;
  readonly firstAskedAt: string;
  readonly lastAskedAt: string;
}

export interface ArticleFilter {
  readonly search?: string;
  readonly state?: ArticleState | '';
  readonly lang?: string;
  readonly category?: string;
  readonly slug?: string;
}

type Query = Record<string, string | number | null | undefined>;

interface Http {
  get<T>(path: string, query?: Query): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  put<T>(path: string, body: unknown): Promise<T>;
}

const root = '/staff/knowledge';
const articlePath = (language: string, slug: string) => `${root}/articles/${encodeURIComponent(language)}/${encodeURIComponent(slug)}`;

export class KnowledgeApi {
  constructor(private readonly http: Http) {}

  articles(filter: ArticleFilter, after: string | null = null): Promise<Page<ArticleSummary>> {
    return this.http.get(`${root}/articles`, { ...filter, after, limit: 100 });
  }

  categories(): Promise<readonly Category[]> {
    return this.http.get(`${root}/categories`);
  }

  article(language: string, slug: string): Promise<Article> {
    return this.http.get(articlePath(language, slug));
  }

  versions(language: string, slug: string): Promise<readonly ArticleVersion[]> {
    return this.http.get(`${articlePath(language, slug)}/versions`);
  }

  create(slug: string, language: string, article: ArticleWords): Promise<Article> {
    return this.http.post(`${root}/articles`, { slug, language, article });
  }

  /** Refused with `article_changed` when somebody has written a newer version than `baseVersion`. */
  edit(language: string, slug: string, baseVersion: number, article: ArticleWords): Promise<Article> {
    return this.http.put(`${articlePath(language, slug)}?baseVersion=${baseVersion}`, article);
  }

  publish(language: string, slug: string, version: number): Promise<Article> {
    return this.http.post(`${articlePath(language, slug)}/publish?version=${version}`);
  }

  takeBack(language: string, slug: string): Promise<Article> {
    return this.http.post(`${articlePath(language, slug)}/archive`);
  }

  /** The text as the help page will show it. */
  preview(body: string): Promise<{ readonly html: string }> {
    return this.http.post(`${root}/preview`, { body });
  }

  addStarterArticles(): Promise<{ readonly added: number }> {
    return this.http.post(`${root}/starter-articles`);
  }

  questions(state: QuestionState): Promise<readonly UnansweredQuestion[]> {
    return this.http.get(`${root}/questions`, { state, limit: 200 });
  }

  answer(questionId: string, slug: string): Promise<void> {
    return this.http.post(`${root}/questions/${encodeURIComponent(questionId)}/answer`, { article: slug });
  }

  settle(questionId: string, verb: 'dismiss' | 'reopen'): Promise<void> {
    return this.http.post(`${root}/questions/${encodeURIComponent(questionId)}/${verb}`);
  }
}
