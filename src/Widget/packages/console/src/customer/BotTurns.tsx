import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { Entry } from '@ez/protocol';
import type { BotTurn, TurnFrame, UnderstoodRequest } from '../api/handoff';
import { unopenedLog } from '../conversation/conversationLogs';
import { useDesk } from '../shell/desk';
import { BotIcon } from '../shell/icons';
import { useStore } from '../shell/store';
import { fullTime } from '../shell/time';
import classes from './BotTurns.module.css';

/** Why the bot said that: what it understood, had in hand, decided and did, turn by turn, newest first. Loaded when it is asked for. */
export function BotTurns({ conversationId }: { conversationId: string }) {
  const [open, setOpen] = useState(false);
  const heading = useId();
  return (
    <section className={classes.section} aria-labelledby={heading}>
      <h3 id={heading} className={classes.heading}>
        <BotIcon size={16} />
        Why the bot said that
      </h3>
      <Button size="compact-xs" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Hide' : 'Show its turns'}
      </Button>
      {open && <Turns id={conversationId} />}
    </section>
  );
}

function Turns({ id }: { id: string }) {
  const { api, logs } = useDesk();
  const entries = useStore(logs.store, (all) => (all.get(id) ?? unopenedLog).entries);
  const turns = useQuery({ queryKey: ['conversation', id, 'turns'], queryFn: () => api.turns(id) });
  const dialogue = useQuery({ queryKey: ['conversation', id, 'dialogue'], queryFn: () => api.dialogue(id) });
  if (turns.isPending) return <Text size="sm">Loading…</Text>;
  if (turns.isError) {
    return (
      <div role="alert">
        <Text size="sm">{turns.error.message}</Text>
        <Button size="compact-xs" variant="default" onClick={() => void turns.refetch()}>
          Try again
        </Button>
      </div>
    );
  }
  return (
    <>
      {turns.data.length === 0 && <p className={classes.none}>The bot has not answered here yet.</p>}
      <ol className={classes.turns}>
        {turns.data.map((turn) => (
          <li key={turn.id} className={classes.turn}>
            <Turn turn={turn} said={saidIn(turn, entries)} />
          </li>
        ))}
      </ol>
      {dialogue.data?.state !== undefined && dialogue.data.state !== null && (
        <details className={classes.state}>
          <summary>What it keeps in mind</summary>
          <pre tabIndex={0}>{JSON.stringify(dialogue.data.state, null, 2)}</pre>
        </details>
      )}
    </>
  );
}

function Turn({ turn, said }: { turn: BotTurn; said: string | null }) {
  const requests = requestsOf(turn.understanding);
  const effects = turn.decisions.filter((line) => line.startsWith('effect: ')).map((line) => line.slice('effect: '.length));
  const policy = turn.decisions.filter((line) => !line.startsWith('effect: '));
  return (
    <>
      <div className={classes.said} dir="auto">
        {turn.upToSequence === 0 ? 'Greeting' : said === null ? `Answer to ${span(turn)}` : `“${said}”`}
      </div>
      <div className={classes.when}>
        {fullTime(turn.createdAt)} · {turn.durationMs} ms
      </div>
      {requests.map((request, i) => (
        <Line key={`${request.skill}-${i}`} label="Understood">
          <strong>{words(request.skill)}</strong>
          {request.confidence !== undefined && ` ${Math.round(request.confidence * 100)} %`}
          <Slots slots={request.slots} />
          {likely(request).length > 0 && (
            <span className={classes.also}>
              or {likely(request).map((a) => `${words(a.skill)} ${Math.round(a.confidence * 100)} %`).join(', ')}
            </span>
          )}
        </Line>
      ))}
      {turn.frames?.map((frame, i) => (
        <Line key={`${frame.skill}-${i}`} label="In hand">
          {words(frame.skill)}
          <Slots slots={frame.slots} />
          <span className={classes.also}>{standing(frame)}</span>
        </Line>
      ))}
      <Steps label="Decided" steps={policy} />
      <Steps label="Did" steps={effects} />
    </>
  );
}

function Steps({ label, steps }: { label: string; steps: readonly string[] }) {
  if (steps.length === 0) return null;
  return (
    <Line label={label}>
      {steps.map((step, i) => (
        <span key={i} className={classes.step}>
          {words(step)}
        </span>
      ))}
    </Line>
  );
}

function Line({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className={classes.line}>
      <span className={classes.label}>{label}</span>
      <span className={classes.value}>{children}</span>
    </div>
  );
}

function Slots({ slots }: { slots: Readonly<Record<string, string>> | undefined }) {
  const known = Object.entries(slots ?? {});
  if (known.length === 0) return null;
  return <span className={classes.slots}>{known.map(([name, value]) => `${words(name)}: ${value}`).join(', ')}</span>;
}

const words = (name: string) => name.replaceAll('_', ' ');

/** What was hardly possible only hides what was. */
const likely = (request: UnderstoodRequest) => (request.alternatives ?? []).filter((a) => a.confidence >= 0.01);

/** The customer's own words, where they are loaded: nobody counts messages. */
function saidIn(turn: BotTurn, entries: readonly Entry[]): string | null {
  const theirs = entries.filter(
    (e) => e.sequence >= turn.fromSequence && e.sequence <= turn.upToSequence && e.author.kind === 'customer',
  );
  const said = theirs.map((e) => e.text || e.action?.label || '').filter((text) => text !== '');
  return said.length > 0 ? said.join(' / ') : null;
}

const span = (turn: BotTurn) =>
  turn.fromSequence === turn.upToSequence ? `message ${turn.upToSequence}` : `messages ${turn.fromSequence}–${turn.upToSequence}`;

function standing(frame: TurnFrame): string {
  if (frame.confirming) return 'waits for a yes';
  if (frame.awaitsSignIn) return 'waits for the sign-in';
  return frame.expecting ? `asked for ${words(frame.expecting)}` : '';
}

/** One message is a list of requests; a turn may answer several messages. */
function requestsOf(understanding: BotTurn['understanding']): readonly UnderstoodRequest[] {
  const all = (Array.isArray(understanding) ? understanding.flat() : [understanding]) as readonly UnderstoodRequest[];
  return all.filter((request) => typeof request.skill === 'string');
}
