import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { ConsoleApi } from '../api/client';
import { SignedIn } from '../shell/SignedIn';
import { theme } from '../shell/theme';
import { maya } from './builders';
import type { FakeServer } from './fakeServer';

export function renderIn(node: ReactNode) {
  return render(
    <MantineProvider theme={theme} env="test" withCssVariables={false} withGlobalClasses={false}>
      <Notifications />
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        {node}
      </QueryClientProvider>
    </MantineProvider>,
  );
}

/** The whole desk of one signed-in member of staff, on a fake server. */
export function renderDesk(server: FakeServer) {
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  const api = new ConsoleApi(server.fetch);
  const view = renderIn(<SignedIn api={api} me={maya} signOut={() => api.signOut()} connect={server.connect} />);
  return { user, api, ...view };
}

/** The desk with one conversation of the waiting list open. */
export async function openConversation(server: FakeServer, name = /Lena Hoffmann/) {
  const desk = renderDesk(server);
  await desk.user.click(await screen.findByRole('button', { name }));
  await screen.findByRole('region', { name: 'Messages' });
  return desk;
}
