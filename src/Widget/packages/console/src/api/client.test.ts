import { describe, expect, it, vi } from 'vitest';
import { answer } from '../testing/fakeServer';
import { ConsoleApi } from './client';
import { ApiError, humanDuration } from './problem';

function apiAnswering(response: Response | Error) {
  const send = vi.fn<typeof fetch>(() => (response instanceof Error ? Promise.reject(response) : Promise.resolve(response)));
  return { api: new ConsoleApi(send), send };
}

async function refusalOf(response: Response | Error): Promise<ApiError> {
  const refused: unknown = await apiAnswering(response)
    .api.counts()
    .catch((error: unknown) => error);
  if (!(refused instanceof ApiError)) throw new Error('Expected an ApiError.');
  return refused;
}

describe('requests', () => {
  it('carry the header that a forged cross-site request cannot have, on every unsafe method', async () => {
    const { api, send } = apiAnswering(answer(202, { sequence: 7 }));
    await api.sendMessage('c/1', 'm1', 'Hello');
    const [url, init] = send.mock.calls[0] ?? [];
    expect(url).toBe('/api/v1/console/conversations/c%2F1/messages');
    expect(init?.headers).toMatchObject({ 'X-EZ-CSRF': '1', 'Content-Type': 'application/json' });
    expect(init?.body).toBe('{"clientMessageId":"m1","text":"Hello"}');
    expect(init?.credentials).toBe('same-origin');
  });

  it('leave empty filters out of the address', async () => {
    const { api, send } = apiAnswering(answer(200, { items: [], next: null }));
    await api.conversations('mine', { search: '', after: null });
    expect(send.mock.calls[0]?.[0]).toBe('/api/v1/console/conversations?view=mine');
  });

  it('accept an answer without a body', async () => {
    await expect(apiAnswering(answer(204)).api.signOut()).resolves.toBeUndefined();
  });
});

describe('refusals', () => {
  it('keep the machine code and the server’s own words', async () => {
    const error = await refusalOf(
      answer(409, { code: 'conversation_owned_by_other', detail: 'Tom Becker owns this conversation.' }),
    );
    expect(error).toMatchObject({
      status: 409,
      code: 'conversation_owned_by_other',
      message: 'Tom Becker owns this conversation.',
      isTransient: false,
    });
  });

  it('of validation show the first field’s message when there is no detail', async () => {
    const error = await refusalOf(
      answer(400, { code: 'validation', title: 'Bad', errors: { text: ['Write something first.'] } }),
    );
    expect(error.message).toBe('Write something first.');
    expect(error.errors.text).toEqual(['Write something first.']);
  });

  it('for too many requests say how long to wait', async () => {
    const error = await refusalOf(answer(429, { code: 'rate_limited' }, { 'Retry-After': '1800' }));
    expect(error.retryAfter).toBe(1800);
    expect(error.message).toContain('30 minutes');
    expect(error.isTransient).toBe(true);
  });

  it('by a fault of the server give the trace id to quote, and nothing internal', async () => {
    const error = await refusalOf(answer(500, { code: 'unexpected', detail: 'NpgsqlException: boom', traceId: '00-abc-01' }));
    expect(error.message).toContain('00-abc-01');
    expect(error.message).not.toContain('Npgsql');
  });

  it('survive a page of HTML from a proxy', async () => {
    const error = await refusalOf(
      new Response('<html>Bad gateway</html>', { status: 502, headers: { 'Content-Type': 'text/html' } }),
    );
    expect(error).toMatchObject({ status: 502, code: 'http_502', isTransient: true });
    expect(error.message).not.toContain('<html>');
  });

  it('survive JSON that was cut short', async () => {
    const error = await refusalOf(
      new Response('{"code":', { status: 404, headers: { 'Content-Type': 'application/problem+json' } }),
    );
    expect(error.code).toBe('http_404');
  });

  it('without any answer say that the server cannot be reached', async () => {
    const error = await refusalOf(new TypeError('Failed to fetch'));
    expect(error).toMatchObject({ status: 0, code: 'unreachable', isTransient: true });
    expect((error as ApiError).cause).toBeInstanceOf(TypeError);
  });
});

describe('the end of a session', () => {
  it('is told once any request is answered 401', async () => {
    const { api } = apiAnswering(answer(401, { code: 'unauthenticated' }));
    api.onSignedOut = vi.fn();
    await expect(api.counts()).rejects.toThrow();
    expect(api.onSignedOut).toHaveBeenCalledOnce();
  });

  it('is not confused with a wrong password', async () => {
    const { api } = apiAnswering(answer(401, { code: 'invalid_credentials' }));
    api.onSignedOut = vi.fn();
    await expect(api.signIn('a@b.c', 'x')).rejects.toThrow();
    expect(api.onSignedOut).not.toHaveBeenCalled();
  });
});

it('durations read like a person would say them', () => {
  expect([40, 90, 91, 1800, 7200].map(humanDuration)).toEqual(['40 seconds', '90 seconds', '2 minutes', '30 minutes', '2 hours']);
});
