import type { Author, Entry } from '@ez/protocol';
import type { ConversationSummary, Me } from '../api/types';

export const maya: Me = { kind: 'staff', id: 'staff-maya', name: 'Maya Iyer', email: 'maya@example.com', roles: ['support'] };

export const lena: Author = { kind: 'customer', name: 'Lena' };
export const bot: Author = { kind: 'bot', name: 'Assistant' };
export const mayaAuthor: Author = { kind: 'staff', name: maya.name };

export function anEntry(sequence: number, more: Partial<Entry> = {}): Entry {
  return {
    id: `entry-${sequence}`,
    sequence,
    kind: 'message',
    author: lena,
    text: `Message ${sequence}`,
    createdAt: new Date(Date.UTC(2026, 0, 5, 10, sequence)).toISOString(),
    ...more,
  };
}

export function aConversation(more: Partial<ConversationSummary> = {}): ConversationSummary {
  return {
    id: 'conversation-1',
    channel: 'web',
    state: 'open',
    owner: { kind: 'queue', staffId: null, name: null },
    customer: { id: 'customer-lena', name: 'Lena Hoffmann', email: 'lena@example.com' },
    visitorName: null,
    assurance: 'verified',
    subject: null,
    lastEntry: { kind: 'message', author: lena, text: 'Can you help me?', createdAt: '2026-01-05T10:05:00.000Z' },
    lastSequence: 5,
    waitingSince: '2026-01-05T10:05:00.000Z',
    lastActivityAt: '2026-01-05T10:05:00.000Z',
    createdAt: '2026-01-05T10:00:00.000Z',
    ...more,
  };
}

export const ownedBy = {
  bot: { kind: 'bot', staffId: null, name: null },
  queue: { kind: 'queue', staffId: null, name: null },
  maya: { kind: 'staff', staffId: maya.id, name: maya.name },
  tom: { kind: 'staff', staffId: 'staff-tom', name: 'Tom Becker' },
} as const;
