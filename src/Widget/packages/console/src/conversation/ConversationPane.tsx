import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useCallback, useEffect, useState, type RefObject } from 'react';
import type { ConversationSummary } from '../api/types';
import { ConfirmDialog, type Question } from '../shell/ConfirmDialog';
import { useDesk } from '../shell/desk';
import { customerName } from '../shell/people';
import { useStore } from '../shell/store';
import { Composer, type ComposerMode } from './Composer';
import { ConversationHeader } from './ConversationHeader';
import { unopenedLog } from './conversationLogs';
import { lastSequence } from './entryLog';
import { ReplyBlocked } from './OwnerBanner';
import { permissionsFor } from './permissions';
import { ReturnDialog } from './ReturnDialog';
import { Transcript } from './Transcript';
import { TransferDialog } from './TransferDialog';
import { useConversationActions, type Act } from './useConversationActions';
import { useTellTyping, useTyping } from './useTyping';
import classes from './ConversationPane.module.css';

/** What keyboard shortcuts outside the pane may ask of it. */
export interface ConversationCommands {
  act(act: Act): void;
  write(mode: ComposerMode): void;
}

interface ConversationPaneProps {
  readonly summary: ConversationSummary;
  readonly commands: RefObject<ConversationCommands | null>;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** The conversation is one's own from now on. */
  readonly onTaken: () => void;
  readonly onBack: (() => void) | null;
  readonly onCustomer: (() => void) | null;
}

const questions: Readonly<Record<Exclude<Act, 'transfer'>, { title: string; yes: string }>> = {
  'take-over': { title: 'Take the conversation over?', yes: 'Take over' },
  return: { title: 'Return to the bot?', yes: 'Return to the bot' },
  resolve: { title: 'Resolve this conversation?', yes: 'Resolve' },
  reopen: { title: 'Reopen this conversation?', yes: 'Reopen' },
};

/** One conversation: its log, its composer and what may be done with it. Keyed by id, so nothing leaks into the next. */
export function ConversationPane({ summary, commands, field, onTaken, onBack, onCustomer }: ConversationPaneProps) {
  const { me, api, live, logs, seen, drafts } = useDesk();
  const { id } = summary;
  const log = useStore(logs.store, (all) => all.get(id) ?? unopenedLog);
  const permissions = permissionsFor(summary, me);
  const { busy, act, transfer, transferToTopic, returnToBot } = useConversationActions(id);
  const typing = useTyping(id, customerName(summary));
  const tellTyping = useTellTyping(id);
  const [mode, setMode] = useState<ComposerMode>('message');
  const [question, setQuestion] = useState<Question | null>(null);
  const [transferring, setTransferring] = useState(false);
  const [returning, setReturning] = useState(false);
  const newest = summary.lastSequence;

  const open = useCallback(() => void logs.open(id, newest), [logs, id, newest]);
  useEffect(() => {
    if (logs.log(id).phase === 'new') open();
  }, [logs, id, open]);
  useEffect(() => {
    void logs.resync(id);
    const unwatch = live.watch(id);
    const unsubscribe = live.subscribe({ resync: () => void logs.resync(id) });
    return () => {
      unsubscribe();
      unwatch();
    };
  }, [live, logs, id]);

  const shownUpTo = lastSequence(log);
  useEffect(() => {
    const mark = () => document.visibilityState === 'visible' && seen.mark(id, shownUpTo);
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => document.removeEventListener('visibilitychange', mark);
  }, [seen, id, shownUpTo]);

  const draft = useCallback((of: ComposerMode) => drafts.get(`${id}:${of}`) ?? '', [drafts, id]);

  const write = useCallback(
    (next: ComposerMode) => {
      setMode(next);
      // After the next paint, when a field that was blocked before is there.
      setTimeout(() => field.current?.focus(), 50);
    },
    [field],
  );

  function run(verb: Exclude<Act, 'transfer'>) {
    void act(verb).then((done) => {
      if (!done || (verb !== 'take-over' && verb !== 'reopen')) return;
      onTaken();
      write('message');
    });
  }

  function mailTranscript() {
    api.sendTranscript(id).then(
      () => {
        notifications.show({ title: 'Transcript sent', message: `It goes to ${summary.customer?.email ?? 'the customer'}, without notes.` });
        void logs.resync(id);
      },
      (error: unknown) =>
        notifications.show({ color: 'red', title: 'The transcript was not sent', message: error instanceof Error ? error.message : '' }),
    );
  }

  function start(what: Act) {
    if (busy) return;
    const availability = {
      'take-over': permissions.takeOver,
      return: permissions.returnToBot,
      resolve: permissions.resolve,
      reopen: permissions.reopen,
      transfer: permissions.transfer,
    }[what];
    if (!availability.enabled) return;
    if (what === 'transfer') setTransferring(true);
    else if (what === 'return' && permissions.standing === 'mine') setReturning(true);
    else if (availability.confirm === null) run(what);
    else setQuestion({ ...questions[what], text: availability.confirm, run: () => run(what) });
  }

  useEffect(() => {
    commands.current = { act: start, write };
    return () => {
      commands.current = null;
    };
  });

  return (
    <section className={classes.pane} aria-label={`Conversation with ${customerName(summary)}`}>
      <ConversationHeader
        summary={summary}
        permissions={permissions}
        busy={busy}
        onAct={start}
        onTranscript={mailTranscript}
        onBack={onBack}
        onCustomer={onCustomer}
      />
      <Transcript
        conversationId={id}
        log={log}
        customerName={customerName(summary)}
        customerSeed={summary.customer?.id ?? id}
        typing={typing}
        onReopen={open}
      />
      {log.phase === 'ready' && log.error && (
        <div className={classes.trouble} role="alert">
          <span>Some messages could not be loaded: {log.error}</span>
          <Button size="compact-xs" variant="light" color="red" onClick={() => void logs.resync(id)}>
            Try again
          </Button>
        </div>
      )}
      <Composer
        mode={mode}
        onMode={setMode}
        canReply={permissions.canReply}
        replyBlocked={
          <ReplyBlocked
            permissions={permissions}
            summary={summary}
            busy={busy !== null}
            onTakeOver={() => start('take-over')}
            onReopen={() => start('reopen')}
          />
        }
        field={field}
        draft={draft}
        onDraft={(of, text) => drafts.set(`${id}:${of}`, text)}
        onSend={(of, text) => void logs.send(id, of, text)}
        onTyping={tellTyping}
      />
      <ConfirmDialog question={question} onClose={() => setQuestion(null)} />
      <ReturnDialog
        opened={returning}
        question={permissions.returnToBot.confirm}
        onClose={() => setReturning(false)}
        onReturn={(done) => {
          setReturning(false);
          void returnToBot(done);
        }}
      />
      <TransferDialog
        opened={transferring}
        onClose={() => setTransferring(false)}
        onTransfer={(staffId) => {
          setTransferring(false);
          void transfer(staffId);
        }}
        onTransferToTopic={(topic, note) => {
          setTransferring(false);
          void transferToTopic(topic, note);
        }}
      />
    </section>
  );
}
