/** Finds web addresses in plain text. C08: text stays text; a link is shown with its host. */
export type TextPart = { readonly text: string } | { readonly text: string; readonly href: string; readonly host: string };

const address = /\bhttps?:\/\/[^\s<>"'`\u0000-\u001f]+/gi;
const trailing = '.,;:!?…';

export function splitLinks(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const match of text.matchAll(address)) {
    const raw = trimAddress(match[0]);
    const link = safeLink(raw);
    if (link === null) continue;
    if (match.index > at) parts.push({ text: text.slice(at, match.index) });
    parts.push({ text: raw, ...link });
    at = match.index + raw.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

/** Only the web's own schemes become links; a name and password in front of the host is a disguise and is refused. */
export function safeLink(value: string, base?: string): { readonly href: string; readonly host: string } | null {
  try {
    const url = new URL(value, base);
    if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '') return null;
    return { href: url.href, host: url.host };
  } catch {
    // Not an address: it stays text.
    return null;
  }
}

/** A sentence's full stop, or the bracket the address stands in, is not part of it. */
function trimAddress(raw: string): string {
  let unopened = count(raw, ')') - count(raw, '(');
  let end = raw.length;
  for (; end > 0; end--) {
    const last = raw.charAt(end - 1);
    if (last === ')' && unopened > 0) unopened--;
    else if (!trailing.includes(last)) break;
  }
  return raw.slice(0, end);
}

const count = (text: string, character: string): number => text.split(character).length - 1;
