import { expect, it } from 'vitest';
import { avatarHue, customerName, initials } from './people';

it.each([
  ['Lena Hoffmann', 'LH'],
  ['Sam (support)', 'S'],
  ['lena@example.com', 'LC'],
  ['Ödön von Horváth', 'ÖH'],
  ['', '?'],
  ['(((', '?'],
])('the initials of "%s" are %s', (name, expected) => {
  expect(initials(name)).toBe(expected);
});

it('a visitor is called by the best name known', () => {
  expect(customerName({ customer: { id: '1', name: 'Lena', email: 'l@example.com' }, visitorName: 'L' })).toBe('Lena');
  expect(customerName({ visitorName: 'L' })).toBe('L');
  expect(customerName({})).toBe('Visitor');
});

it('the same person keeps their colour', () => {
  expect(avatarHue('customer-1')).toBe(avatarHue('customer-1'));
});
