import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Delivery } from '../api/types';
import { renderIn } from '../testing/render';
import { DeliveryLine } from './DeliveryLine';

const delivery = (state: Delivery['state'], reason?: string): Delivery => ({
  entryId: 'e1',
  state,
  attempts: 3,
  reason: reason ?? null,
  changedAt: '2026-01-05T10:30:00Z',
});

describe('what became of an entry on its channel', () => {
  it('says why it failed and sends it again', () => {
    const again = vi.fn();
    renderIn(<DeliveryLine delivery={delivery('failed', 'The app was removed.')} onSendAgain={again} />);
    expect(screen.getByText(/Not delivered after 3 tries: The app was removed\./)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Send again' }));
    expect(again).toHaveBeenCalledWith('e1');
  });

  it('warns that one nobody knows of may be there twice', () => {
    renderIn(<DeliveryLine delivery={delivery('unknown', 'No clear answer.')} onSendAgain={() => undefined} />);
    expect(screen.getByText(/May not have arrived after 3 tries: No clear answer\. Sending it again may show it twice\./)).toBeTruthy();
  });

  it('offers nothing for one that arrived', () => {
    renderIn(<DeliveryLine delivery={delivery('read')} onSendAgain={() => undefined} />);
    expect(screen.getByText('Read')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
