import type { ArticleSummary } from '../api/knowledge';
import type { Tone } from '../shell/Tag';

/** What readers see of an article, in two words. */
export function stateOf(article: Pick<ArticleSummary, 'state' | 'publishedVersion' | 'latestVersion'>): { tone: Tone; label: string; hint: string } {
  if (article.state === 'archived') return { tone: 'over', label: 'Taken back', hint: 'Readers do not see it.' };
  if (article.state === 'draft') return { tone: 'look', label: 'Draft', hint: 'Readers do not see it yet.' };
  if (article.publishedVersion !== article.latestVersion) {
    return { tone: 'busy', label: 'Unpublished changes', hint: `Readers see version ${article.publishedVersion} of ${article.latestVersion}.` };
  }
  return { tone: 'good', label: 'Published', hint: 'Readers see its newest version.' };
}
