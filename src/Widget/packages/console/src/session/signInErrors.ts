import { ApiError, humanDuration } from '../api/problem';

export interface SignInProblem {
  readonly title: string;
  readonly text: string;
}

/** What to tell a person who could not sign in, and what they can do about it. */
export function describeSignInError(error: unknown): SignInProblem {
  if (!(error instanceof ApiError)) {
    return { title: 'Sign-in failed', text: 'Something unexpected happened. Please reload the page and try again.' };
  }
  if (error.status === 429) {
    const wait = error.retryAfter ? `in ${humanDuration(error.retryAfter)}` : 'in half an hour';
    return {
      title: 'Too many attempts',
      text: `Sign-in is locked for now, to keep guessers out. Try again ${wait}, or ask an administrator to unlock your account.`,
    };
  }
  if (error.code === 'invalid_credentials' || error.status === 401) {
    return { title: 'That did not match', text: 'The e-mail address or the password is not right. Check both and try again.' };
  }
  if (error.status === 0) return { title: 'No connection', text: error.message };
  if (error.status === 403)
    return { title: 'No access', text: 'This account may not use the console. Ask an administrator for access.' };
  return { title: 'Sign-in failed', text: error.message };
}
