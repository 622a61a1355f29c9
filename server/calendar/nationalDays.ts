import { isKnownCountry, nationalLaw, type NationalLaw } from './nationalLaw.ts'
import { type OfficialYear, officialVersion, officialYear } from './officialYears.ts'
import { DAY } from './seconds.ts'

/** What a country makes of a local date; a date that is not named is as its weekday. */
export type NationalDay =
  | { kind: 'off'; because: 'holiday' | 'moved' }
  | { kind: 'shortened' }
  /** A rest day that is worked instead of that day (days since 1970). */
  | { kind: 'worked'; insteadOf: number; isShortened: boolean }

/** Whose holidays a calendar has, and by which version of the official years. */
export type NationalTerms = { country: string; version: number }

type YearOfDays = ReadonlyMap<number, NationalDay>

/** A year is worked out once while the process runs: neither a law nor a published year changes in it. */
const years = new Map<string, YearOfDays>()
const mostYears = 5000

/** Of a date as days since 1970. */
export function nationalDay(terms: NationalTerms, day: number): NationalDay | undefined {
  return nationalYear(terms, new Date(day * DAY).getUTCFullYear()).get(day)
}

export function nationalYear({ country, version }: NationalTerms, year: number): YearOfDays {
  const key = `${country} ${year} ${version}`
  const known = years.get(key)
  if (known !== undefined) return known
  if (years.size >= mostYears) years.clear()
  const official = officialYear(country, year, version)
  // What an earlier release let pass as a country has no holidays.
  const law = isKnownCountry(country) ? nationalLaw(country) : null
  const days = law === null ? new Map<number, NationalDay>() : daysOfYear(law, year, official)
  years.set(key, days)
  return days
}

/** Whether nothing of this year can change any more, as far as anybody knows today. */
export function isFinalYear(country: string | null, year: number, version = officialVersion): boolean {
  if (country === null || !isKnownCountry(country) || !nationalLaw(country).isDecreed) return true
  return officialYear(country, year, version) !== null
}

function daysOfYear(law: NationalLaw, year: number, official: OfficialYear | null): YearOfDays {
  const holidays = law.holidaysOf(year).map(dayOfDate)
  const days = new Map(holidays.map((day): [number, NationalDay] => [day, { kind: 'off', because: 'holiday' }]))
  if (official === null) addByLaw(days, law, year)
  else addPublished(days, official)
  return days
}

function addPublished(days: Map<number, NationalDay>, { year, off, worked, shortened }: OfficialYear): void {
  const dayOf = (date: string) => dayOfDate(`${year}-${date}`)
  for (const date of off) days.set(dayOf(date), { kind: 'off', because: 'moved' })
  for (const date of shortened) days.set(dayOf(date), { kind: 'shortened' })
  for (const [date, insteadOf] of Object.entries(worked)) {
    const isShortened = shortened.includes(date)
    days.set(dayOf(date), { kind: 'worked', insteadOf: dayOf(insteadOf), isShortened })
  }
}

/** Until the government has published the year, the law alone decides: it is what people know, and is marked as not final. */
function addByLaw(days: Map<number, NationalDay>, law: NationalLaw, year: number): void {
  const holidays = [...days.keys()].toSorted((one, other) => one - other)
  for (const holiday of holidays.filter((day) => isWeekend(day) && law.isMoved(dateOfDay(day)))) {
    days.set(firstWorkdayAfter(days, holiday), { kind: 'off', because: 'moved' })
  }
  if (!law.shortensEves) return
  const newYear = law
    .holidaysOf(year + 1)
    .slice(0, 1)
    .map(dayOfDate)
  for (const eve of [...holidays, ...newYear].map((day) => day - 1)) {
    if (!days.has(eve) && !isWeekend(eve) && dateOfDay(eve).startsWith(`${year}`)) days.set(eve, { kind: 'shortened' })
  }
}

function firstWorkdayAfter(days: ReadonlyMap<number, NationalDay>, holiday: number): number {
  let day = holiday + 1
  while (isWeekend(day) || days.has(day)) day += 1
  return day
}

/** 1 January 1970 was a Thursday. */
function isWeekend(day: number): boolean {
  return (((day + 3) % 7) + 7) % 7 >= 5
}

export function dayOfDate(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY
}

export function dateOfDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}
