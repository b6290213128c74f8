import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { ConsoleApi } from '../api/client';
import type { Me } from '../api/types';
import { ConversationLogs } from '../conversation/conversationLogs';
import { Inbox } from '../inbox/inbox';
import { SeenStore } from '../inbox/seen';
import { LiveConnection } from '../live/connection';
import { DeskContext, type Desk } from './desk';
import { Workspace } from './Workspace';

interface SignedInProps {
  readonly api: ConsoleApi;
  readonly me: Me;
  readonly signOut: () => Promise<void>;
  /** Tests hand in their own wire. */
  readonly connect?: () => LiveConnection;
}

const connectToServer = () => new LiveConnection();

/** Sets the desk up for one person and keeps it in step with the server for as long as they are signed in. */
export function SignedIn({ api, me, signOut, connect = connectToServer }: SignedInProps) {
  const queries = useQueryClient();
  const desk = useMemo<Desk>(
    () => ({
      me,
      api,
      live: connect(),
      inbox: new Inbox(api, me.id),
      logs: new ConversationLogs(api),
      seen: new SeenStore(me.id),
      drafts: new Map(),
      signOut: () => {
        signOut().catch((error: unknown) => {
          notifications.show({
            color: 'red',
            title: 'Signed out here only',
            message: error instanceof Error ? error.message : '',
          });
        });
      },
    }),
    [api, connect, me, signOut],
  );

  useEffect(() => {
    const { live, inbox, logs } = desk;
    const unsubscribe = live.subscribe({
      conversation: (summary) => {
        inbox.upsert(summary);
        logs.expect(summary.id, summary.lastSequence);
        void queries.invalidateQueries({ queryKey: ['conversation', summary.id] });
      },
      counts: (counts) => inbox.store.dispatch({ type: 'counts', counts }),
      entry: (id, entry) => logs.received(id, entry),
      read: (id, upTo) => logs.read(id, upTo),
      delivery: (id, delivery) => logs.delivered(id, [delivery]),
      state: (state, attempt) => {
        // A socket refused for want of a session looks like any lost socket; asking who we are tells them apart (C04).
        if (state === 'reconnecting' && attempt % 3 === 1) api.me().catch(() => undefined);
      },
    });
    const hurry = () => live.hurry();
    window.addEventListener('online', hurry);
    live.start();
    return () => {
      window.removeEventListener('online', hurry);
      unsubscribe();
      live.stop();
    };
  }, [api, desk, queries]);

  return (
    <DeskContext value={desk}>
      <Workspace />
    </DeskContext>
  );
}
