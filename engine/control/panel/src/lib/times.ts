// Times for people, in the wall's language and zone.
import type { Language } from './settings.svelte';

const HALF_A_DAY_MS = 12 * 3_600_000;
const made = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, zone: string | undefined, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([language, zone, parts]);
  let known = made.get(key);
  if (!known) {
    const locale = language === 'id' ? 'id-ID' : 'en-GB';
    try { known = new Intl.DateTimeFormat(locale, { ...parts, timeZone: zone }); }
    catch { known = new Intl.DateTimeFormat(locale, parts); }
    made.set(key, known);
  }
  return known;
}

export class Times {
  constructor(private readonly language: Language, private readonly zone: string | undefined, private readonly now: number) {}

  clock(ms: number): string {
    return format(this.language, this.zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms).replace(':', '.');
  }
  day(ms: number): string {
    return format(this.language, this.zone, { day: 'numeric', month: 'short' }).format(ms);
  }
  date(ms: number): string {
    return format(this.language, this.zone, { day: 'numeric', month: 'short', year: 'numeric' }).format(ms);
  }
  // "10.42", or with the day when that is another one and half a day away.
  at(ms: number): string {
    const near = Math.abs(ms - this.now) < HALF_A_DAY_MS || this.day(ms) === this.day(this.now);
    return near ? this.clock(ms) : `${this.day(ms)} ${this.clock(ms)}`;
  }
  number(value: number | null, digits = 0): string {
    return value === null ? '–' : value.toLocaleString(this.language === 'id' ? 'id-ID' : 'en-GB', { maximumFractionDigits: digits });
  }
}
