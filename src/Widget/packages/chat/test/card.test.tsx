import { describe, expect, it, vi } from 'vitest';
import type { Card } from '@ez/protocol';
import { CardView } from '../src/components/CardView.tsx';
import { button, click, fullCard, mount, type } from './render.tsx';

const onAct = vi.fn();
const view = (card: Card, more: { sending?: string | null; used?: string[]; problem?: string | null } = {}) => (
  <CardView entryId="e1" card={card} sending={null} used={[]} problem={null} onAct={onAct} {...more} />
);

describe('a card', () => {
  it('shows every part it has', () => {
    const root = mount(view(fullCard));
    expect(root.querySelector('h2')?.textContent).toBe('Your order');
    expect(root.querySelector('.card-text a')?.getAttribute('href')).toBe('https://shop.test/terms');
    expect([...root.querySelectorAll('.fact')].map((f) => f.textContent)).toEqual(['StatusRunning', 'Address203.0.113.24', 'Total$14.28']);
    expect(root.querySelector('.pill-good')?.textContent).toBe('Running');
    expect(root.querySelector('.fact-total dd')?.textContent).toBe('$14.28');
    expect([...root.querySelectorAll('.amount')].map((p) => p.textContent)).toEqual(['$12.00', '$24.00']);
    expect(root.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('40');
    expect([...root.querySelectorAll('.step')].map((s) => s.textContent)).toEqual(['Create(done)', 'Start(in progress)', 'Address(to do)']);
    expect([...root.querySelectorAll('.field label')].map((l) => l.textContent)).toEqual(['Subject', 'E-mail', 'Code', 'Count', 'Priority', 'I agree']);
    expect(root.querySelector('img')?.getAttribute('src')).toBe('https://shop.test/picture.png');
  });

  it('leaves out what it does not have', () => {
    const root = mount(view({ type: 'ticket', title: 'Ticket' }));
    expect(root.querySelector('.card')?.children).toHaveLength(1);
  });

  it('opens links in a new tab and says where they lead', () => {
    const link = mount(view(fullCard)).querySelector<HTMLAnchorElement>('.action-link');
    expect(link?.href).toBe('https://pay.test/cs_1');
    expect(link?.target).toBe('_blank');
    expect(link?.rel).toContain('noopener');
    expect(link?.textContent).toContain('pay.test');
  });

  it.each(['javascript:alert(1)', 'data:text/html,<script>alert(1)</script>', 'https://bank.test@evil.test'])('makes no link of %s', (url) => {
    const root = mount(view({ type: 'payment', actions: [{ id: 'pay', label: 'Pay', url }], image: url }));
    expect(root.querySelector('a, img')).toBeNull();
    expect(root.textContent).toBe('Pay');
  });

  it('suggests answers as chips, and takes them away once one was chosen', () => {
    const card: Card = { type: 'choices', text: 'Which one?', actions: [{ id: 'a', label: 'A' }, { id: 'b', label: 'B' }] };
    expect(mount(view(card)).querySelectorAll('.chips button')).toHaveLength(2);
    expect(mount(view(card, { used: ['a'] })).querySelectorAll('button')).toHaveLength(0);
  });
});

describe('its buttons', () => {
  it('send what was filled in', () => {
    onAct.mockClear();
    const root = mount(view(fullCard));
    type(root.querySelector('[name=subject]'), 'Mail');
    type(root.querySelector('[name=email]'), 'a@b.test');
    type(root.querySelector('[name=priority]'), 'High');
    click(root.querySelector('[name=agree]'));
    click(button(root, 'Confirm'));
    expect(onAct).toHaveBeenCalledWith(fullCard.actions?.[0], { subject: 'Mail', email: 'a@b.test', priority: 'High', agree: 'true' });
  });

  it('say what is missing, and where', () => {
    onAct.mockClear();
    const root = mount(view(fullCard));
    type(root.querySelector('[name=email]'), 'nonsense');
    click(button(root, 'Confirm'));
    expect(onAct).not.toHaveBeenCalled();
    const subject = root.querySelector<HTMLInputElement>('[name=subject]');
    expect(document.activeElement).toBe(subject);
    expect(subject?.getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(subject?.getAttribute('aria-describedby') ?? '')?.textContent).toBe('Please fill this in.');
    expect(document.getElementById('e1-email-error')?.textContent).toContain('name@example.com');
  });

  it('let one cancel without filling anything in', () => {
    onAct.mockClear();
    click(button(mount(view(fullCard)), 'Cancel'));
    expect(onAct).toHaveBeenCalledOnce();
  });

  it('are pressed by Enter only where one of them is meant: a comment is no rating', () => {
    onAct.mockClear();
    const inputs = [{ id: 'comment', label: 'Anything to add?', type: 'text', required: false }] as const;
    const scores = [1, 2, 3, 4, 5].map((score) => ({ id: `rate:${score}`, label: `${score}` }));
    enter(mount(view({ type: 'rating', inputs, actions: scores })));
    expect(onAct).not.toHaveBeenCalled();
    enter(mount(view({ type: 'form', inputs, actions: [{ id: 'send', label: 'Send' }] })));
    expect(onAct).toHaveBeenCalledOnce();
  });

  it('are closed while one is on its way', () => {
    const root = mount(view(fullCard, { sending: 'confirm' }));
    expect([...root.querySelectorAll<HTMLButtonElement>('.action')].filter((b) => b.tagName === 'BUTTON').every((b) => b.disabled)).toBe(true);
    expect(button(root, 'Confirm').getAttribute('aria-busy')).toBe('true');
    expect(root.querySelector<HTMLInputElement>('[name=subject]')?.disabled).toBe(true);
  });

  it('are closed for good once the question is answered', () => {
    const root = mount(view(fullCard, { used: ['confirm'] }));
    expect(button(root, 'Confirm (chosen)').disabled).toBe(true);
    expect(button(root, 'Cancel').disabled).toBe(true);
  });

  it('of what is no question stay open: a server can be rebooted twice, a plan chosen again', () => {
    const card: Card = { ...fullCard, type: 'service', inputs: null, actions: [{ id: 'skill:power', label: 'Reboot' }] };
    const root = mount(view(card, { used: ['skill:power', 'choose:m'] }));
    expect(button(root, 'Reboot').disabled).toBe(false);
    expect(button(root, 'Choose: VPS M').disabled).toBe(false);
  });

  it('show why the server refused', () => {
    expect(mount(view(fullCard, { problem: 'Sold out.' })).querySelector('[role=alert]')?.textContent).toBe('Sold out.');
  });
});

function enter(root: Element): void {
  root.querySelector('[name=comment]')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
}
