import type { ChatApi } from './api.ts';
import { backoff, type Clock } from './clock.ts';
import { isUnauthorized, Problem, toRefusal } from './problem.ts';
import type { ChatEvent, Outgoing } from './state.ts';

export interface OutboxHost {
  /** The oldest message that waits to be sent, when there is a session to send it with. */
  next(): Outgoing | undefined;
  token(): string;
  renew(): Promise<boolean>;
  dispatch(event: ChatEvent): void;
  later(ms: number, work: () => void): void;
}

const serverErrorTries = 4;

/**
 * Sends what is queued, in order and one at a time: a later message must not overtake an earlier one. A message keeps its
 * clientMessageId through every retry, so the server stores it once however often it arrives.
 */
export class Outbox {
  private flushing = false;
  private attempts = 0;
  private readonly serverErrors = new Map<string, number>();

  constructor(
    private readonly api: ChatApi,
    private readonly clock: Clock,
    private readonly host: OutboxHost,
  ) {}

  async flush(): Promise<void> {
    if (this.flushing) return;
    this.flushing = true;
    try {
      for (let next = this.host.next(); next !== undefined; next = this.host.next()) {
        if (await this.trySend(next)) continue;
        this.host.later(backoff(this.attempts++, this.clock), () => void this.flush());
        return;
      }
      this.attempts = 0;
    } finally {
      this.flushing = false;
    }
  }

  /** False: no verdict on this message yet, try it again later. */
  private async trySend({ clientMessageId, text, action, files }: Outgoing): Promise<boolean> {
    const token = this.host.token();
    try {
      if (action === null) await this.api.sendMessage(token, clientMessageId, text, files?.map((f) => f.id));
      else await this.api.sendAction(token, clientMessageId, action.entryId, action.actionId, action.values);
      this.host.dispatch({ type: 'delivered', clientMessageId });
    } catch (error) {
      if (isUnauthorized(error)) {
        // Somebody else may have renewed meanwhile; then the next try simply uses the new token.
        if (this.host.token() === token) await this.host.renew();
        return false;
      }
      if (!(error instanceof Problem) || this.mayPass(clientMessageId, error)) return false;
      this.host.dispatch({ type: 'failed', clientMessageId, refusal: toRefusal(error) });
    }
    this.serverErrors.delete(clientMessageId);
    return true;
  }

  /** A server error may pass; after a few tries the person is told instead of being left waiting. */
  private mayPass(clientMessageId: string, problem: Problem): boolean {
    const tries = (this.serverErrors.get(clientMessageId) ?? 0) + 1;
    this.serverErrors.set(clientMessageId, tries);
    return problem.status >= 500 && tries < serverErrorTries;
  }
}
