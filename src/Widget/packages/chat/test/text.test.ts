import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { safeLink, splitLinks } from '../src/links.ts';
import { brandColors, contrast, parse } from '../src/theme.ts';

describe('links in text', () => {
  it('finds web addresses and leaves the sentence around them alone', () => {
    expect(splitLinks('See https://a.test/x?y=1. Or (http://b.test/p_(q)), ok?')).toEqual([
      { text: 'See ' },
      { text: 'https://a.test/x?y=1', href: 'https://a.test/x?y=1', host: 'a.test' },
      { text: '. Or (' },
      { text: 'http://b.test/p_(q)', href: 'http://b.test/p_(q)', host: 'b.test' },
      { text: '), ok?' },
    ]);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'https://bank.test@evil.test/', '//', 'java\nscript:alert(1)'])(
    'makes no link of %j',
    (value) => {
      expect(safeLink(value)).toBeNull();
      expect(splitLinks(value).some((part) => 'href' in part)).toBe(false);
    },
  );

  it('stops an address at a quote or an angle bracket', () => {
    expect(splitLinks('https://a.test/"><script>')[0]).toMatchObject({ href: 'https://a.test/' });
  });

  it('stays quick on long hostile text', () => {
    const parts = splitLinks(`https://a.test/${'('.repeat(40_000)}${')'.repeat(80_000)}`);
    expect(parts.map((p) => p.text).join('')).toHaveLength(120_015);
  });
});

describe('brand colours', () => {
  it.each(['#ffffff', '#000000', '#ffeb3b', '#2f5bea', '#e91e63', '#7f7f7f', '#0f0'])('%s stays readable everywhere', (color) => {
    const { brand, on, inkOnLight, inkOnDark } = brandColors(color);
    expect(contrast(parse(brand), parse(on))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(parse(inkOnLight), parse('#f4f5f8'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(parse(inkOnDark), parse('#222630'))).toBeGreaterThanOrEqual(4.5);
  });
});

describe('the configuration in the fragment', () => {
  it('takes what is valid and nothing else', () => {
    const config = readConfig('#origin=https://shop.test/path&title=Shop&color=%23ABC&locale=de-de&theme=dark', ['en']);
    expect(config).toEqual({ hostOrigin: 'https://shop.test', title: 'Shop', greeting: null, color: '#abc', locale: 'de-DE', theme: 'dark' });
  });

  it('falls back where it is not', () => {
    const config = readConfig('#origin=javascript:1&color=red;}&locale=!!&theme=x', ['fr-CA']);
    expect(config).toEqual({ hostOrigin: null, title: null, greeting: null, color: null, locale: 'fr-CA', theme: 'auto' });
  });

  it("speaks the page's language, with the dates of its reader's country", () => {
    expect(readConfig('#locale=en', ['de-DE', 'en-GB']).locale).toBe('en-GB');
    expect(readConfig('#locale=en', ['de-DE']).locale).toBe('en');
  });
});
