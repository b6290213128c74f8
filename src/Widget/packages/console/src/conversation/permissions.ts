import type { ConversationSummary, Me } from '../api/types';

/** What a member of staff may do with a conversation right now. The server has the last word; this only spares a refusal. */
export interface Permissions {
  readonly standing: Standing;
  readonly canReply: boolean;
  readonly takeOver: Availability;
  readonly returnToBot: Availability;
  readonly transfer: Availability;
  readonly resolve: Availability;
  readonly reopen: Availability;
}

/** Who answers, from the reader's point of view. */
export type Standing = 'bot' | 'queue' | 'mine' | 'colleague' | 'resolved';

/** `confirm` is the question to ask first, for steps that cut across somebody. */
export interface Availability {
  readonly enabled: boolean;
  readonly confirm: string | null;
}

const no: Availability = { enabled: false, confirm: null };
const yes: Availability = { enabled: true, confirm: null };
const ask = (confirm: string): Availability => ({ enabled: true, confirm });

export function standingOf(summary: ConversationSummary, me: Me): Standing {
  if (summary.state === 'resolved') return 'resolved';
  if (summary.owner.kind === 'staff') return summary.owner.staffId === me.id ? 'mine' : 'colleague';
  return summary.owner.kind;
}

// C02: only the owner speaks, so replying and handing on are the owner's alone; an administrator may become the owner.
export function permissionsFor(summary: ConversationSummary, me: Me): Permissions {
  const standing = standingOf(summary, me);
  const unanswered = Boolean(summary.waitingSince);
  switch (standing) {
    case 'resolved':
      return { standing, canReply: false, takeOver: no, returnToBot: no, transfer: no, resolve: no, reopen: yes };
    case 'mine':
      return {
        standing,
        canReply: true,
        takeOver: no,
        returnToBot: unanswered
          ? ask('The customer’s last message has no answer yet. Hand the conversation to the bot anyway?')
          : yes,
        transfer: yes,
        resolve: unanswered
          ? ask('The customer’s last message has no answer yet. Resolve the conversation anyway?')
          : ask('The conversation is closed for now. It opens again when the customer writes.'),
        reopen: no,
      };
    case 'colleague':
      return {
        standing,
        canReply: false,
        takeOver: me.roles.includes('admin')
          ? ask(`${summary.owner.name ?? 'A colleague'} is answering this customer. The conversation becomes yours, and they can no longer reply.`)
          : no,
        returnToBot: no,
        transfer: no,
        resolve: no,
        reopen: no,
      };
    case 'queue':
    case 'bot':
      return {
        standing,
        canReply: false,
        takeOver: yes,
        returnToBot:
          standing === 'queue' ? ask('The customer asked for a person. Give the conversation back to the bot anyway?') : no,
        transfer: yes,
        resolve: ask('Nobody from the team has taken this conversation. Resolve it without answering?'),
        reopen: no,
      };
  }
}

/** The button says from whom, where somebody has it. */
export function takeOverLabel(standing: Standing, summary: ConversationSummary): string {
  return standing === 'colleague' ? `Take over from ${summary.owner.name ?? 'a colleague'}` : 'Take over';
}
