// What the stand-in says: one card of every kind, reached by words a visitor would use.
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const plan = (id, name, text, price) => ({ title: name, text, price, actions: [{ id: `choose:${id}`, label: 'Choose', style: 'default' }] });

export const greeting = () => [
  {
    text: 'Hello! I can help you choose a server, place an order, pay an invoice or look after your services.',
    card: {
      type: 'choices',
      actions: [
        { id: 'plans', label: 'Show me the plans' },
        { id: 'services', label: 'My services' },
        { id: 'person', label: 'Talk to a person' },
      ],
    },
  },
];

const plans = {
  type: 'plans',
  title: 'Virtual servers',
  text: 'All with NVMe storage, a daily backup and a month to change your mind.',
  items: [
    plan('s', 'VPS S', '1 vCPU · 2 GB RAM · 40 GB NVMe', '$6.00 / month'),
    plan('m', 'VPS M', '2 vCPU · 4 GB RAM · 80 GB NVMe', '$12.00 / month'),
    plan('l', 'VPS L', '4 vCPU · 8 GB RAM · 160 GB NVMe', '$24.00 / month'),
    plan('xl', 'VPS XL', '8 vCPU · 16 GB RAM · 320 GB NVMe', '$48.00 / month'),
  ],
};

const summary = {
  type: 'order_summary',
  title: 'Your order',
  items: [{ title: 'VPS M', text: '2 vCPU · 4 GB RAM · Debian 13 · Frankfurt', price: '$12.00' }],
  facts: [
    { label: 'Billing', value: 'monthly' },
    { label: 'Subtotal', value: '$12.00' },
    { label: 'VAT 19 %', value: '$2.28' },
    { label: 'Total', value: '$14.28' },
  ],
  actions: [
    { id: 'confirm', label: 'Confirm order', style: 'primary' },
    { id: 'cancel', label: 'Cancel', style: 'default' },
  ],
};

const codeForm = {
  type: 'form',
  title: 'Check your mail',
  text: 'We sent a six-digit code to ada@example.com. It is good for five minutes.',
  inputs: [{ id: 'code', label: 'Code', type: 'text', required: true }],
  actions: [
    { id: 'verify', label: 'Sign in', style: 'primary' },
    { id: 'resend', label: 'Send a new code', style: 'default' },
  ],
};

const payment = {
  type: 'payment',
  title: 'Invoice INV-2026-00042',
  text: 'Pay on our payment provider\'s page. I will see it here as soon as it is done.',
  facts: [
    { label: 'Status', value: 'Unpaid' },
    { label: 'Amount due', value: '$14.28' },
  ],
  actions: [{ id: 'pay', label: 'Pay $14.28', style: 'primary', url: 'https://pay.example.com/checkout/cs_123' }],
};

const steps = ['Reserve capacity', 'Create the machine', 'Configure it', 'Start', 'Wait for its address'];
const progress = (done) => ({
  type: 'progress',
  title: done === steps.length ? 'Your server is ready' : 'Setting up your server',
  progress: {
    percent: (done / steps.length) * 100,
    steps: steps.map((name, i) => ({ name, state: i < done ? 'done' : i === done ? 'active' : 'pending' })),
  },
});

const service = (status) => ({
  type: 'service',
  title: 'vps-1042 · VPS M',
  facts: [
    { label: 'Status', value: status },
    { label: 'Address', value: '203.0.113.24' },
    { label: 'Sign in', value: 'ssh root@203.0.113.24' },
    { label: 'Next invoice', value: '21 December 2026' },
  ],
  actions: [
    { id: 'start', label: 'Start', style: 'default' },
    { id: 'reboot', label: 'Reboot', style: 'default' },
    { id: 'stop', label: 'Stop', style: 'danger' },
  ],
});

const ticket = {
  type: 'ticket',
  title: 'Ticket TCK-2026-0007',
  text: 'Mail from my server does not arrive.',
  facts: [
    { label: 'Status', value: 'Open' },
    { label: 'Priority', value: 'Normal' },
    { label: 'Opened', value: 'just now' },
  ],
  actions: [{ id: 'reply', label: 'Add a reply', style: 'default' }],
};

const form = {
  type: 'form',
  title: 'Open a ticket',
  inputs: [
    { id: 'subject', label: 'What is it about?', type: 'text', required: true },
    { id: 'email', label: 'E-mail', type: 'email', required: true },
    { id: 'priority', label: 'Priority', type: 'select', required: false, options: ['Low', 'Normal', 'High'] },
    { id: 'count', label: 'How many servers', type: 'number', required: false },
    { id: 'agree', label: 'You may look at my server', type: 'checkbox', required: false },
  ],
  actions: [
    { id: 'open', label: 'Open ticket', style: 'primary' },
    { id: 'cancel', label: 'Cancel' },
  ],
};

const receipt = {
  type: 'receipt',
  title: 'Payment received',
  items: [{ title: 'VPS M, monthly', text: '21 Nov – 20 Dec 2026', price: '$12.00' }],
  facts: [
    { label: 'VAT 19 %', value: '$2.28' },
    { label: 'Total', value: '$14.28' },
    { label: 'Status', value: 'Paid' },
  ],
};

async function provision(conversation) {
  let last = conversation.add({ card: progress(0) });
  for (let done = 1; done <= steps.length; done++) {
    await wait(900);
    last = conversation.add({ card: progress(done), replaces: last.id });
  }
  conversation.add({ text: 'Your server is running.', card: service('Running') });
}

async function takeOver(conversation) {
  conversation.own({ kind: 'queue' });
  conversation.add({ kind: 'event', text: 'You are in the queue. A person will be with you soon.', author: { kind: 'system', name: 'System' } });
  await wait(1500);
  conversation.own({ kind: 'staff', name: 'Mia Weber' });
  conversation.add({ kind: 'event', text: 'Mia Weber joined the conversation.', author: { kind: 'system', name: 'System' } });
  conversation.push('Typing', { author: { kind: 'staff', name: 'Mia Weber' } });
  await wait(1500);
  conversation.add({ text: 'Hi, this is Mia. I had a look at your server: see https://status.example.com/incidents/42 for what happened last night.' });
}

const rules = [
  [/^choose/, (c) => c.add({ text: 'Good choice. Please look this over before I place it:', card: summary })],
  [/confirm/, (c) => c.add({ card: codeForm })],
  [/^(verify|pay)/, (c) => c.add({ text: 'Thank you, you are signed in.', card: payment })],
  [/paid|receipt/, async (c) => (c.add({ card: receipt }), provision(c))],
  [/service|status/, (c) => c.add({ card: service('Running') })],
  [/reboot|start|stop/, (c) => c.add({ text: 'Done.', card: service('Rebooting') })],
  [/ticket|problem/, (c) => c.add({ card: form })],
  [/^open/, (c) => c.add({ card: ticket })],
  [/person|human/, takeOver],
  [/plan|vps|server/, (c) => c.add({ text: 'Here is what fits. Prices are per month.', card: plans })],
];

/** Answers what the visitor said or pressed. */
export async function answer(conversation, { text, actionId }) {
  const said = (actionId ?? text ?? '').toLowerCase();
  await wait(250);
  if (conversation.owner.kind !== 'bot') return;
  conversation.push('Typing', { author: { kind: 'bot', name: 'Assistant' } });
  await wait(500);
  const [, act] = rules.find(([pattern]) => pattern.test(said)) ?? [];
  if (act === undefined) conversation.add({ text: `I did not understand “${text ?? actionId}”. Try: I want a VPS with 4 GB.` });
  else await act(conversation);
}
