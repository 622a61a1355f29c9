import { isFields, type StoredFields, type Upcast } from '#server/platform/db/storedJson.ts'

/** What the releases before proposed as days off, for two years and for no other. */
const proposed: Readonly<Record<string, readonly string[]>> = {
  RU: [
    ...['01', '02', '03', '04', '05', '06', '07', '08', '09'].map((day) => `2026-01-${day}`),
    ...['02-23', '03-08', '03-09', '05-01', '05-09', '05-11', '06-12', '11-04', '12-31'].map((day) => `2026-${day}`),
    ...['01', '02', '03', '04', '05', '06', '07', '08'].map((day) => `2027-01-${day}`),
    ...['02-23', '03-08', '05-01', '05-09', '06-12', '11-04'].map((day) => `2027-${day}`),
  ],
  UA: [2026, 2027].flatMap((year) =>
    ['01-01', '03-08', '05-01', '05-08', '06-28', '07-15', '08-24', '10-01', '12-25'].map((day) => `${year}-${day}`),
  ),
}

/**
 * S1: the holidays of a calendar's country are those of every year now, by rule and by what is published. Exceptions that only
 * repeat what was proposed go. The rest stays the desk's own, also a workday that it made by taking a proposed date out.
 */
export const countryRules: Upcast = (stored) => {
  const calendars = isFields(stored.calendars) ? stored.calendars : {}
  return {
    ...stored,
    calendars: Object.fromEntries(
      Object.entries(calendars).map(([name, calendar]) => [name, isFields(calendar) ? byCountry(calendar) : calendar]),
    ),
  }
}

function byCountry({ transfersKnownThrough: _known, ...calendar }: StoredFields): StoredFields {
  const { country = null } = calendar
  const dates = typeof country === 'string' ? (proposed[country] ?? []) : []
  const exceptions = isFields(calendar.exceptions) ? calendar.exceptions : {}
  const own = Object.entries(exceptions).filter(([date, spans]) => !(dates.includes(date) && isEmpty(spans)))
  return {
    ...calendar,
    exceptions: Object.fromEntries([...own, ...workedAllTheSame(calendar, exceptions, dates)]),
    country,
    hourLessOnShortenedDays: false,
  }
}

/** Proposed dates that a desk took out, of a year of which it kept others: there it works as on any such weekday. */
function workedAllTheSame(
  { weekly }: StoredFields,
  exceptions: StoredFields,
  dates: readonly string[],
): [string, unknown][] {
  const kept = new Set(dates.filter((date) => Object.hasOwn(exceptions, date)).map((date) => date.slice(0, 4)))
  return dates
    .filter((date) => kept.has(date.slice(0, 4)) && !Object.hasOwn(exceptions, date))
    .flatMap((date): [string, unknown][] => {
      const hours = isFields(weekly) ? weekly[String(new Date(`${date}T00:00:00Z`).getUTCDay() || 7)] : []
      return hours === undefined || isEmpty(hours) ? [] : [[date, hours]]
    })
}

function isEmpty(spans: unknown): boolean {
  return Array.isArray(spans) && spans.length === 0
}
