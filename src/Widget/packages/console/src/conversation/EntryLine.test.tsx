import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { anEntry } from '../testing/builders';
import { renderIn } from '../testing/render';
import { EntryLine } from './EntryLine';

const arabic = 'أريد خادمًا VPS مع 4GB';

describe('a line of the transcript', () => {
  it.each(['message', 'note', 'event'] as const)('runs the way its own text does: %s', (kind) => {
    const entry = anEntry(1, { kind, text: arabic });
    renderIn(
      <EntryLine
        line={{ entry, shown: entry, updates: 0 }}
        continued={false}
        customerName={arabic}
        customerSeed="c1"
        read={false}
        onSendAgain={() => undefined}
      />,
    );
    for (const shown of screen.getAllByText(arabic)) expect(shown).toHaveAttribute('dir', 'auto');
  });
});
