import { useRef, useState } from 'preact/hooks';
import type { Card, CardAction, CardValues } from '@ez/protocol';
import { useStrings } from '../i18n/index.ts';
import { safeLink } from '../links.ts';
import { AttachmentsCard } from './AttachmentsCard.tsx';
import { CardActions, type ActionState } from './CardActions.tsx';
import { CardFacts } from './CardFacts.tsx';
import { CardInputs, validate, type InputErrors } from './CardInputs.tsx';
import { CardItems } from './CardItems.tsx';
import { CardProgress } from './CardProgress.tsx';
import { RichText } from './RichText.tsx';

interface Props {
  readonly entryId: string;
  readonly card: Card;
  readonly sending: string | null;
  readonly used: readonly string[];
  /** The refusal of the last press, in the server's words. */
  readonly problem: string | null;
  readonly onAct: (action: CardAction, values: CardValues) => void;
}

/** Draws whatever parts a card has, in one order; the type only chooses a look (class `card-<type>`). */
export function CardView(props: Props) {
  return props.card.type === 'attachments' ? <AttachmentsCard items={props.card.items ?? []} /> : <PartsCard {...props} />;
}

function PartsCard({ entryId, card, sending, used, problem, onAct }: Props) {
  const t = useStrings();
  const root = useRef<HTMLElement>(null);
  const inputs = card.inputs ?? [];
  const actions = card.actions ?? [];
  const [values, setValues] = useState<CardValues>({});
  const [errors, setErrors] = useState<InputErrors>({});
  const answered = isQuestion(card) && actions.some((action) => used.includes(action.id));
  const cardState: ActionState = { sending, used: answered ? used : [], locked: sending !== null || answered };
  const image = card.image ? safeLink(card.image, location.origin) : null;
  const chips = isQuickReply(card);

  const act = (action: CardAction): void => {
    const found = action.style === 'primary' ? validate(inputs, values, t) : {};
    setErrors(found);
    const first = Object.keys(found)[0];
    if (first === undefined) onAct(action, values);
    else root.current?.querySelector<HTMLElement>(`[name="${CSS.escape(first)}"]`)?.focus();
  };

  // Enter means the main action, or the only one: of several equal ones (a rating's five) none is what was meant.
  const steps = actions.filter((a) => !a.url);
  const submit = steps.find((a) => a.style === 'primary') ?? (steps.length === 1 ? steps[0] : undefined);
  return (
    <section
      ref={root}
      class={chips ? 'quick' : `card card-${card.type.replace(/[^a-z0-9_-]/gi, '')}`}
      aria-label={card.title ?? undefined}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement) || submit === undefined || cardState.locked) return;
        event.preventDefault();
        act(submit);
      }}
    >
      {image !== null && <img class="card-image" src={image.href} alt="" loading="lazy" />}
      {card.title && <h2 dir="auto">{card.title}</h2>}
      {card.text && (
        <p class={chips ? 'bubble' : 'card-text'} dir="auto">
          <RichText text={card.text} />
        </p>
      )}
      {card.progress && <CardProgress progress={card.progress} label={card.title ?? null} />}
      {card.items && card.items.length > 0 && <CardItems items={card.items} state={cardState} onAct={(action) => onAct(action, values)} />}
      {card.facts && card.facts.length > 0 && <CardFacts facts={card.facts} bill={isBill(card)} />}
      {inputs.length > 0 && (
        <CardInputs
          inputs={inputs}
          values={values}
          errors={errors}
          disabled={cardState.locked}
          prefix={entryId}
          onChange={(id, value) => setValues((old) => ({ ...old, [id]: value }))}
        />
      )}
      {actions.length > 0 && !(chips && answered) && <CardActions actions={actions} state={cardState} onAct={act} chips={chips} />}
      {problem !== null && (
        <p class="card-problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

/** A question is closed once it is answered; a plan, a server or a ticket can be acted on again and again. */
function isQuestion(card: Card): boolean {
  return card.type === 'choices' || (card.inputs ?? []).length > 0 || (card.actions ?? []).some((a) => /^(?:confirm|cancel|choose)\b/.test(a.id));
}

function isBill(card: Card): boolean {
  return card.type === 'payment' || (card.items ?? []).some((item) => item.price);
}

/** Suggested answers stand on their own under a message, as chips. */
function isQuickReply(card: Card): boolean {
  const onlyActions = !card.title && !card.facts && !card.items && !card.progress && !card.inputs && !card.image;
  return onlyActions && (card.actions?.length ?? 0) > 0 && card.type === 'choices';
}
