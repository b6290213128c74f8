import { describe, expect, it } from 'vitest';
import { ChatWorld } from './chatWorld.ts';
import { settle } from './fakeServer.ts';

const world = new ChatWorld();

describe('staying in step', () => {
  it('fetches what a lost push left out before it shows what came after', async () => {
    await world.online();
    world.server.say('one', { lost: true });
    world.server.say('two');
    await settle();
    expect(world.texts()).toEqual(['one', 'two']);
  });

  it('is not stopped by sequence numbers of internal notes', async () => {
    await world.online();
    world.server.say('one');
    world.server.note();
    world.server.say('two');
    await settle();
    expect(world.texts()).toEqual(['one', 'two']);
    expect(world.client.state.cursor).toBe(3);
  });

  it('asks for what it missed after every reconnect', async () => {
    await world.online();
    world.server.live.onclose?.({});
    expect(world.client.state.connection).toBe('reconnecting');
    world.server.log.length = 0;
    world.server.say('while away', { lost: true });
    await world.clock.advance(1_000);
    expect(world.client.state.connection).toBe('online');
    expect(world.texts()).toEqual(['while away']);
    expect(world.server.sockets).toHaveLength(2);
  });

  it('gives up on a silent socket and opens another', async () => {
    await world.online();
    await world.clock.advance(14_000);
    expect(world.server.sockets).toHaveLength(1);
    await world.clock.advance(20_000);
    expect(world.server.sockets.length).toBeGreaterThan(1);
    expect(world.server.sockets[0]?.closed).toBe(true);
  });

  it('pings, and a world.server that answers keeps its socket', async () => {
    await world.online();
    for (let i = 0; i < 10; i++) {
      await world.clock.advance(10_000);
      world.server.live.push({ type: 6 });
    }
    expect(world.server.sockets).toHaveLength(1);
    expect(world.server.live.sent.filter((m) => m.type === 6).length).toBeGreaterThan(3);
  });

  it('falls back to long polls where sockets do not pass, and leaves them when they do', async () => {
    world.server.socketsPass = false;
    world.client.start();
    await world.clock.advance(3_000);
    expect(world.client.state.connection).toBe('online');
    expect(world.server.requestsTo('/entries').some((r) => r.query.get('wait') === '25')).toBe(true);
    world.client.send('hi');
    await settle();
    expect(world.server.log.map((e) => e.text)).toEqual(['hi']);
    world.server.socketsPass = true;
    await world.clock.advance(60_000);
    world.server.say('over the socket');
    expect(world.texts()).toContain('over the socket');
  });

  it('opens a fresh socket when the network returns', async () => {
    await world.online();
    world.client.networkLost();
    expect(world.client.state.connection).toBe('offline');
    world.client.wake();
    await settle();
    expect(world.client.state.connection).toBe('online');
    expect(world.server.sockets).toHaveLength(2);
  });
});

describe('presence', () => {
  it('shows who is typing and stops after a while', async () => {
    await world.online();
    world.server.push('Typing', { author: { kind: 'staff', name: 'Mia' } });
    expect(world.client.state.typing).toBe('Mia');
    await world.clock.advance(6_000);
    expect(world.client.state.typing).toBeNull();
  });

  it('tells the other side that we type, at most every few seconds', async () => {
    await world.online();
    world.client.typing();
    world.client.typing();
    await world.clock.advance(3_000);
    world.client.typing();
    expect(world.server.live.sent.filter((m) => m.target === 'Typing')).toHaveLength(2);
  });

  it('reports what was read once', async () => {
    await world.online();
    world.client.read(3);
    world.client.read(3);
    world.client.read(2);
    expect(world.server.live.sent.filter((m) => m.target === 'Read').map((m) => m.arguments)).toEqual([[3]]);
  });

  it('follows the owner', async () => {
    await world.online();
    world.server.push('Owner', { kind: 'staff', name: 'Mia' });
    expect(world.client.state.owner).toEqual({ kind: 'staff', name: 'Mia' });
  });
});
