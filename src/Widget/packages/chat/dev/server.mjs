// A stand-in of the chat protocol with a fixed script, to work on the widget's looks without a database. Development of the
// widget only: nothing of it is built or shipped. Start it with `npm run dev -w @ez/chat`, then say what the start page suggests.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';
import { answer, greeting } from './script.mjs';

const webRoot = fileURLToPath(new URL('../../../../WebApi/wwwroot', import.meta.url));
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";
const conversations = new Map();
const separator = '\u001e';

class Conversation {
  constructor(id) {
    this.id = id;
    this.entries = [];
    this.sockets = new Set();
    this.owner = { kind: 'bot', name: 'Assistant' };
    for (const entry of greeting()) this.add(entry);
  }

  add(entry) {
    const sequence = this.entries.length + 1;
    const full = { id: `${this.id}-${sequence}`, sequence, kind: entry.card ? 'card' : 'message', createdAt: new Date().toISOString(), ...entry };
    full.author ??= this.owner.kind === 'staff' ? { kind: 'staff', name: this.owner.name } : { kind: 'bot', name: 'Assistant' };
    this.entries.push(full);
    this.push('Entry', full);
    return full;
  }

  own(owner) {
    this.owner = owner;
    this.push('Owner', owner);
  }

  push(target, ...args) {
    for (const socket of this.sockets) socket.send(JSON.stringify({ type: 1, target, arguments: args }) + separator);
  }
}

async function handleApi(request, response, path, query) {
  const body = await readJson(request);
  if (path === '/sessions') {
    const id = conversations.has(body.resumeToken) ? body.resumeToken : `c${conversations.size + 1}${Date.now().toString(36)}`;
    const conversation = conversations.get(id) ?? conversations.set(id, new Conversation(id)).get(id);
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    return send(response, 201, { token: id, resumeToken: id, conversationId: id, expiresAt, owner: conversation.owner, entries: conversation.entries });
  }
  const conversation = conversations.get((request.headers.authorization ?? '').replace('Bearer ', ''));
  if (conversation === undefined) return send(response, 401, { code: 'unauthorized', title: 'Sign in again.' });
  if (path === '/entries') {
    const after = Number(query.get('after'));
    return send(response, 200, { entries: conversation.entries.filter((e) => e.sequence > after), next: conversation.entries.length });
  }
  if (body.text === '/limit') {
    response.setHeader('Retry-After', '12');
    return send(response, 429, { code: 'rate_limited', title: 'Too many messages.' });
  }
  const known = conversation.entries.find((e) => e.clientMessageId === body.clientMessageId);
  if (known) return send(response, 202, { sequence: known.sequence });
  const card = conversation.entries.find((e) => e.id === body.entryId)?.card;
  const pressed = [...(card?.actions ?? []), ...(card?.items ?? []).flatMap((i) => i.actions ?? [])].find((a) => a.id === body.actionId);
  const entry = conversation.add({
    text: body.text ?? pressed?.label,
    kind: 'message',
    author: { kind: 'customer', name: 'You' },
    clientMessageId: body.clientMessageId,
    ...(body.actionId ? { action: { entryId: body.entryId, actionId: body.actionId, label: pressed?.label } } : {}),
  });
  send(response, 202, { sequence: entry.sequence });
  void answer(conversation, body);
}

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname.startsWith('/api/v1/chat')) {
    handleApi(request, response, url.pathname.slice('/api/v1/chat'.length), url.searchParams).catch((error) => {
      console.error(error);
      response.writeHead(500).end();
    });
    return;
  }
  let file = normalize(join(webRoot, url.pathname));
  if (url.pathname === '/') file = fileURLToPath(new URL('../../../../WebApi/Demo/index.html', import.meta.url));
  else if (url.pathname.startsWith('/demo/')) file = fileURLToPath(new URL(`../../../../WebApi/Demo/${url.pathname.slice(6)}`, import.meta.url));
  else if (url.pathname.endsWith('/')) file = join(file, 'index.html');
  if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end('Not found');
  const headers = { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' };
  if (url.pathname.startsWith('/widget/chat')) headers['Content-Security-Policy'] = csp;
  response.writeHead(200, headers);
  createReadStream(file).pipe(response);
});

const sockets = new WebSocketServer({ server, path: '/hubs/chat' });
sockets.on('connection', (socket, request) => {
  const conversation = conversations.get(new URL(request.url, 'http://localhost').searchParams.get('access_token'));
  if (conversation === undefined) return socket.close();
  socket.on('message', (data) => {
    for (const frame of String(data).split(separator).filter(Boolean)) {
      const message = JSON.parse(frame);
      if (message.protocol === 'json') {
        socket.send(`{}${separator}`);
        conversation.sockets.add(socket);
      } else if (message.type === 6) socket.send(`{"type":6}${separator}`);
    }
  });
  socket.on('close', () => conversation.sockets.delete(socket));
});

async function readJson(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString());
}

function send(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`));
