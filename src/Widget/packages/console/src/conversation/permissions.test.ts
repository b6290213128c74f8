import { describe, expect, it } from 'vitest';
import { aConversation, maya, mayaAuthor, ownedBy } from '../testing/builders';
import { permissionsFor } from './permissions';

const enabled = (conversation: Parameters<typeof permissionsFor>[0]) => {
  const p = permissionsFor(conversation, maya);
  return {
    standing: p.standing,
    reply: p.canReply,
    can: (['takeOver', 'returnToBot', 'transfer', 'resolve', 'reopen'] as const).filter((name) => p[name].enabled),
  };
};

describe('C02: what a member of staff may do', () => {
  it('with a conversation the bot answers: take over or resolve, no reply', () => {
    expect(enabled(aConversation({ owner: ownedBy.bot }))).toEqual({
      standing: 'bot',
      reply: false,
      can: ['takeOver', 'resolve'],
    });
  });

  it('with a waiting one: take over, give it back to the bot, or resolve', () => {
    expect(enabled(aConversation())).toEqual({ standing: 'queue', reply: false, can: ['takeOver', 'returnToBot', 'resolve'] });
  });

  it('with one’s own: reply and hand it on', () => {
    expect(enabled(aConversation({ owner: ownedBy.maya }))).toEqual({
      standing: 'mine',
      reply: true,
      can: ['returnToBot', 'transfer', 'resolve'],
    });
  });

  it('with a colleague’s: nothing but taking it over', () => {
    expect(enabled(aConversation({ owner: ownedBy.tom }))).toEqual({ standing: 'colleague', reply: false, can: ['takeOver'] });
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
  it('before taking a colleague’s conversation, by name', () => {
    expect(permissionsFor(aConversation({ owner: ownedBy.tom }), maya).takeOver.confirm).toContain('Tom Becker');
  });

  it('not before taking one nobody has', () => {
    expect(permissionsFor(aConversation(), maya).takeOver.confirm).toBeNull();
  });

  it('before leaving the customer’s last message without an answer', () => {
    const unanswered = permissionsFor(aConversation({ owner: ownedBy.maya }), maya);
    expect(unanswered.returnToBot.confirm).toContain('no answer');
    expect(unanswered.resolve.confirm).toContain('no answer');
    const lastEntry = { kind: 'message', author: mayaAuthor, text: 'Done.', createdAt: '2026-01-05T10:06:00.000Z' } as const;
    expect(permissionsFor(aConversation({ owner: ownedBy.maya, lastEntry }), maya).returnToBot.confirm).toBeNull();
  });
});
