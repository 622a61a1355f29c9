import { countryCodes } from './countries.ts'
import { libraryHolidays } from './holidayLibrary.ts'

/** Which days a country's law gives off, year by year, and what becomes of those that fall on a weekend. */
export type NationalLaw = {
  /** Local dates of the year. */
  holidaysOf: (year: number) => readonly string[]
  /** Whether a holiday that falls on a weekend gives another day off: the first workday after it. */
  isMoved: (holiday: string) => boolean
  /** Whether the workday right before a holiday is an hour shorter. */
  shortensEves: boolean
  /** Whether the government moves further days every year, so that a year is open until it has. */
  isDecreed: boolean
}

/** Article 112 of the Labour Code: the same dates every year; those of January are moved by the government alone. */
const russian = ['01-01', '01-02', '01-03', '01-04', '01-05', '01-06', '01-07', '01-08', '02-23', '03-08']
const russianLater = ['05-01', '05-09', '06-12', '11-04']
/** Article 73 of the Labour Code as it reads since 2023, besides Easter and Trinity, which are Sundays. */
const ukrainian = ['01-01', '03-08', '05-01', '05-08', '06-28', '07-15', '08-24', '10-01', '12-25']

/** Kept here, not taken from the library: it has other dates for Ukraine, and a promise must not change with its releases. */
const laws: Readonly<Record<string, NationalLaw>> = {
  RU: {
    holidaysOf: (year) => [...russian, ...russianLater].map((date) => `${year}-${date}`),
    isMoved: (holiday) => !holiday.slice(5).startsWith('01-'),
    shortensEves: true,
    isDecreed: true,
  },
  UA: {
    holidaysOf: (year) =>
      [...ukrainian.map((date) => `${year}-${date}`), easterOf(year, 0), easterOf(year, 49)].toSorted(),
    isMoved: () => true,
    shortensEves: true,
    isDecreed: true,
  },
}

/** Others whose governments move workdays by the year; what they decide is in no library. */
const decreed = new Set(['AM', 'AZ', 'BY', 'CN', 'GE', 'HU', 'KG', 'KZ', 'MD', 'TJ', 'TM', 'TW', 'UZ', 'VN'])

export function nationalLaw(country: string): NationalLaw {
  return (
    laws[country] ?? {
      holidaysOf: (year) => libraryHolidays(country, year),
      // Days in lieu are among the library's.
      isMoved: () => false,
      shortensEves: false,
      isDecreed: decreed.has(country),
    }
  )
}

const known = new Set(countryCodes)

export function isKnownCountry(country: string): boolean {
  return known.has(country)
}

/** So many days after Orthodox Easter, which goes by the Julian calendar (Meeus, Astronomical Algorithms, chapter 8). */
function easterOf(year: number, days: number): string {
  const d = (19 * (year % 19) + 15) % 30
  const sum = d + ((2 * (year % 4) + 4 * (year % 7) - d + 34) % 7) + 114
  const behind = Math.floor(year / 100) - Math.floor(year / 400) - 2
  const date = new Date(Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1 + behind + days))
  return date.toISOString().slice(0, 10)
}
