import type { CardProgress as Progress } from '@ez/protocol';
import { useStrings } from '../i18n/index.ts';
import { Icon } from './Icon.tsx';

export function CardProgress({ progress, label }: { readonly progress: Progress; readonly label: string | null }) {
  const t = useStrings();
  const percent = Math.round(Math.min(100, Math.max(0, progress.percent)));
  const names: Readonly<Record<string, string>> = { pending: t.stepPending, active: t.stepActive, done: t.stepDone, failed: t.stepFailed };
  const steps = progress.steps ?? [];
  const failed = steps.some((step) => step.state === 'failed');
  return (
    <div class={failed ? 'progress progress-failed' : 'progress'}>
      <div class="progress-head">
        <div class="bar" role="progressbar" aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent} aria-label={label ?? t.progress}>
          <div class="bar-fill" style={{ width: `${percent}%` }} />
        </div>
        <span class="percent" aria-hidden="true">{percent} %</span>
      </div>
      {steps.length > 0 && (
        <ol class="steps">
          {steps.map((step, index) => (
            <li key={index} class={`step step-${step.state in names ? step.state : 'pending'}`}>
              <span class="step-mark" aria-hidden="true">
                {step.state === 'done' && <Icon name="check" />}
                {step.state === 'failed' && <Icon name="cross" />}
                {step.state === 'active' && <span class="spinner" />}
              </span>
              <span dir="auto">{step.name}</span>
              <span class="hidden">({names[step.state] ?? step.state})</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
