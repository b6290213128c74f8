import { Button } from '@mantine/core';
import { AlertIcon, CheckIcon, ClockIcon, LockIcon } from '../shell/icons';
import type { PendingEntry } from './entryLog';
import lineClasses from './EntryLine.module.css';
import classes from './PendingLine.module.css';

interface PendingLineProps {
  readonly pending: PendingEntry;
  readonly onRetry: (clientMessageId: string) => void;
  readonly onDiscard: (clientMessageId: string) => void;
}

/** A message on its way: shown at once, and honest about whether it arrived. */
export function PendingLine({ pending, onRetry, onDiscard }: PendingLineProps) {
  const note = pending.kind === 'note';
  return (
    <div className={classes.line} data-status={pending.status}>
      <div className={note ? lineClasses.note : classes.bubble}>
        {note && (
          <div className={lineClasses.noteTop}>
            <LockIcon size={14} />
            <span>Internal note</span>
          </div>
        )}
        <p className={lineClasses.text}>{pending.text}</p>
      </div>
      <div className={classes.status} role={pending.status === 'failed' ? 'alert' : undefined}>
        {pending.status === 'sending' && (
          <>
            <ClockIcon size={13} /> Sending…
          </>
        )}
        {pending.status === 'accepted' && (
          <>
            <CheckIcon size={13} /> Sent
          </>
        )}
        {pending.status === 'failed' && (
          <>
            <AlertIcon size={14} />
            <span>Not sent. {pending.error}</span>
            <span className={classes.buttons}>
              {pending.retryable && (
                <Button size="compact-xs" variant="light" color="red" onClick={() => onRetry(pending.clientMessageId)}>
                  Try again
                </Button>
              )}
              <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onDiscard(pending.clientMessageId)}>
                Discard
              </Button>
            </span>
          </>
        )}
      </div>
    </div>
  );
}
