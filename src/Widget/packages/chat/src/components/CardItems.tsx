import type { CardAction, CardItem } from '@ez/protocol';
import { CardActions, type ActionState } from './CardActions.tsx';
import { toneOf } from './CardFacts.tsx';
import { RichText } from './RichText.tsx';

interface Props {
  readonly items: readonly CardItem[];
  readonly state: ActionState;
  readonly onAct: (action: CardAction) => void;
}

/** Plans, order lines, services: the same part; lines that can be acted on stand as tiles, others as a plain list. */
export function CardItems({ items, state, onAct }: Props) {
  const tiles = items.some((item) => (item.actions?.length ?? 0) > 0);
  return (
    <ul class={tiles ? 'items tiles' : 'items lines'}>
      {items.map((item, index) => (
        <li key={index} class={isCompact(item) ? 'item item-compact' : 'item'}>
          <div class="item-main">
            <div class="item-text">
              <strong dir="auto">{item.title}</strong>
              {item.text && (
                <p dir="auto">
                  <RichText text={item.text} />
                </p>
              )}
            </div>
            {item.price && <Price text={item.price} />}
          </div>
          {item.actions && item.actions.length > 0 && (
            <CardActions actions={item.actions} state={state} onAct={onAct} context={item.title} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** One short button fits beside what it is about; a link, which names its host, stands below. */
const isCompact = ({ actions }: CardItem): boolean => actions?.length === 1 && !actions[0]?.url;

/** "$12.00 / month": the amount large, what it is for small. A state word in the price's place gets its colour. */
function Price({ text }: { readonly text: string }) {
  const tone = toneOf(text);
  if (tone !== null) return <span class={`pill pill-${tone}`}>{text}</span>;
  const slash = text.indexOf('/');
  const amount = slash < 0 ? text : text.slice(0, slash).trim();
  return (
    <p class="price" dir="auto">
      <span class="amount">{amount}</span>
      {slash >= 0 && <span class="per"> {text.slice(slash)}</span>}
    </p>
  );
}
