/** The wire shapes of a conversation: what the server sends, in its camelCase JSON. */

export type EntryKind = 'message' | 'card' | 'event' | 'note';
export type AuthorKind = 'customer' | 'bot' | 'staff' | 'system';
export type OwnerKind = 'bot' | 'queue' | 'staff';

export interface Author {
  readonly kind: AuthorKind;
  readonly name: string;
}

/** Who answers now: the bot, nobody yet (waiting for a person), or one member of staff. */
export interface Owner {
  readonly kind: OwnerKind;
  readonly name?: string | null;
}

/** One line of a conversation's log. `sequence` grows by one per conversation and is the only cursor. */
export interface Entry {
  readonly id: string;
  readonly sequence: number;
  readonly kind: EntryKind;
  readonly author: Author;
  readonly text?: string | null;
  readonly card?: Card | null;
  /** The id of an earlier entry that this one takes the place of. */
  readonly replaces?: string | null;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Set on a customer's entry that is a pressed button or a sent form. */
  readonly action?: EntryAction | null;
  /** The sender's own id for the message, echoed so that the sender can match its queue. */
  readonly clientMessageId?: string | null;
}

export interface EntryAction {
  readonly entryId: string;
  readonly actionId: string;
  readonly label?: string | null;
}

export interface Card {
  /** The card's purpose (plans, order_summary, progress, service, ticket, receipt, ...); unknown ones render the same way. */
  readonly type: string;
  readonly title?: string | null;
  readonly text?: string | null;
  readonly facts?: readonly CardFact[] | null;
  readonly items?: readonly CardItem[] | null;
  readonly progress?: CardProgress | null;
  readonly inputs?: readonly CardInput[] | null;
  readonly image?: string | null;
  readonly actions?: readonly CardAction[] | null;
}

export interface CardFact {
  readonly label: string;
  readonly value: string;
}

export interface CardItem {
  readonly title: string;
  readonly text?: string | null;
  /** Already formatted by the server with its currency. */
  readonly price?: string | null;
  readonly actions?: readonly CardAction[] | null;
}

export type StepState = 'pending' | 'active' | 'done' | 'failed';

export interface CardStep {
  readonly name: string;
  readonly state: StepState | string;
}

export interface CardProgress {
  /** 0 to 100. */
  readonly percent: number;
  readonly steps?: readonly CardStep[] | null;
}

export type CardInputType = 'text' | 'number' | 'select' | 'email' | 'checkbox';

export interface CardInput {
  readonly id: string;
  readonly label: string;
  readonly type: CardInputType | string;
  readonly required?: boolean | null;
  readonly options?: readonly string[] | null;
}

export interface CardAction {
  readonly id: string;
  readonly label: string;
  readonly style?: 'default' | 'primary' | 'danger' | string | null;
  /** A link to open; without it the action is sent back to the server. */
  readonly url?: string | null;
}

/** What a card's inputs hold when an action is sent, by input id. */
export type CardValues = Readonly<Record<string, string>>;

/** The answer to a session request. */
export interface ChatSession {
  readonly token: string;
  readonly resumeToken: string;
  readonly conversationId: string;
  readonly expiresAt: string;
  readonly owner: Owner;
  readonly entries: readonly Entry[];
}

/** A file as the server stored it, to be sent with a message. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly contentType: string;
}

/** Entries after a cursor; `next` is the cursor that covers everything the reader may see so far. */
export interface EntryPage {
  readonly entries: readonly Entry[];
  readonly next: number | null;
}
