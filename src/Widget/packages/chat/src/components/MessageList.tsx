import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { hasEarlier, type CardAction, type CardValues, type ChatState } from '@ez/protocol';
import { useStrings } from '../i18n/index.ts';
import { timeline } from '../timeline.ts';
import { Icon } from './Icon.tsx';
import { DayLine, Message, OutgoingMessage } from './Message.tsx';

interface Props {
  readonly state: ChatState;
  readonly greeting: string | null;
  /** Whose chat it is: what neither the bot nor a person said is said by the house. */
  readonly house: string;
  readonly onAct: (entryId: string, action: CardAction, values: CardValues) => void;
  readonly onRetry: (id: string) => void;
  readonly onDiscard: (id: string) => void;
  readonly onEarlier: () => void;
}

const nearEnd = 96;

export function MessageList({ state, greeting, house, onAct, onRetry, onDiscard, onEarlier }: Props) {
  const t = useStrings();
  const rows = timeline(state);
  const { list, unseen, toEnd } = useFollowedEnd(state);
  return (
    <div class="list-frame">
      <div ref={list} class="list" role="log" aria-label={t.conversation} aria-live="polite" aria-relevant="additions text" tabIndex={0}>
        {rows.length === 0 && <EmptyState greeting={greeting} waiting={state.conversationId === null && state.refusal === null} />}
        {hasEarlier(state) && (
          <button type="button" class="earlier" disabled={state.leafing} aria-busy={state.leafing} onClick={onEarlier}>
            {t.earlier}
          </button>
        )}
        {rows.map((row) => {
          switch (row.kind) {
            case 'day':
              return <DayLine key={row.key} iso={row.at} />;
            case 'outgoing':
              return (
                <OutgoingMessage
                  key={row.key}
                  outgoing={row.outgoing}
                  online={state.connection === 'online'}
                  onRetry={onRetry}
                  onDiscard={onDiscard}
                />
              );
            case 'entry': {
              const { id } = row.item.entry;
              const pressed = state.outbox.find((o) => o.action?.entryId === id);
              return (
                <Message
                  key={row.key}
                  item={row.item}
                  house={house}
                  first={row.first}
                  last={row.last}
                  sending={pressed?.delivery === 'sending' ? (pressed.action?.actionId ?? null) : null}
                  used={state.used[id] ?? none}
                  problem={pressed?.refusal?.message ?? null}
                  onAct={onAct}
                />
              );
            }
          }
        })}
        {state.typing !== null && <TypingIndicator name={state.typing || t.assistant} />}
      </div>
      {unseen !== null && (
        <button type="button" class="to-end" onClick={toEnd}>
          <Icon name="down" />
          {unseen > 0 ? t.newMessages(unseen) : <span class="hidden">{t.toLatest}</span>}
        </button>
      )}
    </div>
  );
}

const none: readonly string[] = [];

/** Stays at the end while the reader is there, counts what comes in below otherwise, and holds still when earlier messages are put on top. */
function useFollowedEnd(state: ChatState) {
  const list = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const seen = useRef({ first: 0, last: 0 });
  /** How far above the end of the list its window begins: what stays the same when something is put on top. */
  const fromEnd = useRef(0);
  const [unseen, setUnseen] = useState<number | null>(null);
  const first = state.items[0]?.position ?? 0;
  const last = state.items.at(-1)?.position ?? 0;
  const queued = state.outbox.filter((o) => o.action === null).length;
  const sentBefore = useRef(queued);

  const toEnd = (): void => {
    following.current = true;
    list.current?.scrollTo({ top: list.current.scrollHeight });
    setUnseen(null);
  };

  /** Goes to the end, but not past the beginning of an answer that is taller than the window: one reads from the top. */
  const toNews = (added: number): void => {
    const element = list.current;
    const news = [...(element?.querySelectorAll<HTMLElement>('.message:not(.typing, [class*="delivery-"]), .event') ?? [])].at(-added);
    toEnd();
    if (element === null || news === undefined || added === 0) return;
    const above = news.getBoundingClientRect().top - element.getBoundingClientRect().top;
    if (above < 0) element.scrollBy({ top: above - 8 });
  };

  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const onScroll = (): void => {
      fromEnd.current = element.scrollHeight - element.scrollTop;
      following.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd;
      if (following.current) setUnseen(null);
      else setUnseen((old) => old ?? 0);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    // The keyboard of a phone, or a grown composer, takes height away: stay where the reader was.
    const resized = new ResizeObserver(() => {
      if (following.current) element.scrollTo({ top: element.scrollHeight });
    });
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', onScroll);
      resized.disconnect();
    };
  }, []);

  useLayoutEffect(() => {
    const sent = queued > sentBefore.current;
    sentBefore.current = queued;
    const before = seen.current;
    const added = state.items.filter((item) => item.position > before.last).length;
    const opening = before.last === 0;
    seen.current = { first, last };
    const element = list.current;
    const leafedBack = element !== null && !opening && first < before.first;
    if (leafedBack) element.scrollTop = element.scrollHeight - fromEnd.current;
    else if (sent || (following.current && opening)) toEnd();
    else if (following.current) toNews(added);
    else if (added > 0) setUnseen((old) => (old ?? 0) + added);
    if (element !== null) fromEnd.current = element.scrollHeight - element.scrollTop;
  }, [queued, state.items, state.typing, state.leafing]);

  return { list, unseen, toEnd };
}

function EmptyState({ greeting, waiting }: { readonly greeting: string | null; readonly waiting: boolean }) {
  const t = useStrings();
  return (
    <div class="empty">
      <span class="empty-mark" aria-hidden="true">
        <Icon name="bot" />
      </span>
      <h2>{t.greetingTitle}</h2>
      <p dir="auto">{greeting ?? t.greeting}</p>
      {waiting && (
        <p class="opening">
          <span class="spinner" aria-hidden="true" /> {t.opening}
        </p>
      )}
    </div>
  );
}

function TypingIndicator({ name }: { readonly name: string }) {
  const t = useStrings();
  return (
    <div class="message theirs typing">
      <p class="bubble">
        <span class="hidden">{t.typing(name)}</span>
        <span class="typing-dots" aria-hidden="true">
          <i /><i /><i />
        </span>
      </p>
    </div>
  );
}
