import { describe, expect, it } from 'vitest';
import { hasEarlier } from '../src/index.ts';
import { ChatWorld } from './chatWorld.ts';
import { json, problem, settle } from './fakeServer.ts';

const world = new ChatWorld();
const expired = { token: 't0', resumeToken: 'r-c1', conversationId: 'c1', expiresAt: '2026-02-01T00:00:00Z', owner: { kind: 'bot' } } as const;

describe('opening', () => {
  it('opens a session, shows its log and goes online over the hub', async () => {
    world.server.say('Hello!', { lost: true });
    await world.online();
    expect(world.texts()).toEqual(['Hello!']);
    expect(world.client.state.owner).toEqual({ kind: 'bot', name: 'Assistant' });
    expect(world.server.live.url).toBe('wss://shop.test/hubs/chat?access_token=t1');
  });

  it('carries on after a reload with the session it has, and shows the whole log', async () => {
    await world.online();
    world.server.say('one');
    world.server.say('two');
    world.client.stop();
    world.client = world.make();
    await world.online();
    expect(world.server.requestsTo('/sessions')).toHaveLength(1);
    expect(world.texts()).toEqual(['one', 'two']);
  });

  it('opens a long conversation at its end after a reload, and leafs back to its beginning', async () => {
    world.server.pageSize = 3;
    await world.online();
    for (let n = 1; n <= 8; n++) world.server.say(`${n}`);
    world.client.stop();
    world.client = world.make();
    await world.online();
    expect(world.texts()).toEqual(['6', '7', '8']);

    const shown: number[] = [];
    while (hasEarlier(world.client.state)) {
      await world.client.earlier();
      shown.push(world.client.state.items.length);
    }
    expect(shown).toEqual([6, 8]);
    expect(world.texts()).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    expect(world.server.requestsTo('/entries').filter((r) => r.query.get('after') === '0')).toEqual([]);
  });

  it('offers the earlier messages again when they could not be fetched', async () => {
    world.server.pageSize = 1;
    world.server.say('first', { lost: true });
    world.server.say('second', { lost: true });
    await world.online();
    world.client.stop();
    world.client = world.make();
    await world.online();
    world.server.plan('/entries', () => problem(503, 'unavailable'));
    await world.client.earlier();
    expect(world.client.state).toMatchObject({ leafing: false, earliest: 2 });
    await world.client.earlier();
    expect(world.texts()).toEqual(['first', 'second']);
  });

  it('comes back to the same conversation when the session has run out', async () => {
    await world.online();
    world.client.stop();
    await world.clock.advance(86_400_000);
    world.client = world.make();
    await world.online();
    expect(world.server.requestsTo('/sessions').at(-1)?.body).toMatchObject({ resumeToken: 'r-c1', locale: 'en' });
  });

  it('takes over the session another tab has renewed instead of ending it', async () => {
    await world.online();
    const other = world.make();
    world.server.validTokens.clear();
    world.client.wake();
    await world.clock.advance(1_000);
    other.start();
    other.wake();
    await world.clock.advance(1_000);
    expect(world.server.requestsTo('/sessions')).toHaveLength(2);
    expect(other.state.connection).toBe('online');
    other.stop();
  });

  it('remembers who answers', async () => {
    await world.online();
    world.server.push('Owner', { kind: 'staff', name: 'Mia' });
    world.client.stop();
    world.client = world.make();
    await world.online();
    expect(world.client.state.owner).toEqual({ kind: 'staff', name: 'Mia' });
  });

  it('opens a new session when the host site names somebody, also while one is being opened', async () => {
    world.client.start();
    world.client.identify('signed');
    await settle();
    expect(world.server.requestsTo('/sessions').map((r) => [r.body['identityToken'], r.body['resumeToken']])).toEqual([
      [undefined, undefined],
      ['signed', 'r-c1'],
    ]);
    expect(world.client.state.connection).toBe('online');
  });

  it('starts a new conversation when the old one cannot be resumed', async () => {
    world.memory.saveSession({ ...expired, resumeToken: 'gone' });
    world.server.plan('/sessions', () => problem(404, 'conversation_not_found'));
    await world.online();
    expect(world.server.requestsTo('/sessions').map((r) => r.body['resumeToken'])).toEqual(['gone', undefined]);
  });

  it('drops a stale identity before it drops the conversation', async () => {
    world.memory.saveSession(expired);
    world.server.plan('/sessions', () => problem(401, 'identity_token_invalid'));
    world.server.plan('/sessions', () => problem(401, 'identity_token_invalid'));
    world.client.identify('expired');
    await world.online();
    expect(world.server.requestsTo('/sessions').at(-1)?.body).toEqual({ locale: 'en', resumeToken: 'r-c1' });
  });

  it('says so when there are too many conversations, waits as told and opens then', async () => {
    world.server.plan('/sessions', () => problem(429, 'too_many_conversations', { 'Retry-After': '20' }));
    world.client.start();
    await settle();
    expect(world.client.state).toMatchObject({ connection: 'offline', refusal: { code: 'too_many_conversations', retryAfter: 20 } });
    await world.clock.advance(20_000);
    expect(world.client.state).toMatchObject({ connection: 'online', refusal: null });
  });

  it('keeps trying while the world.server is down', async () => {
    world.server.unreachable = true;
    world.client.start();
    await world.clock.advance(5_000);
    expect(world.client.state.connection).toBe('reconnecting');
    await world.clock.advance(120_000);
    expect(world.client.state.connection).toBe('offline');
    world.server.unreachable = false;
    await world.clock.advance(60_000);
    expect(world.client.state.connection).toBe('online');
  });
});

describe('an expired token', () => {
  it('is renewed by the resume token and the message still goes out', async () => {
    await world.online();
    world.server.validTokens.clear();
    world.client.send('after expiry');
    await world.clock.advance(2_000);
    expect(world.server.log.map((e) => e.text)).toEqual(['after expiry']);
    expect(world.server.requestsTo('/sessions').at(-1)?.body).toMatchObject({ resumeToken: 'r-c1' });
    expect(world.server.live.url).toContain('access_token=t2');
  });

  it('found while fetching is renewed too', async () => {
    await world.online();
    world.server.validTokens.clear();
    world.server.say('lost', { lost: true });
    world.client.wake();
    await world.clock.advance(1_000);
    expect(world.client.state.connection).toBe('online');
    expect(world.texts()).toEqual(['lost']);
  });

  it('is renewed before it runs out', async () => {
    await world.online();
    world.server.plan('/sessions', () => json(201, { token: 't1', resumeToken: 'r', conversationId: 'c1', expiresAt: '2026-03-03T12:00:00Z', owner: world.server.owner, entries: [] }));
    for (let hour = 0; hour < 24; hour++) {
      await world.clock.advance(3_600_000 - 1);
      world.server.live.push({ type: 6 });
    }
    expect(world.server.requestsTo('/sessions').length).toBe(2);
  });

  it('that cannot be renewed does not make it hammer the server', async () => {
    await world.online();
    for (let i = 0; i < 500; i++) world.server.plan('/entries', () => problem(401, 'unauthorized'));
    world.server.requests.length = 0;
    world.client.wake();
    await world.clock.advance(60_000);
    expect(world.server.requests.length).toBeLessThan(60);
  });
});
