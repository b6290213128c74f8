import { render, type ComponentChild } from 'preact';
import { act } from 'preact/test-utils';
import { initialState, type Card, type ChatState, type Entry } from '@ez/protocol';
import { reduce } from '@ez/protocol';

export function mount(child: ComponentChild): HTMLElement {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  void act(() => render(child, root));
  return root;
}

export function update(root: HTMLElement, child: ComponentChild): void {
  void act(() => render(child, root));
}

export function click(element: Element | null | undefined): void {
  void act(() => (element as HTMLElement).click());
}

export function type(element: Element | null | undefined, value: string): void {
  void act(() => {
    (element as HTMLInputElement).value = value;
    element?.dispatchEvent(new Event('input', { bubbles: true }));
    element?.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

export function button(root: HTMLElement, label: string): HTMLButtonElement {
  const found = [...root.querySelectorAll('button')].find((b) => (b.getAttribute('aria-label') ?? b.textContent) === label);
  if (found === undefined) throw new Error(`No button "${label}" in: ${root.textContent}`);
  return found;
}

export const entry = (sequence: number, more: Partial<Entry> = {}): Entry => ({
  id: `e${sequence}`,
  sequence,
  kind: more.card ? 'card' : 'message',
  author: { kind: 'bot', name: 'Assistant' },
  createdAt: '2026-03-01T12:00:00Z',
  ...more,
});

export const stateOf = (...entries: Entry[]): ChatState => ({
  ...entries.reduce((state, e) => reduce(state, { type: 'entry', entry: e }), initialState),
  connection: 'online',
  conversationId: 'c1',
  owner: { kind: 'bot', name: 'Assistant' },
});

/** A card that has every part. */
export const fullCard: Card = {
  type: 'order_summary',
  title: 'Your order',
  text: 'Please look it over: https://shop.test/terms',
  facts: [
    { label: 'Status', value: 'Running' },
    { label: 'Address', value: '203.0.113.24' },
    { label: 'Total', value: '$14.28' },
  ],
  items: [
    { title: 'VPS M', text: '2 vCPU', price: '$12.00 / month', actions: [{ id: 'choose:m', label: 'Choose' }] },
    { title: 'VPS L', text: '4 vCPU', price: '$24.00 / month', actions: [{ id: 'choose:l', label: 'Choose' }] },
  ],
  progress: { percent: 40, steps: [{ name: 'Create', state: 'done' }, { name: 'Start', state: 'active' }, { name: 'Address', state: 'pending' }] },
  inputs: [
    { id: 'subject', label: 'Subject', type: 'text', required: true },
    { id: 'email', label: 'E-mail', type: 'email', required: true },
    { id: 'code', label: 'Code', type: 'text' },
    { id: 'count', label: 'Count', type: 'number' },
    { id: 'priority', label: 'Priority', type: 'select', options: ['Low', 'High'] },
    { id: 'agree', label: 'I agree', type: 'checkbox' },
  ],
  image: 'https://shop.test/picture.png',
  actions: [
    { id: 'confirm', label: 'Confirm', style: 'primary' },
    { id: 'cancel', label: 'Cancel', style: 'danger' },
    { id: 'pay', label: 'Pay', url: 'https://pay.test/cs_1' },
  ],
};
