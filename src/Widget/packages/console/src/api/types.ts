/**
 * The console's part of the REST and hub contract: what staff may see of conversations and customers.
 * The server leaves out what is null, so every such part is both optional and nullable here.
 */

import type { Topic } from './handoff';
import type { Author, Entry, Owner as PublicOwner } from '@ez/protocol';

export type Role = 'support' | 'billing' | 'admin';

export interface Me {
  readonly kind: 'staff' | 'customer';
  readonly id: string;
  readonly name: string;
  readonly email?: string | null;
  readonly roles: readonly Role[];
}

export type View = 'waiting' | 'mine' | 'bot' | 'staff' | 'resolved' | 'all';

export type CountedView = Exclude<View, 'all'>;

/** `staff` counts all conversations people own, one's own among them. */
export type Counts = Readonly<Record<CountedView, number>>;

/** How sure we are of who is writing; skills and staff decide by it. */
export type Assurance = 'anonymous' | 'identified' | 'verified' | 'stepped_up';

export interface Owner extends PublicOwner {
  readonly staffId?: string | null;
}

export interface CustomerIdentity {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export interface LastEntry {
  readonly kind: Entry['kind'];
  readonly author: Author;
  readonly text?: string | null;
  readonly createdAt: string;
}

export interface ConversationSummary {
  readonly id: string;
  readonly channel: string;
  readonly state: 'open' | 'resolved';
  readonly owner: Owner;
  readonly customer?: CustomerIdentity | null;
  readonly visitorName?: string | null;
  readonly assurance: Assurance;
  readonly subject?: string | null;
  readonly lastEntry?: LastEntry | null;
  readonly lastSequence: number;
  readonly waitingSince?: string | null;
  readonly lastActivityAt: string;
  /** False where others read along, in a channel or group: nobody is signed in there. */
  readonly isPrivate?: boolean | null;
  readonly createdAt: string;
  /** What a person is, or was last, wanted for. */
  readonly topic?: Topic | null;
  /** The language spoken in it; BCP 47 tag. */
  readonly locale?: string | null;
}

/** An amount as the server states it; `text` is formatted there, so no rounding happens here. */
export interface Amount {
  readonly minorUnits: number;
  readonly currency: string;
  readonly text: string;
}

export interface OrderFacts {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly total: Amount;
  readonly createdAt: string;
  readonly summary?: string | null;
}

export interface InvoiceFacts {
  readonly id: string;
  readonly number?: string | null;
  readonly state: string;
  readonly total: Amount;
  readonly amountDue: Amount;
  readonly dueAt?: string | null;
}

export interface ServiceFacts {
  readonly id: string;
  readonly label: string;
  readonly plan?: string | null;
  readonly state: string;
  readonly observedState?: string | null;
  readonly ipv4?: string | null;
  readonly nextDueAt?: string | null;
}

export interface TicketFacts {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly state: string;
  readonly updatedAt: string;
}

export interface ConversationDetail extends ConversationSummary {
  readonly orders: readonly OrderFacts[];
  readonly invoices: readonly InvoiceFacts[];
  readonly services: readonly ServiceFacts[];
  readonly tickets: readonly TicketFacts[];
}

export interface StaffMember {
  readonly id: string;
  readonly name: string;
  readonly online: boolean;
  readonly available?: boolean;
  readonly skills?: readonly Topic[];
  readonly capacity?: number;
  readonly load?: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string | null;
}

/** How far an entry has got on its way to an outside channel (Teams, Slack, ...). */
export interface Delivery {
  readonly entryId: string;
  readonly state: 'queued' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed' | 'unknown' | 'superseded';
  readonly attempts: number;
  readonly reason?: string | null;
  readonly changedAt: string;
}

export interface EntriesPage {
  readonly entries: readonly Entry[];
  /** Of those that go to an outside channel. */
  readonly deliveries?: readonly Delivery[] | null;
  readonly next?: number | string | null;
  /** The sequence up to which the customer has seen it, where their chat tells. */
  readonly readUpTo?: number | null;
}

export interface Accepted {
  readonly sequence: number;
}
