import { Tag, type Tone } from '../shell/Tag';

const tones: Readonly<Record<string, Tone>> = {
  active: 'good',
  running: 'good',
  paid: 'good',
  completed: 'good',
  ready: 'good',
  open: 'busy',
  new: 'busy',
  pending: 'busy',
  processing: 'busy',
  provisioning: 'busy',
  starting: 'busy',
  issued: 'busy',
  awaiting_payment: 'look',
  pending_payment: 'look',
  unpaid: 'look',
  partially_paid: 'look',
  finalised: 'look',
  finalized: 'look',
  waiting: 'look',
  waiting_customer: 'look',
  suspended: 'look',
  stopped: 'look',
  overdue: 'bad',
  failed: 'bad',
  declined: 'bad',
  error: 'bad',
  terminated: 'over',
  cancelled: 'over',
  canceled: 'over',
  expired: 'over',
  refunded: 'over',
  void: 'over',
  draft: 'over',
  closed: 'over',
  resolved: 'over',
};

/** `PendingPayment`, `pending_payment` and `pending-payment` are one state to a reader. */
export function stateKey(state: string): string {
  return state
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase();
}

export function StateBadge({ state }: { state: string }) {
  const key = stateKey(state);
  const words = key.replaceAll('_', ' ');
  return <Tag tone={tones[key] ?? 'over'}>{words.charAt(0).toUpperCase() + words.slice(1)}</Tag>;
}
