import type { Assurance, ConversationSummary } from '../api/types';
import type { Tone } from './Tag';

/** How a conversation's other side is called, before and after we know who it is. */
export function customerName(summary: Pick<ConversationSummary, 'customer' | 'visitorName'>): string {
  return summary.customer?.name || summary.visitorName || 'Visitor';
}

export function initials(name: string): string {
  const words = name.split(/[\s@.]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const first = [...(words[0] ?? '?')][0] ?? '?';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toUpperCase();
}

const hues = 8;

/** The same person has the same colour everywhere; eight are told apart easily enough. */
export function avatarHue(key: string): number {
  let sum = 0;
  for (const char of key) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return sum % hues;
}

export const assuranceText: Readonly<Record<Assurance, { label: string; tone: Tone; meaning: string }>> = {
  anonymous: { label: 'Anonymous', tone: 'over', meaning: 'We do not know who this is. Share nothing personal.' },
  identified: {
    label: 'Identified',
    tone: 'look',
    meaning: 'They named themselves, but have not proved it. Share nothing personal.',
  },
  verified: { label: 'Verified', tone: 'good', meaning: 'They signed in: this is the customer.' },
  stepped_up: { label: 'Strongly verified', tone: 'good', meaning: 'They signed in and proved it again a moment ago.' },
};

const channelNames: Readonly<Record<string, string>> = {
  web: 'Web chat',
  widget: 'Web chat',
  teams: 'Microsoft Teams',
  slack: 'Slack',
  directline: 'Direct Line',
  email: 'E-mail',
};

export function channelName(channel: string): string {
  return channelNames[channel.toLowerCase()] ?? channel;
}

/** In English, e.g. "Austrian German"; a tag that is none is shown as it is. */
export function languageName(locale: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(locale) ?? locale;
  } catch {
    return locale;
  }
}
