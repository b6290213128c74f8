import { describe, expect, it } from 'vitest';
import { readProblem, retryAfterSeconds } from '../src/index.ts';

describe('readProblem', () => {
  it('keeps the code, the detail and the field errors of a problem document', async () => {
    const body = { code: 'validation_failed', title: 'Bad', detail: 'Check the text.', errors: { text: ['Too long.'], odd: 'x' } };
    const problem = await readProblem(new Response(JSON.stringify(body), { status: 422 }));
    expect(problem).toMatchObject({ status: 422, code: 'validation_failed', message: 'Check the text.', errors: { text: ['Too long.'] } });
  });

  it('turns a proxy page into a problem with the status as its code', async () => {
    const problem = await readProblem(new Response('<h1>Bad gateway</h1>', { status: 502 }));
    expect(problem).toMatchObject({ status: 502, code: 'http_502', retryAfter: null });
  });

  it('reads Retry-After as seconds and as a date', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    expect(retryAfterSeconds('12', now)).toBe(12);
    expect(retryAfterSeconds('Thu, 01 Jan 2026 00:00:30 GMT', now)).toBe(30);
    expect(retryAfterSeconds('Wed, 31 Dec 2025 00:00:00 GMT', now)).toBe(0);
    expect(retryAfterSeconds('soon', now)).toBeNull();
    expect(retryAfterSeconds(null, now)).toBeNull();
  });
});
