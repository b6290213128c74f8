import type { Delivery } from '../api/types';
import { fullTime } from '../shell/time';
import classes from './DeliveryLine.module.css';

interface DeliveryLineProps {
  readonly delivery: Delivery;
  readonly onSendAgain: (entryId: string) => void;
}

const words: Readonly<Record<Delivery['state'], string>> = {
  queued: 'Waiting to be sent',
  sending: 'Sending…',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  failed: 'Not delivered',
  unknown: 'May not have arrived',
};

/** What became of an entry on the customer's own channel, and the way to send it once more where that is up to a person. */
export function DeliveryLine({ delivery, onSendAgain }: DeliveryLineProps) {
  const { state, reason, attempts, changedAt } = delivery;
  const stuck = state === 'failed' || state === 'unknown';
  const tries = attempts > 1 ? ` after ${attempts} tries` : '';
  return (
    <div className={classes.line} data-state={state}>
      <span title={fullTime(changedAt)}>
        {words[state]}
        {stuck && tries}
        {reason && `: ${reason}`}
      </span>
      {stuck && (
        <button type="button" className={classes.again} onClick={() => onSendAgain(delivery.entryId)}>
          Send again
        </button>
      )}
    </div>
  );
}
