import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ConversationSummary } from '../api/types';
import { useDesk } from './desk';
import { useStore } from './store';

/** The conversation in the address: from the inbox if it is known there, otherwise asked for. */
export function useOpenConversation(id: string | null): { summary: ConversationSummary | null; trouble: string | null } {
  const { api, inbox } = useDesk();
  const summary = useStore(inbox.store, (s) => (id === null ? null : (s.byId.get(id) ?? null)));
  const detail = useQuery({
    queryKey: ['conversation', id],
    queryFn: () => api.conversation(id ?? ''),
    enabled: id !== null,
  });

  useEffect(() => {
    if (detail.data) inbox.upsert(detail.data);
  }, [detail.data, inbox]);

  return { summary, trouble: summary === null && detail.isError ? detail.error.message : null };
}
