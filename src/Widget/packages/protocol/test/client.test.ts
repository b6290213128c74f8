import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChatClient, volatileMemory, type Memory } from '../src/index.ts';
import { FakeServer, json, ManualClock, problem, settle } from './fakeServer.ts';

let server: FakeServer;
let clock: ManualClock;
let memory: Memory;
let client: ChatClient;

const expired = { token: 't0', resumeToken: 'r-c1', conversationId: 'c1', expiresAt: '2026-02-01T00:00:00Z', owner: { kind: 'bot' } } as const;
const make = (): ChatClient =>
  new ChatClient({ baseUrl: 'https://shop.test', memory, clock, fetch: server.fetch, socket: server.socket, locale: 'en' });
const texts = (): (string | null | undefined)[] => client.state.items.map((i) => i.entry.text);

async function online(): Promise<void> {
  client.start();
  await settle();
  expect(client.state.connection).toBe('online');
}

beforeEach(() => {
  server = new FakeServer();
  clock = new ManualClock();
  memory = volatileMemory();
  client = make();
});

afterEach(() => client.stop());

describe('opening', () => {
  it('opens a session, shows its log and goes online over the hub', async () => {
    server.say('Hello!', { lost: true });
    await online();
    expect(texts()).toEqual(['Hello!']);
    expect(client.state.owner).toEqual({ kind: 'bot', name: 'Assistant' });
    expect(server.live.url).toBe('wss://shop.test/hubs/chat?access_token=t1');
  });

  it('carries on after a reload with the session it has, and shows the whole log', async () => {
    await online();
    server.say('one');
    server.say('two');
    client.stop();
    client = make();
    await online();
    expect(server.requestsTo('/sessions')).toHaveLength(1);
    expect(texts()).toEqual(['one', 'two']);
  });

  it('comes back to the same conversation when the session has run out', async () => {
    await online();
    client.stop();
    await clock.advance(86_400_000);
    client = make();
    await online();
    expect(server.requestsTo('/sessions').at(-1)?.body).toMatchObject({ resumeToken: 'r-c1', locale: 'en' });
  });

  it('takes over the session another tab has renewed instead of ending it', async () => {
    await online();
    const other = make();
    server.validTokens.clear();
    client.wake();
    await clock.advance(1_000);
    other.start();
    other.wake();
    await clock.advance(1_000);
    expect(server.requestsTo('/sessions')).toHaveLength(2);
    expect(other.state.connection).toBe('online');
    other.stop();
  });

  it('remembers who answers', async () => {
    await online();
    server.push('Owner', { kind: 'staff', name: 'Mia' });
    client.stop();
    client = make();
    await online();
    expect(client.state.owner).toEqual({ kind: 'staff', name: 'Mia' });
  });

  it('opens a new session when the host site names somebody, also while one is being opened', async () => {
    client.start();
    client.identify('signed');
    await settle();
    expect(server.requestsTo('/sessions').map((r) => [r.body['identityToken'], r.body['resumeToken']])).toEqual([
      [undefined, undefined],
      ['signed', 'r-c1'],
    ]);
    expect(client.state.connection).toBe('online');
  });

  it('starts a new conversation when the old one cannot be resumed', async () => {
    memory.saveSession({ ...expired, resumeToken: 'gone' });
    server.plan('/sessions', () => problem(404, 'conversation_not_found'));
    await online();
    expect(server.requestsTo('/sessions').map((r) => r.body['resumeToken'])).toEqual(['gone', undefined]);
  });

  it('drops a stale identity before it drops the conversation', async () => {
    memory.saveSession(expired);
    server.plan('/sessions', () => problem(401, 'identity_token_invalid'));
    server.plan('/sessions', () => problem(401, 'identity_token_invalid'));
    client.identify('expired');
    await online();
    expect(server.requestsTo('/sessions').at(-1)?.body).toEqual({ locale: 'en', resumeToken: 'r-c1' });
  });

  it('says so when there are too many conversations, waits as told and opens then', async () => {
    server.plan('/sessions', () => problem(429, 'too_many_conversations', { 'Retry-After': '20' }));
    client.start();
    await settle();
    expect(client.state).toMatchObject({ connection: 'offline', refusal: { code: 'too_many_conversations', retryAfter: 20 } });
    await clock.advance(20_000);
    expect(client.state).toMatchObject({ connection: 'online', refusal: null });
  });

  it('keeps trying while the server is down', async () => {
    server.unreachable = true;
    client.start();
    await clock.advance(5_000);
    expect(client.state.connection).toBe('reconnecting');
    await clock.advance(120_000);
    expect(client.state.connection).toBe('offline');
    server.unreachable = false;
    await clock.advance(60_000);
    expect(client.state.connection).toBe('online');
  });
});

describe('staying in step', () => {
  it('fetches what a lost push left out before it shows what came after', async () => {
    await online();
    server.say('one', { lost: true });
    server.say('two');
    await settle();
    expect(texts()).toEqual(['one', 'two']);
  });

  it('is not stopped by sequence numbers of internal notes', async () => {
    await online();
    server.say('one');
    server.note();
    server.say('two');
    await settle();
    expect(texts()).toEqual(['one', 'two']);
    expect(client.state.cursor).toBe(3);
  });

  it('asks for what it missed after every reconnect', async () => {
    await online();
    server.live.onclose?.({});
    expect(client.state.connection).toBe('reconnecting');
    server.log.length = 0;
    server.say('while away', { lost: true });
    await clock.advance(1_000);
    expect(client.state.connection).toBe('online');
    expect(texts()).toEqual(['while away']);
    expect(server.sockets).toHaveLength(2);
  });

  it('gives up on a silent socket and opens another', async () => {
    await online();
    await clock.advance(14_000);
    expect(server.sockets).toHaveLength(1);
    await clock.advance(20_000);
    expect(server.sockets.length).toBeGreaterThan(1);
    expect(server.sockets[0]?.closed).toBe(true);
  });

  it('pings, and a server that answers keeps its socket', async () => {
    await online();
    for (let i = 0; i < 10; i++) {
      await clock.advance(10_000);
      server.live.push({ type: 6 });
    }
    expect(server.sockets).toHaveLength(1);
    expect(server.live.sent.filter((m) => m.type === 6).length).toBeGreaterThan(3);
  });

  it('falls back to long polls where sockets do not pass, and leaves them when they do', async () => {
    server.socketsPass = false;
    client.start();
    await clock.advance(3_000);
    expect(client.state.connection).toBe('online');
    expect(server.requestsTo('/entries').some((r) => r.query.get('wait') === '25')).toBe(true);
    client.send('hi');
    await settle();
    expect(server.log.map((e) => e.text)).toEqual(['hi']);
    server.socketsPass = true;
    await clock.advance(60_000);
    server.say('over the socket');
    expect(texts()).toContain('over the socket');
  });

  it('opens a fresh socket when the network returns', async () => {
    await online();
    client.networkLost();
    expect(client.state.connection).toBe('offline');
    client.wake();
    await settle();
    expect(client.state.connection).toBe('online');
    expect(server.sockets).toHaveLength(2);
  });
});

describe('files', () => {
  it('go up as a form with the session, and are named by the message', async () => {
    await online();
    server.plan('/attachments', () => json(201, { id: 'f1', name: 'a.png', size: 3, contentType: 'image/png' }));
    const stored = await client.upload(new File(['abc'], 'a.png'));
    expect(server.requestsTo('/attachments')[0]?.token).toBe('t1');
    client.send('', [stored]);
    await settle();
    expect(server.requestsTo('/messages')[0]?.body).toMatchObject({ text: '', attachments: ['f1'] });
  });

  it('come back by the session, from this server alone', async () => {
    await online();
    server.plan('/attachments/f1', () => new Response('abc'));
    expect(await (await client.download('/api/v1/chat/attachments/f1')).text()).toBe('abc');
    const asked = server.requests.length;
    await expect(client.download('https://elsewhere.test/api/v1/chat/attachments/f1')).rejects.toThrow();
    await expect(client.download('/api/v1/chat/attachments/../../me')).rejects.toThrow();
    expect(server.requests).toHaveLength(asked);
  });

  it('that are refused tell why', async () => {
    await online();
    server.plan('/attachments', () => problem(400, 'attachment_type_not_allowed'));
    await expect(client.upload(new File(['MZ'], 'a.exe'))).rejects.toThrow('attachment_type_not_allowed');
  });
});

describe('pressed buttons', () => {
  it('stay known after a reload', async () => {
    const card = { type: 'choices', text: 'Which?', actions: [{ id: 'choose:1', label: 'One' }] };
    const asked = server.say('', { kind: 'card', card, lost: true });
    server.say('One', { author: { kind: 'customer', name: 'You' }, action: { entryId: asked.id, actionId: 'choose:1', label: 'One' }, lost: true });
    await online();
    expect(client.state.used[asked.id]).toEqual(['choose:1']);
  });
});

describe('sending', () => {
  it('delivers and shows the message once', async () => {
    await online();
    client.send('hello');
    expect(client.state.outbox).toMatchObject([{ text: 'hello', delivery: 'sending' }]);
    await settle();
    expect(client.state.outbox).toMatchObject([{ delivery: 'sent' }]);
    server.push('Entry', server.log[0]);
    expect(texts()).toEqual(['hello']);
    expect(client.state.outbox).toEqual([]);
  });

  it('queues in order while offline and sends in order when back', async () => {
    await online();
    server.unreachable = true;
    client.send('first');
    client.send('second');
    await clock.advance(30_000);
    expect(client.state.outbox.map((o) => o.delivery)).toEqual(['sending', 'sending']);
    server.unreachable = false;
    await clock.advance(60_000);
    expect(server.log.map((e) => e.text)).toEqual(['first', 'second']);
    expect(client.state.outbox).toEqual([]);
  });

  it('keeps undelivered messages over a reload and sends them with the same id', async () => {
    await online();
    server.unreachable = true;
    client.send('do not lose me');
    await settle();
    const id = client.state.outbox[0]?.clientMessageId;
    client.stop();
    server.unreachable = false;
    client = make();
    client.start();
    await settle();
    expect(server.log).toMatchObject([{ text: 'do not lose me', clientMessageId: id }]);
  });

  it('stores a message once when the answer to it was lost', async () => {
    await online();
    server.plan('/messages', () => {
      server.say('hello', { author: { kind: 'customer', name: 'You' }, clientMessageId: client.state.outbox[0]!.clientMessageId, lost: true });
      throw new TypeError('Connection reset');
    });
    client.send('hello');
    await clock.advance(10_000);
    expect(server.log.filter((e) => e.text === 'hello')).toHaveLength(1);
    expect(new Set(server.requestsTo('/messages').map((r) => r.body['clientMessageId'])).size).toBe(1);
  });

  it('fails honestly when refused, and retries when asked', async () => {
    await online();
    server.plan('/messages', () => problem(429, 'rate_limited', { 'Retry-After': '9' }));
    client.send('too fast');
    await settle();
    expect(client.state.outbox).toMatchObject([{ delivery: 'failed', refusal: { code: 'rate_limited', retryAfter: 9 } }]);
    client.retry(client.state.outbox[0]!.clientMessageId);
    await settle();
    expect(client.state.outbox).toMatchObject([{ delivery: 'sent' }]);
  });

  it('does not let a refused message hold up the next', async () => {
    await online();
    server.plan('/messages', () => problem(413, 'message_too_long'));
    client.send('huge');
    client.send('small');
    await settle();
    expect(client.state.outbox.map((o) => o.delivery)).toEqual(['failed', 'sent']);
  });

  it('tries a server error a few times, then says so', async () => {
    await online();
    for (let i = 0; i < 4; i++) server.plan('/messages', () => problem(500, 'internal_error'));
    client.send('hello');
    await clock.advance(2_000);
    expect(client.state.outbox[0]?.delivery).toBe('sending');
    await clock.advance(60_000);
    expect(client.state.outbox).toMatchObject([{ delivery: 'failed', refusal: { code: 'internal_error' } }]);
  });

  it('presses a button once however fast it is clicked', async () => {
    await online();
    client.act('e1', 'confirm', { email: 'a@b.test' }, 'Confirm');
    client.act('e1', 'confirm', { email: 'a@b.test' }, 'Confirm');
    await settle();
    expect(server.actions).toEqual([{ entryId: 'e1', actionId: 'confirm', values: { email: 'a@b.test' } }]);
    expect(client.state.used).toEqual({ e1: ['confirm'] });
  });
});

describe('an expired token', () => {
  it('is renewed by the resume token and the message still goes out', async () => {
    await online();
    server.validTokens.clear();
    client.send('after expiry');
    await clock.advance(2_000);
    expect(server.log.map((e) => e.text)).toEqual(['after expiry']);
    expect(server.requestsTo('/sessions').at(-1)?.body).toMatchObject({ resumeToken: 'r-c1' });
    expect(server.live.url).toContain('access_token=t2');
  });

  it('found while fetching is renewed too', async () => {
    await online();
    server.validTokens.clear();
    server.say('lost', { lost: true });
    client.wake();
    await clock.advance(1_000);
    expect(client.state.connection).toBe('online');
    expect(texts()).toEqual(['lost']);
  });

  it('is renewed before it runs out', async () => {
    await online();
    server.plan('/sessions', () => json(201, { token: 't1', resumeToken: 'r', conversationId: 'c1', expiresAt: '2026-03-03T12:00:00Z', owner: server.owner, entries: [] }));
    for (let hour = 0; hour < 24; hour++) {
      await clock.advance(3_600_000 - 1);
      server.live.push({ type: 6 });
    }
    expect(server.requestsTo('/sessions').length).toBe(2);
  });

  it('that cannot be renewed does not make it hammer the server', async () => {
    await online();
    for (let i = 0; i < 500; i++) server.plan('/entries', () => problem(401, 'unauthorized'));
    server.requests.length = 0;
    client.wake();
    await clock.advance(60_000);
    expect(server.requests.length).toBeLessThan(60);
  });
});

describe('presence', () => {
  it('shows who is typing and stops after a while', async () => {
    await online();
    server.push('Typing', { author: { kind: 'staff', name: 'Mia' } });
    expect(client.state.typing).toBe('Mia');
    await clock.advance(6_000);
    expect(client.state.typing).toBeNull();
  });

  it('tells the other side that we type, at most every few seconds', async () => {
    await online();
    client.typing();
    client.typing();
    await clock.advance(3_000);
    client.typing();
    expect(server.live.sent.filter((m) => m.target === 'Typing')).toHaveLength(2);
  });

  it('reports what was read once', async () => {
    await online();
    client.read(3);
    client.read(3);
    client.read(2);
    expect(server.live.sent.filter((m) => m.target === 'Read').map((m) => m.arguments)).toEqual([[3]]);
  });

  it('follows the owner', async () => {
    await online();
    server.push('Owner', { kind: 'staff', name: 'Mia' });
    expect(client.state.owner).toEqual({ kind: 'staff', name: 'Mia' });
  });
});
