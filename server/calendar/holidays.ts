import { type Proposal, russianDaysOff, ukrainianDaysOff } from './publicHolidays.ts'

/**
 * Days off of a country in a year, for a desk to look through (S1): it may override any of them. Russia and Ukraine come
 * from lists of our own: the library has neither 3–6 January in Russia nor the Ukrainian law of 2023. Null: a country
 * that nobody here knows.
 */
export async function proposeDaysOff(country: string, year: number): Promise<Proposal | null> {
  if (country === 'RU') return russianDaysOff(year)
  if (country === 'UA') return ukrainianDaysOff(year)
  return daysOffFromLibrary(country, year)
}

async function daysOffFromLibrary(country: string, year: number): Promise<Proposal | null> {
  // Some megabytes of tables that a server does not need until somebody edits a regulation.
  const { default: Holidays } = await import('date-holidays')
  const calendar = new Holidays()
  if (!Object.hasOwn(calendar.getCountries(), country)) return null
  calendar.init(country)
  const dates = calendar
    .getHolidays(year)
    .filter(({ type }) => type === 'public')
    .map(({ date }) => date.slice(0, 10))
  return { daysOff: [...new Set(dates)].toSorted(), transfersKnown: false }
}
