import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { ConversationVerb } from '../api/client';
import type { Topic } from '../api/handoff';
import type { ConversationSummary } from '../api/types';
import { useDesk } from '../shell/desk';

export type Act = ConversationVerb | 'transfer';

export interface ConversationActions {
  /** The step under way, if any; everything else waits for it. */
  readonly busy: Act | null;
  readonly act: (verb: ConversationVerb) => Promise<boolean>;
  readonly transfer: (staffId: string) => Promise<boolean>;
  readonly transferToTopic: (topic: Topic, note: string) => Promise<boolean>;
  /** With what was done, for the customer and the bot. */
  readonly returnToBot: (summary: string) => Promise<boolean>;
}

/** Runs a step on a conversation; a refusal is told and the conversation read again, since someone else was faster. */
export function useConversationActions(id: string): ConversationActions {
  const { api, inbox, logs } = useDesk();
  const queries = useQueryClient();
  const [busy, setBusy] = useState<Act | null>(null);

  const run = useCallback(
    async (name: Act, call: () => Promise<ConversationSummary>) => {
      setBusy(name);
      try {
        const summary = await call();
        inbox.upsert(summary);
        void logs.resync(id);
        void queries.invalidateQueries({ queryKey: ['conversation', id] });
        return true;
      } catch (error) {
        notifications.show({
          color: 'red',
          title: failure[name],
          message: error instanceof Error ? error.message : 'Something went wrong.',
        });
        void queries.invalidateQueries({ queryKey: ['conversation', id] });
        return false;
      } finally {
        setBusy(null);
      }
    },
    [id, inbox, logs, queries],
  );

  return {
    busy,
    act: (verb) => run(verb, () => api.act(id, verb)),
    transferToTopic: (topic, note) => run('transfer', () => api.transferToTopic(id, topic, note)),
    returnToBot: (summary) => run('return', () => api.returnToBot(id, summary)),
    transfer: (staffId) => run('transfer', () => api.transfer(id, staffId)),
  };
}

const failure: Readonly<Record<Act, string>> = {
  'take-over': 'The conversation was not taken over',
  return: 'The conversation was not returned to the bot',
  resolve: 'The conversation was not resolved',
  reopen: 'The conversation was not reopened',
  transfer: 'The conversation was not transferred',
};
