import type { Holiday, OpeningHours, SupportHours, Weekday } from '../api/handoff';

/** What the form holds: times as the browser's time fields write them. */
export interface HoursDraft {
  readonly timeZone: string;
  readonly stretches: readonly Stretch[];
  readonly holidays: readonly Holiday[];
}

export interface Stretch {
  readonly key: number;
  readonly day: Weekday;
  readonly opens: string;
  readonly closes: string;
}

export type HoursAction =
  | { readonly type: 'zone'; readonly timeZone: string }
  | { readonly type: 'add'; readonly day: Weekday }
  | { readonly type: 'change'; readonly key: number; readonly part: 'opens' | 'closes'; readonly value: string }
  | { readonly type: 'remove'; readonly key: number }
  | { readonly type: 'holiday'; readonly holiday: Holiday }
  | { readonly type: 'no_holiday'; readonly date: string };

export function draftOf(hours: SupportHours): HoursDraft {
  return {
    timeZone: hours.timeZone,
    stretches: hours.week.map((h, key) => ({ key, day: h.day, opens: clock(h.opens), closes: clock(h.closes) })),
    holidays: hours.holidays,
  };
}

export function reduceHours(draft: HoursDraft, action: HoursAction): HoursDraft {
  switch (action.type) {
    case 'zone':
      return { ...draft, timeZone: action.timeZone };
    case 'add': {
      const key = Math.max(-1, ...draft.stretches.map((s) => s.key)) + 1;
      const last = draft.stretches.filter((s) => s.day === action.day).at(-1);
      const times = last ? { opens: last.closes, closes: clock(Math.min(1440, minutes(last.closes) + 240)) } : { opens: '09:00', closes: '17:00' };
      return { ...draft, stretches: [...draft.stretches, { key, day: action.day, ...times }] };
    }
    case 'change':
      return {
        ...draft,
        stretches: draft.stretches.map((s) => (s.key === action.key ? { ...s, [action.part]: action.value } : s)),
      };
    case 'remove':
      return { ...draft, stretches: draft.stretches.filter((s) => s.key !== action.key) };
    case 'holiday':
      return {
        ...draft,
        holidays: [...draft.holidays.filter((h) => h.date !== action.holiday.date), action.holiday].sort((a, b) =>
          a.date.localeCompare(b.date),
        ),
      };
    case 'no_holiday':
      return { ...draft, holidays: draft.holidays.filter((h) => h.date !== action.date) };
  }
}

export function hoursOf(draft: HoursDraft): SupportHours {
  const week: OpeningHours[] = draft.stretches.map((s) => {
    const closes = minutes(s.closes);
    // Midnight at the end of a day is written 00:00 in a time field.
    return { day: s.day, opens: minutes(s.opens), closes: closes === 0 ? 1440 : closes };
  });
  return { timeZone: draft.timeZone, week, holidays: draft.holidays };
}

function clock(at: number): string {
  return `${String(Math.floor(at / 60) % 24).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
}

function minutes(time: string): number {
  const [hours = 0, mins = 0] = time.split(':').map(Number);
  return hours * 60 + mins;
}
