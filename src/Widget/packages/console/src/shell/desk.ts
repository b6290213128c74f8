import { createContext, useContext } from 'react';
import type { ConsoleApi } from '../api/client';
import type { Me } from '../api/types';
import type { ConversationLogs } from '../conversation/conversationLogs';
import type { Inbox } from '../inbox/inbox';
import type { SeenStore } from '../inbox/seen';
import type { LiveConnection } from '../live/connection';

/** What a signed-in member of staff works with. */
export interface Desk {
  readonly me: Me;
  readonly api: ConsoleApi;
  readonly live: LiveConnection;
  readonly inbox: Inbox;
  readonly logs: ConversationLogs;
  readonly seen: SeenStore;
  /** Unsent text, by conversation and kind. */
  readonly drafts: Map<string, string>;
  readonly signOut: () => void;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('useDesk is for components inside the signed-in desk.');
  return desk;
}
