// When a camera is on, as cameras.json has it. Pure.
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = typeof WEEKDAYS[number];
export const ON_HOLIDAYS = ['', 'skip', 'only'] as const;
export interface Hours { days?: Weekday[]; from?: string; to?: string; first_day?: string; last_day?: string; on_holidays?: string }

export const NEW_HOURS: Hours = { from: '07:00', to: '17:00' };

// Only what is said: every day, the whole day and holidays as usual are what is left out.
export function hours_entry(hours: Hours): Hours {
  const days = WEEKDAYS.filter((day) => hours.days?.includes(day));
  const entry: Hours = { ...hours, days };
  if (days.length === 0 || days.length === WEEKDAYS.length) delete entry.days;
  for (const key of ['from', 'to', 'first_day', 'last_day', 'on_holidays'] as const) if (!entry[key]) delete entry[key];
  return entry;
}
// Of an entry without days every one is ticked; the last that is ticked stays.
export function with_day(hours: Hours, day: Weekday, wanted: boolean): Hours {
  const before = hours.days && hours.days.length > 0 ? hours.days : [...WEEKDAYS];
  const days = wanted ? WEEKDAYS.filter((known) => known === day || before.includes(known)) : before.filter((known) => known !== day);
  return { ...hours, days: days.length === 0 ? before : days };
}
export const has_day = (hours: Hours, day: Weekday): boolean => !hours.days || hours.days.length === 0 || hours.days.includes(day);
// It goes on past midnight.
export const past_midnight = (hours: Hours): boolean => (hours.to ?? '24:00') <= (hours.from ?? '00:00');
