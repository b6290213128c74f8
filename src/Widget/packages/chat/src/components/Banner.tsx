import type { ChatState } from '@ez/protocol';
import { useStrings } from '../i18n/index.ts';

interface Props {
  readonly state: Pick<ChatState, 'connection' | 'refusal'>;
  readonly onReopen: () => void;
}

/** Says what is wrong with the connection and what happens next; says nothing when nothing is. */
export function Banner({ state: { connection, refusal }, onReopen }: Props) {
  const t = useStrings();
  if (refusal !== null) {
    const wait = refusal.retryAfter;
    return (
      <div class="banner banner-bad" role="alert">
        <span>{wait !== null ? t.busy(wait) : `${t.refused} ${refusal.message}`}</span>
        <button type="button" onClick={onReopen}>{t.retry}</button>
      </div>
    );
  }
  if (connection === 'online' || connection === 'connecting') return null;
  return (
    <div class={`banner ${connection === 'reconnecting' ? 'banner-wait' : 'banner-bad'}`} role="status">
      {connection === 'reconnecting' && <span class="spinner" aria-hidden="true" />}
      <span>{connection === 'reconnecting' ? t.reconnecting : connection === 'offline' ? t.offline : t.ended}</span>
      {connection === 'ended' && <button type="button" onClick={onReopen}>{t.reopen}</button>}
    </div>
  );
}
