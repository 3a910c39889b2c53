/** Numbers, sizes, dates and places as people write them, in the language of the page. */

const language = document.documentElement.lang;
const locale = navigator.languages.find((tag) => tag.startsWith(language)) ?? language;

const plain = new Intl.NumberFormat(locale);
const monthAndYear = new Intl.DateTimeFormat(locale, {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const shortMonth = new Intl.DateTimeFormat(locale, {
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const wholeDay = new Intl.DateTimeFormat(locale, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const hour = new Intl.DateTimeFormat(locale, {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

export function number(value: number): string {
  return plain.format(value);
}

/** Sizes in thousands, as disks and bills count them. */
export function bytes(value: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
  let unit = 0;
  let amount = value;
  while (amount >= 999.5 && unit < units.length - 1) {
    amount /= 1000;
    unit++;
  }
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[unit],
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: unit === 0 || amount >= 100 ? 0 : 1,
  }).format(amount);
}

/** `2016-11` as "November 2016"; a year as it is. */
export function month(value: string): string {
  if (value.length === 4) {
    return value;
  }
  return monthAndYear.format(new Date(`${value}-01T00:00:00Z`));
}

export function monthInShort(value: string): string {
  if (value.length === 4) {
    return value;
  }
  return shortMonth.format(new Date(`${value}-01T00:00:00Z`));
}

/** The clock on the wall where the photo was taken, whatever the zone it is looked at from. */
function wall(taken: string): Date {
  const [, local] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)/.exec(taken) ?? [];
  return new Date(`${local ?? '1970-01-01T00:00'}Z`);
}

export function day(taken: string): string {
  return wholeDay.format(wall(taken));
}

export function time(taken: string): string {
  return hour.format(wall(taken));
}

/** An instant, by the clock of whoever looks. */
export function instant(at: string): string {
  return moment.format(new Date(at));
}

export function coordinates(latitude: number, longitude: number): string {
  const degrees = (value: number, positive: string, negative: string) =>
    `${Math.abs(value).toFixed(4)}° ${value < 0 ? negative : positive}`;
  return `${degrees(latitude, 'N', 'S')}, ${degrees(longitude, 'E', 'W')}`;
}

export function percent(part: number): string {
  return new Intl.NumberFormat(locale, { style: 'percent' }).format(part);
}
