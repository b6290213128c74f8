import type { ConnectionState, Owner } from '@ez/protocol';
import { useStrings } from '../i18n/index.ts';
import { Icon } from './Icon.tsx';

interface Props {
  readonly title: string;
  readonly owner: Owner | null;
  readonly connection: ConnectionState;
  readonly onClose: (() => void) | null;
}

export function Header({ title, owner, connection, onClose }: Props) {
  const t = useStrings();
  const online = connection === 'online';
  return (
    <header class="header">
      <Avatar owner={owner} />
      <div class="header-text">
        <h1>
          <bdi>{title}</bdi>
        </h1>
        <p class="owner" role="status">
          <span class={`dot ${online ? (owner?.kind === 'queue' ? 'dot-waiting' : 'dot-online') : 'dot-off'}`} aria-hidden="true" />
          <OwnerLine owner={owner} />
        </p>
      </div>
      {onClose !== null && (
        <button type="button" class="icon-button header-close" aria-label={t.close} title={t.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      )}
    </header>
  );
}

function OwnerLine({ owner }: { readonly owner: Owner | null }) {
  const t = useStrings();
  if (owner?.kind === 'queue') return <span>{t.ownerQueue}</span>;
  if (owner?.kind === 'staff') {
    return (
      <span>
        <bdi class="owner-name">{owner.name}</bdi> {t.ownerStaff}
      </span>
    );
  }
  return (
    <span>
      <bdi class="owner-name">{owner?.name ?? t.assistant}</bdi> · {t.ownerBot}
    </span>
  );
}

function Avatar({ owner }: { readonly owner: Owner | null }) {
  if (owner?.kind === 'staff' && owner.name) return <span class="avatar" aria-hidden="true">{initials(owner.name)}</span>;
  return (
    <span class="avatar" aria-hidden="true">
      <Icon name={owner?.kind === 'queue' ? 'people' : 'bot'} />
    </span>
  );
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((w) => [...(w ?? '')][0] ?? '').join('').toUpperCase();
}
