import { Button, Loader } from '@mantine/core';
import { Fragment, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useDesk } from '../shell/desk';
import { EmptyState } from '../shell/EmptyState';
import { ChatIcon } from '../shell/icons';
import { dayLabel, sameDay } from '../shell/time';
import { useNow } from '../shell/useNow';
import type { LoadedLog } from './conversationLogs';
import { EntryLine } from './EntryLine';
import { foldReplacements, hasOlder, lastRead, lastSequence, type ShownEntry } from './entryLog';
import { PendingLine } from './PendingLine';
import classes from './Transcript.module.css';

interface TranscriptProps {
  readonly conversationId: string;
  readonly log: LoadedLog;
  readonly customerName: string;
  readonly customerSeed: string;
  readonly typing: string | null;
  readonly onReopen: () => void;
}

const groupWithinMs = 5 * 60_000;
const nearBottomPx = 80;

export function Transcript({ conversationId, log, customerName, customerSeed, typing, onReopen }: TranscriptProps) {
  const { logs } = useDesk();
  const now = useNow(60_000);
  const lines = useMemo(() => foldReplacements(log.entries), [log.entries]);
  const read = useMemo(() => lastRead(lines, log.readUpTo), [lines, log.readUpTo]);
  const sendAgain = useCallback((entryId: string) => void logs.sendAgain(conversationId, entryId), [logs, conversationId]);
  const { box, atBottom, onScroll, toBottom } = useStickToBottom(log);

  if (log.phase === 'failed') {
    return (
      <EmptyState title="The messages could not be loaded" text={log.error ?? ''}>
        <Button size="xs" variant="default" onClick={onReopen}>
          Try again
        </Button>
      </EmptyState>
    );
  }

  return (
    <div className={classes.frame}>
      <div ref={box} className={classes.scroll} onScroll={onScroll} tabIndex={0} role="region" aria-label="Messages">
        <div className={classes.inner}>
          {hasOlder(log) && (
            <div className={classes.older}>
              <Button
                size="compact-sm"
                variant="subtle"
                loading={log.loadingOlder}
                onClick={() => void logs.loadOlder(conversationId)}
              >
                Show older messages
              </Button>
            </div>
          )}
          {log.phase === 'loading' && log.entries.length === 0 && (
            <div className={classes.older}>
              <Loader type="dots" size="sm" aria-label="Loading messages" />
            </div>
          )}
          {log.phase === 'ready' && log.entries.length === 0 && log.pending.length === 0 && (
            <EmptyState icon={ChatIcon} title="No messages yet" text="The customer opened the chat and has not written." />
          )}
          <div role="log" aria-live="polite" aria-relevant="additions" aria-label="Conversation">
            {lines.map((line, index) => (
              <Fragment key={line.entry.id}>
                {startsDay(lines, index) && (
                  <div className={classes.day} role="separator" aria-label={dayLabel(line.entry.createdAt, now)}>
                    <span>{dayLabel(line.entry.createdAt, now)}</span>
                  </div>
                )}
                <EntryLine
                  line={line}
                  continued={!startsDay(lines, index) && continues(lines[index - 1], line)}
                  customerName={customerName}
                  customerSeed={customerSeed}
                  delivery={log.deliveries.get(line.shown.id)}
                  read={line === read}
                  onSendAgain={sendAgain}
                />
              </Fragment>
            ))}
            {log.pending.map((pending) => (
              <PendingLine
                key={pending.clientMessageId}
                pending={pending}
                onRetry={(id) => void logs.retry(conversationId, id)}
                onDiscard={(id) => logs.discard(conversationId, id)}
              />
            ))}
          </div>
          <div className={classes.typing} role="status">
            {typing && (
              <>
                <span className={classes.dots} aria-hidden="true">
                  <i />
                  <i />
                  <i />
                </span>
                {typing} is typing…
              </>
            )}
          </div>
        </div>
      </div>
      {!atBottom && (
        <Button className={classes.jump} size="xs" radius="xl" onClick={toBottom}>
          Jump to the latest
        </Button>
      )}
    </div>
  );
}

function startsDay(lines: readonly ShownEntry[], index: number): boolean {
  const here = lines[index];
  const before = lines[index - 1];
  return here !== undefined && (before === undefined || !sameDay(before.entry.createdAt, here.entry.createdAt));
}

function continues(before: ShownEntry | undefined, here: ShownEntry): boolean {
  if (!before || before.updates > 0 || here.updates > 0) return false;
  const [a, b] = [before.shown, here.shown];
  const spoken = (kind: string) => kind === 'message' || kind === 'card';
  return (
    spoken(a.kind) &&
    spoken(b.kind) &&
    a.author.kind === b.author.kind &&
    a.author.name === b.author.name &&
    Date.parse(b.createdAt) - Date.parse(a.createdAt) < groupWithinMs
  );
}

/** Follows the newest entry unless the reader has scrolled away, and holds still when older entries are put on top. */
function useStickToBottom(log: LoadedLog) {
  const box = useRef<HTMLDivElement>(null);
  const [atBottom, setAtBottom] = useState(true);
  const stick = useRef(true);
  const before = useRef({ first: 0, height: 0 });
  const first = log.entries[0]?.sequence ?? 0;
  const last = lastSequence(log);
  const pending = log.pending.length;

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const grewOnTop = before.current.first > 0 && first < before.current.first;
    if (grewOnTop) element.scrollTop += element.scrollHeight - before.current.height;
    else if (stick.current) element.scrollTop = element.scrollHeight;
    before.current = { first, height: element.scrollHeight };
  }, [first, last]);

  useEffect(() => {
    // One's own message is always worth seeing.
    if (pending > 0 && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [pending]);

  useEffect(() => {
    const element = box.current;
    if (!element || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(() => {
      if (stick.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, [log.phase]);

  const onScroll = () => {
    const element = box.current;
    if (!element) return;
    const near = element.scrollHeight - element.scrollTop - element.clientHeight < nearBottomPx;
    stick.current = near;
    setAtBottom(near);
  };
  const toBottom = () => box.current?.scrollTo({ top: box.current.scrollHeight, behavior: 'smooth' });
  return { box, atBottom, onScroll, toBottom };
}
