import { useState } from 'preact/hooks';
import type { CardFact } from '@ez/protocol';
import { useStrings } from '../i18n/index.ts';
import { Icon } from './Icon.tsx';
import { RichText } from './RichText.tsx';

const words = {
  good: ['running', 'active', 'online', 'paid', 'paid, being prepared', 'ready', 'resolved', 'completed', 'done', 'answered'],
  wait: ['pending', 'waiting', 'waiting for you', 'waiting for payment', 'to be paid', 'partly paid', 'being set up', 'provisioning', 'starting',
    'stopping', 'rebooting', 'in progress', 'open', 'open, with us', 'awaiting payment', 'draft'],
  bad: ['stopped', 'suspended', 'failed', 'unpaid', 'overdue', 'cancelled', 'terminated', 'written off', 'error'],
};
const tones = new Map(Object.entries(words).flatMap(([tone, all]) => all.map((word) => [word, tone])));

const total = /^(?:grand )?total\b|^amount (?:due|paid)|^gesamt|^summe|^importe total|^कुल/i;
const machine = /^(?:(?:\d{1,3}\.){3}\d{1,3}|(?=.*:.*:)[0-9a-f:]{6,}|ssh \S+@\S+)$/i;

/** The colour of a state word, where the value is one; words we do not know stay plain. */
export const toneOf = (value: string): string | null => tones.get(value.trim().toLowerCase()) ?? null;

/** A bill's total stands out; elsewhere a total is a fact like others. */
export function CardFacts({ facts, bill }: { readonly facts: readonly CardFact[]; readonly bill: boolean }) {
  return (
    <dl class="facts">
      {facts.map((fact, index) => (
        <div key={index} class={bill && total.test(fact.label) ? 'fact fact-total' : 'fact'}>
          <dt dir="auto">{fact.label}</dt>
          <dd dir="auto">
            <FactValue value={fact.value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FactValue({ value }: { readonly value: string }) {
  const tone = toneOf(value);
  if (tone !== null) return <span class={`pill pill-${tone}`}>{value}</span>;
  if (machine.test(value.trim())) return <Copyable value={value.trim()} />;
  return <RichText text={value} />;
}

/** Addresses and commands are there to be pasted elsewhere. */
function Copyable({ value }: { readonly value: string }) {
  const t = useStrings();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
      setTimeout(() => setCopied(false), 2000);
    } catch {
      // The host page may deny the clipboard; the text can still be selected.
    }
  };
  return (
    <span class="copyable">
      <code dir="ltr">{value}</code>
      <button type="button" class="icon-button" aria-label={`${copied ? t.copied : t.copy}: ${value}`} title={copied ? t.copied : t.copy} onClick={() => void copy()}>
        <Icon name={copied ? 'check' : 'copy'} />
      </button>
    </span>
  );
}
