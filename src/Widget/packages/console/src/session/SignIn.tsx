import { Alert, Button, PasswordInput, Text, TextInput, Title } from '@mantine/core';
import { useRef, useState, type FormEvent } from 'react';
import type { ConsoleApi } from '../api/client';
import type { Me } from '../api/types';
import { AlertIcon, ChatIcon, InfoIcon } from '../shell/icons';
import { describeSignInError, type SignInProblem } from './signInErrors';
import classes from './SignIn.module.css';

interface SignInProps {
  readonly api: ConsoleApi;
  /** The person was signed in before and is not any more. */
  readonly ended: boolean;
  readonly onSignedIn: (me: Me) => void;
}

export function SignIn({ api, ended, onSignedIn }: SignInProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState<{ email?: string; password?: string }>({});
  const [problem, setProblem] = useState<SignInProblem | null>(null);
  const emailField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const lacking = {
      ...(/^\S+@\S+$/.test(email.trim()) ? {} : { email: 'Enter your e-mail address, for example ada@example.com.' }),
      ...(password === '' ? { password: 'Enter your password.' } : {}),
    };
    setMissing(lacking);
    if (lacking.email || lacking.password) {
      (lacking.email ? emailField : passwordField).current?.focus();
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      onSignedIn(await api.signIn(email.trim(), password));
    } catch (error) {
      setProblem(describeSignInError(error));
      setPassword('');
      passwordField.current?.focus();
    } finally {
      setBusy(false);
    }
  }

  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <span className={classes.mark}>
          <ChatIcon size={26} />
        </span>
        <Title order={1} className={classes.title}>
          EZ Console
        </Title>
        <Text c="dimmed" mb="lg">
          Sign in to talk with your customers.
        </Text>
        <div>
          {problem && (
            <Alert color="red" variant="light" icon={<AlertIcon />} title={problem.title} mb="md">
              {problem.text}
            </Alert>
          )}
          {ended && !problem && (
            <Alert color="gray" variant="light" icon={<InfoIcon />} mb="md">
              Your session has ended. Please sign in again; nothing you sent was lost.
            </Alert>
          )}
        </div>
        <form onSubmit={submit} noValidate aria-label="Sign in">
          <TextInput
            ref={emailField}
            label="E-mail address"
            name="email"
            type="email"
            autoComplete="username"
            inputMode="email"
            autoFocus
            value={email}
            error={missing.email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            mb="sm"
            size="md"
          />
          <PasswordInput
            ref={passwordField}
            label="Password"
            name="password"
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
            value={password}
            error={missing.password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            mb="lg"
            size="md"
          />
          <Button type="submit" fullWidth size="md" loading={busy}>
            Sign in
          </Button>
        </form>
      </div>
      <Text size="xs" c="dimmed" mt="lg">
        For staff only. Customers sign in inside the chat.
      </Text>
    </main>
  );
}
