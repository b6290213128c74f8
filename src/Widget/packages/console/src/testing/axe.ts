import axe from 'axe-core';
import { expect } from 'vitest';

/** Fails with the rule and the element, so that a finding can be acted on. Colours need a real browser and are looked at there. */
export async function expectAccessible(container: Element): Promise<void> {
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map((v) => `${v.id}: ${v.help} — ${v.nodes.map((n) => n.html).join(' | ')}`)).toEqual([]);
}
