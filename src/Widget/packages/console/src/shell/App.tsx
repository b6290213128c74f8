import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConsoleApi } from '../api/client';
import { ApiError } from '../api/problem';
import { Gate, Loading } from '../session/Gate';
import { useSession } from '../session/session';
import { SignIn } from '../session/SignIn';
import { SignedIn } from './SignedIn';
import { colorSchemeManager, theme } from './theme';

const newQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < 2 && error instanceof ApiError && error.isTransient,
      },
    },
  });

export function App({ api }: { api: ConsoleApi }) {
  return (
    <MantineProvider
      theme={theme}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <Notifications position="bottom-center" limit={3} autoClose={6000} zIndex={400} />
      <Rooms api={api} />
    </MantineProvider>
  );
}

function Rooms({ api }: { api: ConsoleApi }) {
  const { session, entered, signOut, retry } = useSession(api);
  switch (session.kind) {
    case 'loading':
      return <Loading />;
    case 'unreachable':
      return (
        <Gate title="The console could not start" action={{ label: 'Try again', run: retry }}>
          {session.message}
        </Gate>
      );
    case 'signed_out':
      return <SignIn api={api} ended={session.ended} onSignedIn={entered} />;
    case 'not_staff':
      return (
        <Gate title="This is the staff console" action={{ label: 'Sign out and use another account', run: () => void signOut() }}>
          You are signed in as {session.me.name}, who is a customer here. The console is for the team.
        </Gate>
      );
    case 'signed_in':
      return <FreshQueries key={session.me.id} api={api} me={session.me} signOut={signOut} />;
  }
}

/** Everything cached belongs to one person: the next one to sign in starts with nothing. */
function FreshQueries(props: React.ComponentProps<typeof SignedIn>) {
  const [queries] = useState(newQueryClient);
  return (
    <QueryClientProvider client={queries}>
      <SignedIn {...props} />
    </QueryClientProvider>
  );
}
