import { describe, expect, it } from 'vitest';
import { aConversation, maya, ownedBy } from '../testing/builders';
import { permissionsFor, takeOverLabel } from './permissions';

const enabled = (conversation: Parameters<typeof permissionsFor>[0]) => {
  const p = permissionsFor(conversation, maya);
  return {
    standing: p.standing,
    reply: p.canReply,
    can: (['takeOver', 'returnToBot', 'transfer', 'resolve', 'reopen'] as const).filter((name) => p[name].enabled),
  };
};

describe('C02: what a member of staff may do', () => {
  it('with a conversation the bot answers: take over, pass on or resolve, no reply', () => {
    expect(enabled(aConversation({ owner: ownedBy.bot }))).toEqual({
      standing: 'bot',
      reply: false,
      can: ['takeOver', 'transfer', 'resolve'],
    });
  });

  it('with a waiting one: take over, pass on, give it back to the bot, or resolve', () => {
    expect(enabled(aConversation())).toEqual({
      standing: 'queue',
      reply: false,
      can: ['takeOver', 'returnToBot', 'transfer', 'resolve'],
    });
  });

  it('with one’s own: reply and hand it on', () => {
    expect(enabled(aConversation({ owner: ownedBy.maya }))).toEqual({
      standing: 'mine',
      reply: true,
      can: ['returnToBot', 'transfer', 'resolve'],
    });
  });

  it('with a colleague’s: nothing: they pass it on themselves', () => {
    expect(enabled(aConversation({ owner: ownedBy.tom }))).toEqual({ standing: 'colleague', reply: false, can: [] });
  });

  it('with a colleague’s, as an administrator: take it over, asked first whose it is', () => {
    const taken = permissionsFor(aConversation({ owner: ownedBy.tom }), { ...maya, roles: ['admin'] });
    expect(taken.canReply).toBe(false);
    expect(taken.takeOver.enabled).toBe(true);
    expect(taken.takeOver.confirm).toContain('Tom Becker');
    expect(takeOverLabel(taken.standing, aConversation({ owner: ownedBy.tom }))).toBe('Take over from Tom Becker');
  });

  it('with a resolved one: reopen, even if it was one’s own', () => {
    expect(enabled(aConversation({ owner: ownedBy.maya, state: 'resolved' }))).toEqual({
      standing: 'resolved',
      reply: false,
      can: ['reopen'],
    });
  });
});

describe('a question comes first', () => {
  it('not before taking one nobody has', () => {
    expect(permissionsFor(aConversation(), maya).takeOver.confirm).toBeNull();
  });

  it('before leaving the customer’s last message without an answer', () => {
    const unanswered = permissionsFor(aConversation({ owner: ownedBy.maya }), maya);
    expect(unanswered.returnToBot.confirm).toContain('no answer');
    expect(unanswered.resolve.confirm).toContain('no answer');
    const answered = aConversation({ owner: ownedBy.maya, waitingSince: null });
    expect(permissionsFor(answered, maya).returnToBot.confirm).toBeNull();
  });
});
