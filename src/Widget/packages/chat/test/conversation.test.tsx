import { describe, expect, it, vi } from 'vitest';
import type { ChatState } from '@ez/protocol';
import { Banner } from '../src/components/Banner.tsx';
import { Composer } from '../src/components/Composer.tsx';
import { Header, initials } from '../src/components/Header.tsx';
import { MessageList } from '../src/components/MessageList.tsx';
import { timeline } from '../src/timeline.ts';
import { button, click, entry, fullCard, mount, stateOf, type, update } from './render.tsx';

const hostile = [
  '<script>window.hacked = true</script>',
  '<img src=x onerror="window.hacked = true">',
  '"><svg onload=alert(1)>',
  '<a href="javascript:alert(1)">click</a>',
  '{{constructor.constructor("alert(1)")()}}',
];

const list = (state: ChatState, more: object = {}) => (
  <MessageList state={state} greeting={null} house="Nimbus" onAct={vi.fn()} onRetry={vi.fn()} onDiscard={vi.fn()} onEarlier={vi.fn()} {...more} />
);
const outgoing = { clientMessageId: 'm1', text: 'hello', action: null, createdAt: '2026-03-01T12:00:00Z' } as const;
const refusal = { code: 'rate_limited', message: 'Slow down.', status: 429, retryAfter: 12 };

describe('C08: hostile text', () => {
  it.each(hostile)('is shown as text wherever it stands: %s', (text) => {
    const card = {
      ...fullCard, title: text, text, image: `javascript:${text}`,
      facts: [{ label: text, value: text }],
      items: [{ title: text, text, price: text, actions: [{ id: text, label: text, style: text }] }],
      progress: { percent: 10, steps: [{ name: text, state: text }] },
      inputs: [{ id: text, label: text, type: text, options: [text] }],
      actions: [{ id: text, label: text, url: `javascript:${text}` }],
      type: text,
    };
    const root = mount(
      <div>
        <Header title={text} owner={{ kind: 'staff', name: text }} connection="online" onClose={null} />
        {list({ ...stateOf(entry(1, { text, author: { kind: 'staff', name: text } }), entry(2, { text, card }), entry(3, { text, kind: 'event' })), typing: text })}
      </div>,
    );
    expect(root.querySelector('script, img, iframe, svg[onload], [onerror], a[href^="javascript"]')).toBeNull();
    expect(root.querySelector('.bubble')?.textContent).toBe(text);
    expect('hacked' in window).toBe(false);
  });
});

describe('the list', () => {
  it('groups what one author says and begins each day with a line', () => {
    const rows = timeline(
      stateOf(
        entry(1, { text: 'a' }),
        entry(2, { text: 'b' }),
        entry(3, { text: 'c', author: { kind: 'customer', name: 'You' } }),
        entry(4, { text: 'd', createdAt: '2026-03-03T12:00:00Z' }),
      ),
    );
    expect(rows.map((r) => (r.kind === 'entry' ? `${r.item.entry.text}${r.first ? ' first' : ''}${r.last ? ' last' : ''}` : r.kind))).toEqual([
      'day', 'a first', 'b last', 'c first last', 'day', 'd first last',
    ]);
  });

  it('offers what was said earlier, where there is more', () => {
    const onEarlier = vi.fn();
    const root = mount(list({ ...stateOf(entry(1, { text: 'late' })), earliest: 41 }, { onEarlier }));
    click(button(root, 'Show earlier messages'));
    expect(onEarlier).toHaveBeenCalledOnce();
    update(root, list({ ...stateOf(entry(1, { text: 'late' })), earliest: 0 }));
    expect(root.querySelector('.earlier')).toBeNull();
  });

  it('shows nothing of an internal note, should one ever arrive', () => {
    expect(mount(list(stateOf(entry(1, { kind: 'note', text: 'secret' })))).textContent).not.toContain('secret');
  });

  it('runs each text the way it is written, events too', () => {
    const root = mount(list(stateOf(entry(1, { text: 'مرحبا VPS 4GB' }), entry(2, { kind: 'event', text: 'سلام' }))));
    expect([...root.querySelectorAll('.bubble, .event')].map((e) => e.getAttribute('dir'))).toEqual(['auto', 'auto']);
  });

  it('says what the system says in the name of the house', () => {
    const root = mount(list(stateOf(entry(1, { author: { kind: 'system', name: 'System' }, card: { type: 'queue', title: 'Waiting' } }))));
    expect(root.querySelector('.author')?.textContent).toBe('Nimbus');
  });

  it('shows a pressed button as its label', () => {
    const pressed = entry(1, { author: { kind: 'customer', name: 'You' }, action: { entryId: 'e0', actionId: 'pay', label: 'Pay now' } });
    expect(mount(list(stateOf(pressed))).querySelector('.mine .bubble')?.textContent).toBe('Pay now');
  });

  it('updates a card in place and keeps one of it', () => {
    const before = stateOf(entry(1, { card: { type: 'progress', title: 'Setting up', progress: { percent: 20 } } }), entry(2, { text: 'after' }));
    const root = mount(list(before));
    const card = entry(3, { replaces: 'e1', card: { type: 'progress', title: 'Ready', progress: { percent: 100 } } });
    update(root, list(stateOf(...before.items.map((i) => i.entry), card)));
    expect([...root.querySelectorAll('.card h2, .bubble')].map((e) => e.textContent)).toEqual(['Ready', 'after']);
  });

  it('is honest about delivery', () => {
    const state = stateOf(entry(1, { text: 'hi' }));
    const shown = (delivery: 'sending' | 'sent' | 'failed', connection: ChatState['connection'] = 'online') =>
      mount(list({ ...state, connection, outbox: [{ ...outgoing, delivery, refusal: delivery === 'failed' ? refusal : null }] })).querySelector('.mine')!;
    expect(shown('sending').textContent).toContain('Sending…');
    expect(shown('sending', 'offline').textContent).toContain('when you are back online');
    expect(shown('sent').textContent).toContain('Sent');
    expect(shown('failed').querySelector('[role=alert]')?.textContent).toContain('Not sent. You are sending very fast. Try again in 12');
  });

  it('lets one retry or remove what failed', () => {
    const [onRetry, onDiscard] = [vi.fn(), vi.fn()];
    const root = mount(list({ ...stateOf(), outbox: [{ ...outgoing, delivery: 'failed', refusal }] }, { onRetry, onDiscard }));
    click(button(root, 'Try again'));
    click(button(root, 'Remove'));
    expect([onRetry.mock.calls, onDiscard.mock.calls]).toEqual([[['m1']], [['m1']]]);
  });

  it('greets in an empty conversation', () => {
    expect(mount(list(stateOf(), { greeting: 'Welcome to the shop' })).textContent).toContain('Welcome to the shop');
  });
});

describe('the composer', () => {
  const open = (onSend = vi.fn()) => ({ onSend, root: mount(<Composer focusRequest={0} onSend={onSend} onTyping={vi.fn()} />) });
  const press = (root: HTMLElement, init: KeyboardEventInit): KeyboardEvent => {
    const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
    root.querySelector('textarea')?.dispatchEvent(event);
    return event;
  };

  it('sends with Enter, not with Shift+Enter, not while a word is being composed', () => {
    const { root, onSend } = open();
    type(root.querySelector('textarea'), '  hello  ');
    press(root, { key: 'Enter', shiftKey: true });
    press(root, { key: 'Enter', isComposing: true });
    expect(onSend).not.toHaveBeenCalled();
    expect(press(root, { key: 'Enter' }).defaultPrevented).toBe(true);
    expect(onSend).toHaveBeenCalledExactlyOnceWith('hello', []);
  });

  it('sends nothing when there is nothing', () => {
    const { root, onSend } = open();
    type(root.querySelector('textarea'), '   ');
    press(root, { key: 'Enter' });
    expect(onSend).not.toHaveBeenCalled();
    expect(button(root, 'Send').disabled).toBe(true);
  });

  it('counts bytes near the limit and refuses what is over it', () => {
    const { root, onSend } = open();
    expect(root.querySelector('.counter')).toBeNull();
    type(root.querySelector('textarea'), 'a'.repeat(8000));
    expect(root.querySelector('.counter')?.textContent).toBe('192 characters left');
    type(root.querySelector('textarea'), 'ü'.repeat(4100));
    expect(root.querySelector('.counter-over')?.textContent).toContain('Too long by 8');
    press(root, { key: 'Enter' });
    expect(onSend).not.toHaveBeenCalled();
  });
});

describe('header and banner', () => {
  const ownerLine = (kind: 'bot' | 'queue' | 'staff', name: string | null = null) =>
    mount(<Header title="Shop" owner={{ kind, name }} connection="online" onClose={null} />).querySelector('.owner')?.textContent;

  it('say who answers', () => {
    expect(ownerLine('bot', 'Assistant')).toBe('Assistant · Answers right away');
    expect(ownerLine('queue')).toBe('Waiting for a person');
    expect(ownerLine('staff', 'Mia Weber')).toBe('Mia Weber is here to help');
    expect([initials('Mia Weber'), initials('mia'), initials(' '), initials('Ana de la Cruz')]).toEqual(['MW', 'M', '', 'AC']);
  });

  it('say what is wrong with the connection, and nothing when nothing is', () => {
    const banner = (connection: ChatState['connection'], problem: ChatState['refusal'] = null) =>
      mount(<Banner state={{ connection, refusal: problem }} onReopen={vi.fn()} />).textContent;
    expect(banner('online')).toBe('');
    expect(banner('connecting')).toBe('');
    expect(banner('reconnecting')).toContain('Reconnecting');
    expect(banner('offline')).toContain('offline');
    expect(banner('offline', refusal)).toContain('Trying again in 12');
    expect(banner('offline', { ...refusal, retryAfter: null, message: 'Closed today.' })).toContain('Closed today.');
  });
});
