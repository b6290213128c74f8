// What a site's own page does with the official clients. The clients themselves are as published.
'use strict';

const sockets = [];
window.WebSocket = class extends WebSocket {
  constructor(...args) {
    super(...args);
    sockets.push(this);
  }
};

const lines = new Map();

/** A botframework-directlinejs client, and everything it told. */
function connect(name, options) {
  const line = new DirectLine.DirectLine({ ...options, random: () => 0 });
  const told = { line, activities: [], statuses: [] };
  line.connectionStatus$.subscribe((status) => told.statuses.push(status));
  line.activity$.subscribe((activity) => told.activities.push(activity));
  lines.set(name, told);
}

const told = (name) => lines.get(name);
const texts = (name) => told(name).activities.filter((a) => a.type === 'message').map((a) => a.text ?? '');
const post = (name, activity) => new Promise((done, failed) => told(name).line.postActivity(activity).subscribe(done, failed));
const say = (name, text) => post(name, { type: 'message', text, from: { id: 'ignored' }, channelData: { clientActivityID: crypto.randomUUID() } });

function upload(name, text, fileName, content) {
  const contentUrl = URL.createObjectURL(new Blob([content], { type: 'text/plain' }));
  return post(name, { type: 'message', text, from: { id: 'ignored' }, attachments: [{ contentType: 'text/plain', contentUrl, name: fileName }] });
}

/** The network lets go of every open stream. */
function dropStreams() {
  for (const socket of sockets.splice(0)) socket.close();
}

function renderWebChat(domain, token) {
  WebChat.renderWebChat({ directLine: WebChat.createDirectLine({ domain, token }), locale: 'en-US' }, document.getElementById('webchat'));
}
