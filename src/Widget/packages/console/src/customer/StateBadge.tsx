import { Badge } from '@mantine/core';

/** What a state means for the person reading it, by colour: fine, under way, needs a look, over. */
const colors: Readonly<Record<string, string>> = {
  active: 'green',
  running: 'green',
  paid: 'green',
  completed: 'green',
  ready: 'green',
  open: 'blue',
  new: 'blue',
  pending: 'blue',
  processing: 'blue',
  provisioning: 'blue',
  starting: 'blue',
  issued: 'blue',
  awaiting_payment: 'yellow',
  pending_payment: 'yellow',
  unpaid: 'yellow',
  partially_paid: 'yellow',
  finalised: 'yellow',
  finalized: 'yellow',
  waiting: 'yellow',
  waiting_customer: 'yellow',
  suspended: 'orange',
  stopped: 'orange',
  overdue: 'red',
  failed: 'red',
  declined: 'red',
  error: 'red',
  terminated: 'gray',
  cancelled: 'gray',
  canceled: 'gray',
  expired: 'gray',
  refunded: 'gray',
  void: 'gray',
  draft: 'gray',
  closed: 'gray',
  resolved: 'gray',
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
  return (
    <Badge size="sm" variant="light" radius="sm" tt="none" fw={500} color={colors[key] ?? 'gray'} style={{ flex: 'none' }}>
      {words.charAt(0).toUpperCase() + words.slice(1)}
    </Badge>
  );
}
