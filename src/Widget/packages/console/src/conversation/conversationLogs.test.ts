import { beforeEach, describe, expect, it } from 'vitest';
import { ConsoleApi } from '../api/client';
import { aConversation, anEntry, ownedBy } from '../testing/builders';
import { FakeServer } from '../testing/fakeServer';
import { ConversationLogs } from './conversationLogs';

const id = 'conversation-1';
let server: FakeServer;
let logs: ConversationLogs;

const sequences = () => logs.log(id).entries.map((e) => e.sequence);
const fetched = (part: string) => server.requests.filter((r) => r.path.includes(part));

beforeEach(() => {
  server = new FakeServer();
  server.add(
    aConversation({ owner: ownedBy.maya }),
    Array.from({ length: 120 }, (_, i) => anEntry(i + 1)),
  );
  logs = new ConversationLogs(new ConsoleApi(server.fetch));
});

describe('loading', () => {
  it('begins with the latest page and goes back page by page to the start', async () => {
    await logs.open(id, 120);
    expect([sequences()[0], sequences().at(-1)]).toEqual([71, 120]);
    await logs.loadOlder(id);
    await logs.loadOlder(id);
    expect(sequences()).toHaveLength(120);
    await logs.loadOlder(id);
    expect(fetched('before=')).toHaveLength(3);
  });

  it('of 10,000 messages is one page, and one more for each look further back', async () => {
    server.add(
      aConversation({ id: 'long', owner: ownedBy.maya }),
      Array.from({ length: 10_000 }, (_, i) => anEntry(i + 1)),
    );
    await logs.open('long', 10_000);
    await logs.resync('long');
    expect(logs.log('long').entries.map((e) => e.sequence)).toEqual(Array.from({ length: 50 }, (_, i) => 9_951 + i));
    await logs.loadOlder('long');
    expect(logs.log('long').entries).toHaveLength(100);
    expect(fetched('before=')).toHaveLength(2);
  });

  it('can be tried again after a failure', async () => {
    server.refuse('/entries', 'unreachable');
    await logs.open(id, 120);
    expect(logs.log(id)).toMatchObject({ phase: 'failed' });
    await logs.open(id, 120);
    expect(logs.log(id).phase).toBe('ready');
  });

  it('asks for what an outdated list did not know of', async () => {
    await logs.open(id, 118);
    expect(sequences().at(-1)).toBe(118);
    await logs.resync(id);
    expect(sequences().at(-1)).toBe(120);
  });
});

describe('staying current', () => {
  beforeEach(() => logs.open(id, 120));

  it('fetches by cursor what a lost push left out', async () => {
    server.append(id, {}, false);
    server.append(id, {}, false);
    logs.received(id, server.append(id, {}, false));
    await expect.poll(() => sequences().slice(-4)).toEqual([120, 121, 122, 123]);
    expect(fetched('after=120')).toHaveLength(1);
  });

  it('fetches everything missed while away, over several pages', async () => {
    for (let i = 0; i < 130; i += 1) server.append(id, {}, false);
    await logs.resync(id);
    expect(sequences().at(-1)).toBe(250);
    expect(sequences()).toHaveLength(180);
  });

  it('asks nothing when nothing is missing', () => {
    const before = server.requests.length;
    logs.received(id, server.append(id, {}, false));
    expect(server.requests).toHaveLength(before);
  });

  it('says so when catching up fails, and takes it back when it works', async () => {
    server.append(id, {}, false);
    server.refuse('after=', 'unreachable');
    await logs.resync(id);
    expect(logs.log(id).error).toContain('cannot be reached');
    await logs.resync(id);
    expect(logs.log(id).error).toBeNull();
  });
});

describe('sending', () => {
  beforeEach(() => logs.open(id, 120));

  it('shows the message at once and replaces it by its entry', async () => {
    const sent = logs.send(id, 'message', 'Hello Lena');
    expect(logs.log(id).pending[0]).toMatchObject({ status: 'sending', text: 'Hello Lena' });
    await sent;
    expect(logs.log(id).pending).toEqual([]);
    expect(logs.log(id).entries.at(-1)?.text).toBe('Hello Lena');
  });

  it('tries again under the same id, so a message whose answer was lost is written once', async () => {
    server.refuse('POST', { status: 503 });
    await logs.send(id, 'message', 'Hello Lena');
    const failed = logs.log(id).pending[0];
    expect(failed).toMatchObject({ status: 'failed', retryable: true });
    await logs.retry(id, failed?.clientMessageId ?? '');
    const sent = server.requests
      .filter((r) => r.method === 'POST')
      .map((r) => (r.body as { clientMessageId: string }).clientMessageId);
    expect(sent).toEqual([failed?.clientMessageId, failed?.clientMessageId]);
    expect(logs.log(id).entries.filter((e) => e.text === 'Hello Lena')).toHaveLength(1);
  });

  it('offers no second try for what the server refused for its content', async () => {
    server.refuse('POST', { status: 400, body: { code: 'validation', detail: 'The message is too long.' } });
    await logs.send(id, 'message', 'x');
    expect(logs.log(id).pending[0]).toMatchObject({ status: 'failed', retryable: false, error: 'The message is too long.' });
  });

  it('C03: sends notes to the notes address only', async () => {
    await logs.send(id, 'note', 'Careful with this one');
    expect(fetched('/notes')).toHaveLength(1);
    expect(fetched('/messages')).toHaveLength(0);
  });
});
