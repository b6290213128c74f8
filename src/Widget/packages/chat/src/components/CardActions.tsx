import type { CardAction } from '@ez/protocol';
import { useStrings } from '../i18n/index.ts';
import { safeLink } from '../links.ts';
import { Icon } from './Icon.tsx';

export interface ActionState {
  /** The action on its way to the server now. */
  readonly sending: string | null;
  readonly used: readonly string[];
  /** Every server action of the card is closed: one is on its way, or the card's question is answered. */
  readonly locked: boolean;
}

interface Props {
  readonly actions: readonly CardAction[];
  readonly state: ActionState;
  readonly onAct: (action: CardAction) => void;
  /** What the button belongs to, for those who hear "Choose" four times. */
  readonly context?: string | undefined;
  readonly chips?: boolean;
}

export function CardActions({ actions, state, onAct, context, chips = false }: Props) {
  return (
    <div class={chips ? 'actions chips' : 'actions'}>
      {actions.map((action) =>
        action.url ? (
          <LinkAction key={action.id} action={action} url={action.url} />
        ) : (
          <SendAction key={action.id} action={action} state={state} context={context} onAct={onAct} />
        ),
      )}
    </div>
  );
}

function SendAction({ action, state, context, onAct }: Omit<Props, 'actions' | 'chips'> & { readonly action: CardAction }) {
  const t = useStrings();
  const used = state.used.includes(action.id);
  const sending = state.sending === action.id;
  const label = context === undefined ? action.label : `${action.label}: ${context}`;
  return (
    <button
      type="button"
      class={`action action-${tone(action.style)}${used ? ' action-used' : ''}`}
      disabled={state.locked || used || sending}
      aria-label={used ? `${label} (${t.chosen})` : label}
      aria-busy={sending}
      onClick={() => onAct(action)}
    >
      {sending ? <span class="spinner" aria-hidden="true" /> : used && <Icon name="check" />}
      <span dir="auto">{action.label}</span>
    </button>
  );
}

/** C08: a link says where it leads. What is no web address is shown as text. */
function LinkAction({ action, url }: { readonly action: CardAction; readonly url: string }) {
  const t = useStrings();
  const link = safeLink(url, location.origin);
  if (link === null) return <span class="action action-default">{action.label}</span>;
  return (
    <a
      class={`action action-link action-${tone(action.style)}`}
      href={link.href}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={`${action.label}, ${link.host}, ${t.opensNewTab}`}
    >
      <span dir="auto">{action.label}</span>
      <small dir="ltr">
        {link.host} <Icon name="external" />
      </small>
    </a>
  );
}

const tone = (style: string | null | undefined): string => (style === 'primary' || style === 'danger' ? style : 'default');
