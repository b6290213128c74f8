import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { ChatClient, volatileMemory } from '@ez/protocol';
import { App } from '../src/App.tsx';
import { readConfig } from '../src/config.ts';
import { MessageList } from '../src/components/MessageList.tsx';
import { en } from '../src/i18n/en.ts';
import { loadLanguage } from '../src/i18n/index.ts';
import { entry, fullCard, mount, stateOf } from './render.tsx';

/** Colours need a real layout; those are chosen by rule and tested with the theme. */
async function violations(root: HTMLElement): Promise<string[]> {
  const found = await axe.run(root, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`);
}

describe('accessibility', () => {
  it('finds nothing to object to in a conversation with every part', async () => {
    const state = stateOf(
      entry(1, { text: 'Hello', card: fullCard }),
      entry(2, { text: 'hi', author: { kind: 'customer', name: 'You' } }),
      entry(3, { kind: 'event', text: 'Mia joined' }),
      entry(4, { card: { type: 'choices', actions: [{ id: 'a', label: 'A' }] } }),
    );
    const root = mount(<MessageList state={{ ...state, typing: 'Mia' }} greeting={null} house="Nimbus" onAct={vi.fn()} onRetry={vi.fn()} onDiscard={vi.fn()} onEarlier={vi.fn()} />);
    expect(await violations(root)).toEqual([]);
    expect(root.querySelector('[role=log]')?.getAttribute('aria-live')).toBe('polite');
  });

  it('finds nothing to object to in the whole page, and closes with Escape', async () => {
    const client = new ChatClient({ baseUrl: 'https://shop.test', memory: volatileMemory() });
    const post = vi.fn();
    const frame = { embedded: true, post, listen: () => () => undefined };
    const root = mount(<App client={client} config={readConfig('#title=Shop', ['en'])} frame={frame} language={await loadLanguage('en')} />);
    expect(await violations(root)).toEqual([]);
    expect(root.querySelector('h1')?.textContent).toBe('Shop');
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(post).toHaveBeenCalledWith({ type: 'close' });
  });
});

describe('languages', () => {
  it.each(['de', 'es', 'hi'])('%s says everything English says', async (locale) => {
    const { strings } = await loadLanguage(locale);
    expect(Object.keys(strings)).toEqual(Object.keys(en));
    for (const [key, value] of Object.entries(strings)) {
      expect(typeof value === 'function' ? value(3 as never) : value, key).not.toBe('');
    }
    expect(strings.send).not.toBe(en.send);
  });

  it('knows the regional form, the reading direction, and falls back to English', async () => {
    expect((await loadLanguage('de-AT')).strings.send).toBe('Senden');
    expect(await loadLanguage('ar-EG')).toMatchObject({ dir: 'rtl', strings: { send: 'Send' } });
  });
});
