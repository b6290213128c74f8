import type { ChatApi } from './api.ts';
import type { Clock } from './clock.ts';
import type { Entry, Owner } from './entries.ts';
import { oneAtATime } from './lock.ts';
import type { Memory, SavedSession } from './memory.ts';
import { isUnauthorized, Problem } from './problem.ts';
import { openSession } from './session.ts';

/** A session with less than this to live is not begun with, and is renewed by then. */
export const renewBeforeExpiryMs = 60_000;

export interface SessionEvents {
  /** There is a session: a first one, or another one in its place. */
  opened(session: SavedSession, entries: readonly Entry[]): void;
  /** The server will not give one; final until someone acts, or until the time it named. */
  refused(problem: Problem): void;
  /** It could not be asked. */
  failed(): void;
}

/**
 * The visitor's session: carries on with the one in memory (a reload, or another tab that has renewed it), else asks for one.
 * Resume tokens work once, so tabs of one site take turns, and look again when it is theirs.
 */
export class SessionKeeper {
  current: SavedSession | null = null;
  private opening: Promise<void> | null = null;
  private identityToken: string | null;
  /** The host site named somebody, and no session says so yet. */
  private identityPending: boolean;
  /** The token the server no longer accepts. */
  private refusedToken: string | null = null;

  constructor(
    private readonly api: ChatApi,
    private readonly clock: Clock,
    private readonly memory: Memory,
    private readonly options: { readonly lockName?: string; readonly locale?: string; readonly identityToken?: string },
    private readonly events: SessionEvents,
  ) {
    this.identityToken = options.identityToken ?? null;
    this.identityPending = this.identityToken !== null;
  }

  get token(): string {
    return this.current?.token ?? '';
  }

  open(): Promise<void> {
    this.opening ??= this.openOnce().finally(() => {
      this.opening = null;
    });
    return this.opening;
  }

  /** The token ran out or was revoked: another session by the resume token. Answers whether there is one. */
  async renew(): Promise<boolean> {
    const before = this.current;
    this.refusedToken = before?.token ?? null;
    await this.open();
    return this.current !== null && this.current !== before;
  }

  /** The host site vouches for its signed-in user: the next session says so. Waits for one that is just being opened. */
  async identify(identityToken: string): Promise<void> {
    this.identityToken = identityToken;
    this.identityPending = true;
    await this.opening;
  }

  /** Runs work with the token, once more with a new one when the server no longer accepts it. */
  async withToken<T>(renew: () => Promise<boolean>, work: (token: string) => Promise<T>): Promise<T> {
    const token = this.token;
    try {
      return await work(token);
    } catch (error) {
      if (!isUnauthorized(error) || (this.token === token && !(await renew()))) throw error;
      return work(this.token);
    }
  }

  /** Who owns the conversation is remembered with the session, for the next start. */
  rememberOwner(owner: Owner): void {
    const saved = this.memory.load().session;
    if (saved !== null && saved.token === this.current?.token) this.memory.saveSession({ ...saved, owner });
  }

  private async openOnce(): Promise<void> {
    try {
      if (!this.adopt()) await oneAtATime(this.options.lockName, async () => this.adopt() || (await this.request()));
    } catch (error) {
      if (error instanceof Problem && error.status < 500) this.events.refused(error);
      else this.events.failed();
    }
  }

  private adopt(): boolean {
    const saved = this.memory.load().session;
    if (saved === null || this.identityPending || saved.token === this.refusedToken) return false;
    if (Date.parse(saved.expiresAt) - this.clock.now() < renewBeforeExpiryMs) return false;
    this.accept(saved, []);
    return true;
  }

  private async request(): Promise<boolean> {
    const identityToken = this.identityToken;
    const resumeToken = this.memory.load().session?.resumeToken ?? null;
    const { entries, ...session } = await openSession(this.api, { locale: this.options.locale, identityToken, resumeToken });
    if (identityToken === this.identityToken) this.identityPending = false;
    this.memory.saveSession(session);
    this.accept(session, entries);
    return true;
  }

  private accept(session: SavedSession, entries: readonly Entry[]): void {
    this.current = session;
    this.events.opened(session, entries);
  }
}
