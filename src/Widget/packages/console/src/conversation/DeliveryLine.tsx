import type { Delivery } from '../api/types';
import { AlertIcon, CheckIcon, ChecksIcon, ClockIcon } from '../shell/icons';
import { fullTime } from '../shell/time';
import classes from './DeliveryLine.module.css';

interface DeliveryLineProps {
  readonly delivery: Delivery;
  readonly onSendAgain: (entryId: string) => void;
}

const faces: Readonly<Record<Delivery['state'], readonly [words: string, icon: typeof CheckIcon]>> = {
  queued: ['Waiting to be sent', ClockIcon],
  sending: ['Sending…', ClockIcon],
  sent: ['Sent', CheckIcon],
  delivered: ['Delivered', ChecksIcon],
  read: ['Read', ChecksIcon],
  failed: ['Not delivered', AlertIcon],
  unknown: ['May not have arrived', AlertIcon],
  superseded: ['Not sent: a newer state took its place', CheckIcon],
};

/** It is up to a person now. */
export const isStuck = ({ state }: Delivery): boolean => state === 'failed' || state === 'unknown';

/** What became of an entry on the customer's own channel, and the way to send it once more where that is up to a person. */
export function DeliveryLine({ delivery, onSendAgain }: DeliveryLineProps) {
  const { state, reason, attempts, changedAt } = delivery;
  const stuck = isStuck(delivery);
  const tries = attempts > 1 ? ` after ${attempts} tries` : '';
  const [words, Icon] = faces[state];
  return (
    <div className={classes.line} data-state={state}>
      <span className={classes.what} title={fullTime(changedAt)}>
        <Icon size={14} />
        <span>
          {words}
          {stuck && tries}
          {reason && `: ${reason}`}
          {state === 'unknown' && ' Sending it again may show it twice.'}
        </span>
      </span>
      {stuck && (
        <button type="button" className={classes.again} onClick={() => onSendAgain(delivery.entryId)}>
          Send again
        </button>
      )}
    </div>
  );
}

/** The same word for a chat of our own, which has no deliveries: it tells how far it was seen. */
export function ReadLine() {
  return (
    <div className={classes.line} data-state="read">
      <span className={classes.what}>
        <ChecksIcon size={14} />
        <span>Read</span>
      </span>
    </div>
  );
}
