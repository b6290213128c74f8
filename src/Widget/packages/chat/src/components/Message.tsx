import type { Author, CardAction, CardValues, LogItem, Outgoing } from '@ez/protocol';
import { useLanguage, useStrings } from '../i18n/index.ts';
import { textOf } from '../timeline.ts';
import { CardView } from './CardView.tsx';
import { initials } from './Header.tsx';
import { Icon } from './Icon.tsx';
import { RichText } from './RichText.tsx';

interface MessageProps {
  readonly item: LogItem;
  readonly house: string;
  readonly first: boolean;
  readonly last: boolean;
  readonly sending: string | null;
  readonly used: readonly string[];
  readonly problem: string | null;
  readonly onAct: (entryId: string, action: CardAction, values: CardValues) => void;
}

export function Message({ item, house, first, last, sending, used, problem, onAct }: MessageProps) {
  const { entry } = item;
  const text = textOf(entry);
  if (entry.kind === 'event') {
    return (
      <p class="event" dir="auto">
        <RichText text={text} />
      </p>
    );
  }
  const mine = entry.author.kind === 'customer';
  return (
    <div class={`message ${mine ? 'mine' : 'theirs'}${first ? ' first' : ''}`}>
      {first && <AuthorName author={entry.author} mine={mine} house={house} />}
      {text !== '' && (
        <p class="bubble" dir="auto">
          <RichText text={text} />
        </p>
      )}
      {entry.card && (
        // An update is a new question: what was typed into the old one does not belong to it.
        <CardView
          key={entry.id}
          entryId={entry.id}
          card={entry.card}
          sending={sending}
          used={used}
          problem={problem}
          onAct={(action, values) => onAct(entry.id, action, values)}
        />
      )}
      {last && <Time iso={item.createdAt} />}
    </div>
  );
}

function AuthorName({ author, mine, house }: { readonly author: Author; readonly mine: boolean; readonly house: string }) {
  const t = useStrings();
  if (mine) return <span class="hidden">{t.ownerYou}: </span>;
  return (
    <p class="author">
      <span class={`author-avatar author-${author.kind}`} aria-hidden="true">
        {author.kind === 'staff' ? initials(author.name) : <Icon name="bot" />}
      </span>
      <bdi>{author.kind === 'system' ? house : author.name}</bdi>
    </p>
  );
}

export function Time({ iso }: { readonly iso: string }) {
  const { locale } = useLanguage();
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return null;
  return (
    <time class="meta" dateTime={iso} title={at.toLocaleString(locale)}>
      {at.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' })}
    </time>
  );
}

interface OutgoingProps {
  readonly outgoing: Outgoing;
  readonly online: boolean;
  readonly onRetry: (id: string) => void;
  readonly onDiscard: (id: string) => void;
}

export function OutgoingMessage({ outgoing, online, onRetry, onDiscard }: OutgoingProps) {
  const t = useStrings();
  const { clientMessageId: id, delivery, refusal, text } = outgoing;
  const reason = refusal?.status === 429 && refusal.retryAfter !== null ? t.tooFast(refusal.retryAfter) : (refusal?.message ?? '');
  return (
    <div class={`message mine first delivery-${delivery}`}>
      <span class="hidden">{t.ownerYou}: </span>
      {text !== '' && (
        <p class="bubble" dir="auto">
          <RichText text={text} />
        </p>
      )}
      {outgoing.files?.map((file) => (
        <p key={file.id} class="bubble" dir="auto">
          <Icon name="file" /> {file.name}
        </p>
      ))}
      {delivery === 'failed' ? (
        <p class="meta meta-failed" role="alert">
          <span>
            {t.failed}. {reason}
          </span>
          <button type="button" onClick={() => onRetry(id)}>{t.retry}</button>
          <button type="button" onClick={() => onDiscard(id)}>{t.discard}</button>
        </p>
      ) : (
        <p class="meta">{delivery === 'sent' ? t.sent : online ? t.sending : t.waitingForConnection}</p>
      )}
    </div>
  );
}

export function DayLine({ iso }: { readonly iso: string }) {
  const { locale, strings: t } = useLanguage();
  const at = new Date(iso);
  const days = Math.round((startOfDay(new Date()) - startOfDay(at)) / 86_400_000);
  const date = at.toLocaleDateString(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  return <p class="day">{days === 0 ? t.today : days === 1 ? t.yesterday : date}</p>;
}

const startOfDay = (at: Date): number => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
