import type { ConsoleApi } from '../api/client';
import type { ConversationSummary, View } from '../api/types';
import { Store } from '../shell/store';
import { emptyInbox, listing, listingKey, reduceInbox, type InboxAction, type InboxState } from './inboxState';

/** Pages come by latest activity, the waiting are shown by patience: so as many of them as one page holds. */
const pageSize = (view: View) => (view === 'waiting' ? 100 : 40);

/** The list side of the desk: pages from REST, kept current by pushes. */
export class Inbox {
  readonly store: Store<InboxState, InboxAction>;

  constructor(
    private readonly api: ConsoleApi,
    staffId: string,
  ) {
    this.store = new Store<InboxState, InboxAction>(reduceInbox, emptyInbox(staffId));
  }

  async load(view: View, search: string): Promise<void> {
    const key = listingKey(view, search);
    this.store.dispatch({ type: 'list_loading', key });
    try {
      const page = await this.api.conversations(search === '' ? view : 'all', { search, limit: pageSize(view) });
      this.store.dispatch({ type: 'list_loaded', key, items: page.items, next: page.next ?? null, append: false });
    } catch {
      // Shown by the list as a failure with a way to try again.
      this.store.dispatch({ type: 'list_failed', key });
    }
  }

  async loadMore(view: View, search: string): Promise<void> {
    const key = listingKey(view, search);
    const { next, status } = listing(this.store.get(), key);
    if (next === null || status === 'loading') return;
    this.store.dispatch({ type: 'list_loading', key });
    try {
      const page = await this.api.conversations(search === '' ? view : 'all', { search, after: next, limit: pageSize(view) });
      this.store.dispatch({ type: 'list_loaded', key, items: page.items, next: page.next ?? null, append: true });
    } catch {
      // Same as above: the list says so and offers another try.
      this.store.dispatch({ type: 'list_failed', key });
    }
  }

  async refreshCounts(): Promise<void> {
    try {
      this.store.dispatch({ type: 'counts', counts: await this.api.counts() });
    } catch {
      // Counts are decoration; the connection banner already tells of a server out of reach.
    }
  }

  upsert(summary: ConversationSummary): void {
    this.store.dispatch({ type: 'conversation', summary });
  }
}
