/**
 * A year as its government has published it. Local dates of that year, as month and day; its public holidays are a matter of law and
 * not repeated here.
 */
export type OfficialYear = {
  /** The version of this data set that brought it. */
  since: number
  country: string
  year: number
  /** Rest days that were moved to workdays. */
  off: readonly string[]
  /** Days that are worked although they are rest days, each with the day whose hours it has. */
  worked: Readonly<Record<string, string>>
  /** Workdays that are an hour shorter. */
  shortened: readonly string[]
}

/**
 * The official years that this release knows (S1). A year that is published, or corrected, is a new row with the next version: rows
 * that were there stay as they are, because what was promised under them is counted by them for ever.
 */
const years: readonly OfficialYear[] = [
  {
    since: 1,
    country: 'RU',
    year: 2026,
    off: ['01-09', '03-09', '05-11', '12-31'],
    worked: {},
    shortened: ['04-30', '05-08', '06-11', '11-03'],
  },
  // While martial law lasts, Ukraine moves no rest days and shortens no workdays (law 2136, article 6).
  { since: 1, country: 'UA', year: 2026, off: [], worked: {}, shortened: [] },
  {
    since: 2,
    country: 'RU',
    year: 2027,
    off: ['02-22', '05-03', '05-10', '06-14', '11-05', '12-31'],
    worked: { '02-20': '02-22' },
    shortened: ['02-20', '04-30', '06-11', '11-03'],
  },
]

export const officialVersion = Math.max(...years.map(({ since }) => since))

/** What is published of a year, as a version of the data set knows it; null where nothing is. */
export function officialYear(country: string, year: number, version: number): OfficialYear | null {
  return years.findLast((one) => one.country === country && one.year === year && one.since <= version) ?? null
}

/** What a version brought. */
export function broughtBy(version: number): readonly OfficialYear[] {
  return years.filter(({ since }) => since === version)
}

/** The versions that changed what is known of a country, the first one aside, which every promise of before goes by. */
export function versionsOf(country: string): number[] {
  return [...new Set(years.filter((one) => one.country === country && one.since > 1).map(({ since }) => since))]
}

/** Of a country that moves days every year: the last year of which nothing is open any more. */
export function officialThrough(country: string, version: number): number | null {
  const known = years.filter((one) => one.country === country && one.since <= version).map(({ year }) => year)
  return known.length === 0 ? null : Math.max(...known)
}
