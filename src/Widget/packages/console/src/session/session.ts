import { useCallback, useEffect, useState } from 'react';
import type { ConsoleApi } from '../api/client';
import { ApiError } from '../api/problem';
import type { Me } from '../api/types';

export type Session =
  | { readonly kind: 'loading' }
  | { readonly kind: 'unreachable'; readonly message: string }
  | { readonly kind: 'signed_out'; readonly ended: boolean }
  | { readonly kind: 'not_staff'; readonly me: Me }
  | { readonly kind: 'signed_in'; readonly me: Me };

export interface SessionControl {
  readonly session: Session;
  readonly entered: (me: Me) => void;
  readonly signOut: () => Promise<void>;
  readonly retry: () => void;
}

const sessionOf = (me: Me): Session => (me.kind === 'staff' ? { kind: 'signed_in', me } : { kind: 'not_staff', me });

/** Who is here: asked once at start, given up whenever any request finds the session gone. */
export function useSession(api: ConsoleApi): SessionControl {
  const [session, setSession] = useState<Session>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let current = true;
    const enter = (next: Session) => current && setSession(next);
    api.onSignedOut = () =>
      setSession((was) => ({ kind: 'signed_out', ended: was.kind === 'signed_in' || (was.kind === 'signed_out' && was.ended) }));
    api.me().then(
      (me) => enter(sessionOf(me)),
      (error: unknown) => {
        if (error instanceof ApiError && error.status === 401) return;
        enter({ kind: 'unreachable', message: error instanceof Error ? error.message : 'The console could not start.' });
      },
    );
    return () => {
      current = false;
      api.onSignedOut = null;
    };
  }, [api, attempt]);

  const entered = useCallback((me: Me) => setSession(sessionOf(me)), []);
  const signOut = useCallback(async () => {
    // First here: a server out of reach must not keep anybody's screen open.
    setSession({ kind: 'signed_out', ended: false });
    await api.signOut();
  }, [api]);
  const retry = useCallback(() => {
    setSession({ kind: 'loading' });
    setAttempt((n) => n + 1);
  }, []);

  return { session, entered, signOut, retry };
}
