export type Proposal = {
  /** Local dates, ascending. */
  daysOff: string[]
  /** Whether workdays that the government moved are among them; no library knows those. */
  transfersKnown: boolean
}

/** Russia, article 112 of the Labour Code: the same dates every year. */
const russianNewYear = ['01-01', '01-02', '01-03', '01-04', '01-05', '01-06', '01-07', '01-08']
const russian = [...russianNewYear, '02-23', '03-08', '05-01', '05-09', '06-12', '11-04']

/** Days off that the Russian government moved to workdays of the year; no library knows them. */
const movedInRussia: Readonly<Record<number, readonly string[]>> = { 2026: ['01-09', '03-09', '05-11', '12-31'] }

/** Ukraine, article 73 of the Labour Code as it reads since 2023. Easter and Trinity are Sundays anyway. */
const ukrainian = ['01-01', '03-08', '05-01', '05-08', '06-28', '07-15', '08-24', '10-01', '12-25']

/** While martial law lasts, Ukraine moves no workdays; whether it does in a later year is not known yet. */
const nothingMovedInUkraineThrough = 2026

export function russianDaysOff(year: number): Proposal {
  const moved = movedInRussia[year]
  return { daysOff: datesOf(year, [...russian, ...(moved ?? [])]), transfersKnown: moved !== undefined }
}

export function ukrainianDaysOff(year: number): Proposal {
  return { daysOff: datesOf(year, ukrainian), transfersKnown: year <= nothingMovedInUkraineThrough }
}

function datesOf(year: number, days: readonly string[]): string[] {
  return days.map((day) => `${year}-${day}`).toSorted()
}
