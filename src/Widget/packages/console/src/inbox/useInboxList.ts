import { useEffect, useMemo } from 'react';
import type { ConversationSummary, Counts, View } from '../api/types';
import { useDesk } from '../shell/desk';
import { useStore } from '../shell/store';
import { listing, listingKey, visibleConversations, type Listing } from './inboxState';

export interface InboxList {
  readonly conversations: readonly ConversationSummary[];
  readonly counts: Counts | null;
  readonly listing: Listing;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

/** How many conversations each view has; kept in whatever room one is. */
export function useCounts(): Counts | null {
  const { inbox, live } = useDesk();
  useEffect(() => {
    void inbox.refreshCounts();
    return live.subscribe({ resync: () => void inbox.refreshCounts() });
  }, [inbox, live]);
  return useStore(inbox.store, (s) => s.counts);
}

/** Loads the shown list, and again whenever the connection was away; pushes do the rest. */
export function useInboxList(view: View, search: string): InboxList {
  const { inbox, live } = useDesk();
  const state = useStore(inbox.store, (s) => s);

  useEffect(() => {
    void inbox.load(view, search);
    return live.subscribe({ resync: () => void inbox.load(view, search) });
  }, [inbox, live, view, search]);

  const conversations = useMemo(() => visibleConversations(state, view, search), [state, view, search]);
  return {
    conversations,
    counts: state.counts,
    listing: listing(state, listingKey(view, search)),
    loadMore: () => void inbox.loadMore(view, search),
    retry: () => void inbox.load(view, search),
  };
}
