import type { NationalCalendar } from '#server/calendar/spans.ts'
import { versionsOf } from '#server/calendar/officialYears.ts'
import type { Regulation } from './document.ts'

/** Since when promises go by a version of the official years. */
export type AdoptedVersion = { version: number; adoptedAt: Date }

/**
 * The calendars of a regulation as they are counted by: under their own names as they were known before any version was adopted,
 * and again for each version that says something new of their country, with its number behind the name.
 */
export function calendarsByVersion(calendars: Regulation['calendars']): Record<string, NationalCalendar> {
  return Object.fromEntries(
    Object.entries(calendars).flatMap(([name, { timeZone, weekly, exceptions, country, hourLessOnShortenedDays }]) => {
      if (country === null) return [[name, { timeZone, weekly, exceptions }]]
      return [1, ...versionsOf(country)].map((officialVersion): [string, NationalCalendar] => [
        nameOf(name, officialVersion),
        { timeZone, weekly, exceptions, country, hourLessOnShortenedDays, officialVersion },
      ])
    }),
  )
}

/** The name among those of `calendarsByVersion` under which a calendar is known at an instant. */
export function nameAt(
  calendars: Regulation['calendars'],
  adopted: readonly AdoptedVersion[],
  name: string,
  at: Date,
): string {
  const country = calendars[name]?.country ?? null
  if (country === null) return name
  const known = adopted.filter(({ adoptedAt }) => adoptedAt.getTime() <= at.getTime()).map(({ version }) => version)
  return nameOf(name, Math.max(1, ...versionsOf(country).filter((version) => known.includes(version))))
}

/** As the regulation has it: no name there has this sign in it. */
export function plainName(name: string): string {
  return name.split('@', 1)[0] ?? name
}

function nameOf(name: string, version: number): string {
  return version === 1 ? name : `${name}@${version}`
}
