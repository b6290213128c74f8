import type { Card, CardAction, CardInput, CardProgress } from '@ez/protocol';
import { Progress } from '@mantine/core';
import { CheckIcon, CloseIcon, LinkIcon, SpinIcon } from '../shell/icons';
import { hostOf, LinkedText } from './LinkedText';
import classes from './CardView.module.css';

/** A card as the customer sees it, but read-only: staff look, the customer decides. */
export function CardView({ card }: { card: Card }) {
  return (
    <div className={classes.card}>
      {card.title && <div className={classes.title} dir="auto">{card.title}</div>}
      {card.text && (
        <p className={classes.text} dir="auto">
          <LinkedText text={card.text} />
        </p>
      )}
      {card.facts && card.facts.length > 0 && (
        <dl className={classes.facts}>
          {card.facts.map((fact, index) => (
            <div key={index}>
              <dt>{fact.label}</dt>
              <dd dir="auto">
                <LinkedText text={fact.value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {card.items && card.items.length > 0 && (
        <ul className={classes.items}>
          {card.items.map((item, index) => (
            <li key={index}>
              <div className={classes.itemTop}>
                <span className={classes.itemTitle} dir="auto">{item.title}</span>
                {item.price && <span className={classes.price}>{item.price}</span>}
              </div>
              {item.text && <div className={classes.itemText} dir="auto">{item.text}</div>}
              <Offered actions={item.actions} />
            </li>
          ))}
        </ul>
      )}
      {card.progress && <CardProgressView progress={card.progress} label={card.title ?? 'Progress'} />}
      {card.inputs && card.inputs.length > 0 && <Asked inputs={card.inputs} />}
      <Offered actions={card.actions} />
    </div>
  );
}

function CardProgressView({ progress, label }: { progress: CardProgress; label: string }) {
  const percent = Math.min(100, Math.max(0, Math.round(progress.percent ?? 0)));
  const failed = progress.steps?.some((step) => step.state === 'failed') ?? false;
  return (
    <div className={classes.progress}>
      <div className={classes.bar}>
        <Progress
          value={percent}
          color={failed ? 'red' : 'teal'}
          size="sm"
          radius="xl"
          aria-label={label}
          animated={percent < 100 && !failed}
          transitionDuration={300}
        />
        <span className={classes.percent}>{percent}%</span>
      </div>
      {progress.steps && progress.steps.length > 0 && (
        <ol className={classes.steps}>
          {progress.steps.map((step, index) => (
            <li key={index} data-state={stepState(step.state)}>
              <StepMark state={stepState(step.state)} />
              {step.name}
              <span className="ez-visually-hidden">{`: ${step.state}`}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** Two words for one thing: the step that is under way. */
function stepState(state: string): string {
  return state === 'active' ? 'running' : state;
}

function StepMark({ state }: { state: string }) {
  return (
    <span className={classes.mark}>
      {state === 'done' && <CheckIcon size={12} strokeWidth={2.6} />}
      {state === 'running' && <SpinIcon size={12} strokeWidth={2.6} />}
      {state === 'failed' && <CloseIcon size={12} strokeWidth={2.6} />}
    </span>
  );
}

function Asked({ inputs }: { inputs: readonly CardInput[] }) {
  return (
    <p className={classes.asked}>
      <span>Asks for: </span>
      {inputs.map((input) => input.label).join(', ')}
    </p>
  );
}

function Offered({ actions }: { actions: readonly CardAction[] | null | undefined }) {
  if (!actions || actions.length === 0) return null;
  return (
    <div className={classes.actions}>
      <span className="ez-visually-hidden">Buttons the customer sees: </span>
      {actions.map((action) => {
        const host = action.url ? hostOf(action.url) : null;
        return (
          <span key={action.id} className={classes.action} data-style={action.style ?? 'default'}>
            {host && <LinkIcon size={13} />}
            {action.label}
            {host && <span className={classes.host}>{host}</span>}
          </span>
        );
      })}
    </div>
  );
}
