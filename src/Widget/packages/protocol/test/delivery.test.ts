import { describe, expect, it } from 'vitest';
import { ChatWorld } from './chatWorld.ts';
import { json, problem, settle } from './fakeServer.ts';

const world = new ChatWorld();

describe('sending', () => {
  it('delivers and shows the message once', async () => {
    await world.online();
    world.client.send('hello');
    expect(world.client.state.outbox).toMatchObject([{ text: 'hello', delivery: 'sending' }]);
    await settle();
    expect(world.client.state.outbox).toMatchObject([{ delivery: 'sent' }]);
    world.server.push('Entry', world.server.log[0]);
    expect(world.texts()).toEqual(['hello']);
    expect(world.client.state.outbox).toEqual([]);
  });

  it('queues in order while offline and sends in order when back', async () => {
    await world.online();
    world.server.unreachable = true;
    world.client.send('first');
    world.client.send('second');
    await world.clock.advance(30_000);
    expect(world.client.state.outbox.map((o) => o.delivery)).toEqual(['sending', 'sending']);
    world.server.unreachable = false;
    await world.clock.advance(60_000);
    expect(world.server.log.map((e) => e.text)).toEqual(['first', 'second']);
    expect(world.client.state.outbox).toEqual([]);
  });

  it('keeps undelivered messages over a reload and sends them with the same id', async () => {
    await world.online();
    world.server.unreachable = true;
    world.client.send('do not lose me');
    await settle();
    const id = world.client.state.outbox[0]?.clientMessageId;
    world.client.stop();
    world.server.unreachable = false;
    world.client = world.make();
    world.client.start();
    await settle();
    expect(world.server.log).toMatchObject([{ text: 'do not lose me', clientMessageId: id }]);
  });

  it('stores a message once when the answer to it was lost', async () => {
    await world.online();
    world.server.plan('/messages', () => {
      world.server.say('hello', { author: { kind: 'customer', name: 'You' }, clientMessageId: world.client.state.outbox[0]!.clientMessageId, lost: true });
      throw new TypeError('Connection reset');
    });
    world.client.send('hello');
    await world.clock.advance(10_000);
    expect(world.server.log.filter((e) => e.text === 'hello')).toHaveLength(1);
    expect(new Set(world.server.requestsTo('/messages').map((r) => r.body['clientMessageId'])).size).toBe(1);
  });

  it('fails honestly when refused, and retries when asked', async () => {
    await world.online();
    world.server.plan('/messages', () => problem(429, 'rate_limited', { 'Retry-After': '9' }));
    world.client.send('too fast');
    await settle();
    expect(world.client.state.outbox).toMatchObject([{ delivery: 'failed', refusal: { code: 'rate_limited', retryAfter: 9 } }]);
    world.client.retry(world.client.state.outbox[0]!.clientMessageId);
    await settle();
    expect(world.client.state.outbox).toMatchObject([{ delivery: 'sent' }]);
  });

  it('does not let a refused message hold up the next', async () => {
    await world.online();
    world.server.plan('/messages', () => problem(413, 'message_too_long'));
    world.client.send('huge');
    world.client.send('small');
    await settle();
    expect(world.client.state.outbox.map((o) => o.delivery)).toEqual(['failed', 'sent']);
  });

  it('tries a world.server error a few times, then says so', async () => {
    await world.online();
    for (let i = 0; i < 4; i++) world.server.plan('/messages', () => problem(500, 'internal_error'));
    world.client.send('hello');
    await world.clock.advance(2_000);
    expect(world.client.state.outbox[0]?.delivery).toBe('sending');
    await world.clock.advance(60_000);
    expect(world.client.state.outbox).toMatchObject([{ delivery: 'failed', refusal: { code: 'internal_error' } }]);
  });

  it('presses a button once however fast it is clicked', async () => {
    await world.online();
    world.client.act('e1', 'confirm', { email: 'a@b.test' }, 'Confirm');
    world.client.act('e1', 'confirm', { email: 'a@b.test' }, 'Confirm');
    await settle();
    expect(world.server.actions).toEqual([{ entryId: 'e1', actionId: 'confirm', values: { email: 'a@b.test' } }]);
    expect(world.client.state.used).toEqual({ e1: ['confirm'] });
  });
});

describe('files', () => {
  it('go up as a form with the session, and are named by the message', async () => {
    await world.online();
    world.server.plan('/attachments', () => json(201, { id: 'f1', name: 'a.png', size: 3, contentType: 'image/png' }));
    const stored = await world.client.upload(new File(['abc'], 'a.png'));
    expect(world.server.requestsTo('/attachments')[0]?.token).toBe('t1');
    world.client.send('', [stored]);
    await settle();
    expect(world.server.requestsTo('/messages')[0]?.body).toMatchObject({ text: '', attachments: ['f1'] });
  });

  it('come back by the session, from this world.server alone', async () => {
    await world.online();
    world.server.plan('/attachments/f1', () => new Response('abc'));
    expect(await (await world.client.download('/api/v1/chat/attachments/f1')).text()).toBe('abc');
    const asked = world.server.requests.length;
    await expect(world.client.download('https://elsewhere.test/api/v1/chat/attachments/f1')).rejects.toThrow();
    await expect(world.client.download('/api/v1/chat/attachments/../../me')).rejects.toThrow();
    expect(world.server.requests).toHaveLength(asked);
  });

  it('that are refused tell why', async () => {
    await world.online();
    world.server.plan('/attachments', () => problem(400, 'attachment_type_not_allowed'));
    await expect(world.client.upload(new File(['MZ'], 'a.exe'))).rejects.toThrow('attachment_type_not_allowed');
  });
});

describe('pressed buttons', () => {
  it('stay known after a reload', async () => {
    const card = { type: 'choices', text: 'Which?', actions: [{ id: 'choose:1', label: 'One' }] };
    const asked = world.server.say('', { kind: 'card', card, lost: true });
    world.server.say('One', { author: { kind: 'customer', name: 'You' }, action: { entryId: asked.id, actionId: 'choose:1', label: 'One' }, lost: true });
    await world.online();
    expect(world.client.state.used[asked.id]).toEqual(['choose:1']);
  });
});
