import { Fragment, type ReactNode } from 'react';

const address = /\bhttps?:\/\/[^\s<>"'`]+/giu;

/** Text as text, with web addresses made clickable. C08: the whole address stays visible, so its host is never hidden. */
export function LinkedText({ text }: { text: string }) {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const href = match[0].replace(/[.,;:!?)\]}]+$/u, '');
    if (!isWebAddress(href)) continue;
    parts.push(
      <Fragment key={match.index}>
        {text.slice(from, match.index)}
        <a href={href} target="_blank" rel="noopener noreferrer nofollow">
          {href}
        </a>
      </Fragment>,
    );
    from = match.index + href.length;
  }
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  );
}

function isWebAddress(value: string): boolean {
  const url = tryParse(value);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
}

function tryParse(value: string): URL | null {
  try {
    return new URL(value);
  } catch {
    // Looks like an address and is none: stays plain text.
    return null;
  }
}

export function hostOf(value: string): string | null {
  return tryParse(value)?.host || null;
}
