import { describe, expect, it } from 'vitest';
import { draftOf, hoursOf, reduceHours } from './hours';

const office = { timeZone: 'Europe/Berlin', week: [{ day: 'monday', opens: 540, closes: 1440 }], holidays: [] } as const;

describe('opening hours being edited', () => {
  it('come back as they were when nothing is changed, midnight included', () => {
    expect(hoursOf(draftOf(office))).toEqual(office);
  });

  it('get a second stretch after the first, and lose it again', () => {
    const draft = draftOf({ ...office, week: [{ day: 'monday', opens: 540, closes: 720 }] });
    const longer = reduceHours(draft, { type: 'add', day: 'monday' });
    expect(hoursOf(longer).week).toContainEqual({ day: 'monday', opens: 720, closes: 960 });
    expect(reduceHours(longer, { type: 'remove', key: 1 })).toEqual(draft);
  });

  it('keep one holiday a day, in order', () => {
    let draft = draftOf(office);
    for (const holiday of [
      { date: '2026-12-25', name: 'Christmas' },
      { date: '2026-01-01', name: 'New Year' },
      { date: '2026-12-25', name: 'Christmas Day' },
    ])
      draft = reduceHours(draft, { type: 'holiday', holiday });
    expect(draft.holidays.map((h) => h.name)).toEqual(['New Year', 'Christmas Day']);
    expect(reduceHours(draft, { type: 'no_holiday', date: '2026-01-01' }).holidays).toHaveLength(1);
  });
});
