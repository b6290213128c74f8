import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { ConsoleApi } from '../api/client';
import { App } from '../shell/App';
import { expectAccessible } from '../testing/axe';
import { maya } from '../testing/builders';
import { FakeServer } from '../testing/fakeServer';
import { renderIn } from '../testing/render';

import { SignIn } from './SignIn';

async function tryToSignIn(server: FakeServer, email = 'maya@example.com', password = 'secret') {
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  const onSignedIn = vi.fn();
  const view = renderIn(<SignIn api={new ConsoleApi(server.fetch)} ended={false} onSignedIn={onSignedIn} />);
  if (email) await user.type(screen.getByLabelText('E-mail address'), email);
  if (password) await user.type(screen.getByLabelText('Password'), password);
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  return { onSignedIn, user, ...view };
}

describe('signing in', () => {
  it('hands over who it is', async () => {
    const { onSignedIn } = await tryToSignIn(new FakeServer());
    expect(onSignedIn).toHaveBeenCalledWith(maya);
  });

  it('says what is missing before asking the server', async () => {
    const server = new FakeServer();
    await tryToSignIn(server, 'maya', '');
    expect(screen.getByText(/Enter your e-mail address/)).toBeVisible();
    expect(screen.getByText('Enter your password.')).toBeVisible();
    expect(screen.getByLabelText('E-mail address')).toHaveFocus();
    expect(server.requests).toEqual([]);
  });

  it('does not tell whether the address or the password was wrong, and clears only the password', async () => {
    const server = new FakeServer();
    server.refuse('sign-in', { status: 401, body: { code: 'invalid_credentials' } });
    await tryToSignIn(server);
    expect(await screen.findByRole('alert')).toHaveTextContent('The e-mail address or the password is not right');
    expect(screen.getByLabelText('E-mail address')).toHaveValue('maya@example.com');
    expect(screen.getByLabelText('Password')).toHaveValue('');
    expect(screen.getByLabelText('Password')).toHaveFocus();
  });

  it('says how long a lock lasts', async () => {
    const server = new FakeServer();
    server.refuse('sign-in', { status: 429, body: { code: 'too_many_attempts' }, headers: { 'Retry-After': '1800' } });
    await tryToSignIn(server);
    expect(await screen.findByText(/Try again in 30 minutes/)).toBeVisible();
  });

  it('tells a lost connection from a refusal', async () => {
    const server = new FakeServer();
    server.refuse('sign-in', 'unreachable');
    await tryToSignIn(server);
    expect(await screen.findByText('No connection')).toBeVisible();
  });

  it('is accessible, with and without an error', async () => {
    const server = new FakeServer();
    server.refuse('sign-in', { status: 401, body: { code: 'invalid_credentials' } });
    const { container } = await tryToSignIn(server);
    await screen.findByText('That did not match');
    await expectAccessible(container);
  });
});

describe('the door', () => {
  const start = (server: FakeServer) => render(<App api={new ConsoleApi(server.fetch)} />);

  it('shows the sign-in page to nobody in particular', async () => {
    const server = new FakeServer();
    server.me = null;
    start(server);
    expect(await screen.findByRole('form', { name: 'Sign in' })).toBeVisible();
    expect(screen.queryByText(/session has ended/)).not.toBeInTheDocument();
  });

  it('keeps customers out', async () => {
    const server = new FakeServer();
    server.me = { ...maya, kind: 'customer', name: 'Lena', roles: [] };
    start(server);
    expect(await screen.findByText('This is the staff console')).toBeVisible();
  });

  it('offers another try when the server is away', async () => {
    const server = new FakeServer();
    server.me = null;
    server.refuse('/auth/me', 'unreachable');
    start(server);
    await userEvent.setup().click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('form', { name: 'Sign in' })).toBeVisible();
  });

  it('closes when the session ends in mid-work, and says so', async () => {
    vi.stubGlobal(
      'WebSocket',
      class {
        close() {}
      },
    );
    const server = new FakeServer();
    server.refuse('/counts', { status: 401, body: { code: 'unauthenticated' } });
    start(server);
    expect(await screen.findByText(/Your session has ended/)).toBeVisible();
    vi.unstubAllGlobals();
  });
});
