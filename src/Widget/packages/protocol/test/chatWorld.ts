import { afterEach, beforeEach, expect } from 'vitest';
import { ChatClient, volatileMemory, type Memory } from '../src/index.ts';
import { FakeServer, ManualClock, settle } from './fakeServer.ts';

/** A visitor, the server it talks to, and the time between them: fresh for each test of the file that makes one. */
export class ChatWorld {
  server = new FakeServer();
  clock = new ManualClock();
  memory: Memory = volatileMemory();
  client = this.make();

  constructor() {
    beforeEach(() => {
      this.server = new FakeServer();
      this.clock = new ManualClock();
      this.memory = volatileMemory();
      this.client = this.make();
    });
    afterEach(() => this.client.stop());
  }

  make(): ChatClient {
    const { memory, clock, server } = this;
    return new ChatClient({ baseUrl: 'https://shop.test', memory, clock, fetch: server.fetch, socket: server.socket, locale: 'en' });
  }

  async online(): Promise<void> {
    this.client.start();
    await settle();
    expect(this.client.state.connection).toBe('online');
  }

  texts(): (string | null | undefined)[] {
    return this.client.state.items.map((i) => i.entry.text);
  }
}
