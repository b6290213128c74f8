/** The queue for people: the console's part of the contract. */

export const topics = ['general', 'billing', 'technical', 'sales', 'domains'] as const;

export type Topic = (typeof topics)[number];

export const topicNames: Readonly<Record<Topic, string>> = {
  general: 'General',
  billing: 'Billing',
  technical: 'Technical',
  sales: 'Sales',
  domains: 'Domains',
};

/** `skills` empty is every topic. */
export interface DeskState {
  readonly staffId: string;
  readonly available: boolean;
  readonly skills: readonly Topic[];
  readonly capacity: number;
  readonly load: number;
}

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export type Weekday = (typeof weekdays)[number];

/** Minutes since midnight, in the company's own time. */
export interface OpeningHours {
  readonly day: Weekday;
  readonly opens: number;
  readonly closes: number;
}

export interface Holiday {
  readonly date: string;
  readonly name: string;
}

export interface SupportHours {
  readonly timeZone: string;
  readonly week: readonly OpeningHours[];
  readonly holidays: readonly Holiday[];
  readonly openNow?: boolean;
  readonly opensAt?: string | null;
}

export interface Rating {
  readonly id: string;
  readonly conversationId: string;
  readonly staffName: string;
  readonly score: number;
  readonly comment?: string | null;
  readonly answeredAt: string;
}

export interface SatisfactionResults {
  readonly asked: number;
  readonly answered: number;
  readonly average?: number | null;
  readonly scores: readonly number[];
  readonly staff: readonly { readonly staffId: string; readonly name: string; readonly answered: number; readonly average: number }[];
  readonly latest: readonly Rating[];
}

export interface UnderstoodRequest {
  readonly skill: string;
  readonly confidence?: number;
  readonly slots?: Readonly<Record<string, string>>;
  readonly alternatives?: readonly { readonly skill: string; readonly confidence: number }[];
}

export interface TurnFrame {
  readonly skill: string;
  readonly slots?: Readonly<Record<string, string>>;
  readonly expecting?: string | null;
  readonly confirming?: boolean;
  readonly awaitsSignIn?: boolean;
}

/** Why the bot said what it said, one turn. */
export interface BotTurn {
  readonly id: string;
  readonly fromSequence: number;
  readonly upToSequence: number;
  readonly understanding: readonly UnderstoodRequest[] | readonly (readonly UnderstoodRequest[])[] | UnderstoodRequest;
  readonly decisions: readonly string[];
  readonly frames?: readonly TurnFrame[] | null;
  readonly durationMs: number;
  readonly createdAt: string;
}

export interface DialogueState {
  readonly state?: unknown;
  readonly waits: boolean;
  readonly failedTurns: number;
}
