import {
  type Calendar,
  instantAfter,
  nextClosing,
  nextOpening,
  prepareCalendar,
  whereComputable,
} from '#server/calendar/calendar.ts'
import { DAY } from '#server/calendar/seconds.ts'
import { workingDayEnds } from '#server/calendar/workingDayEnd.ts'
import { endOfWorkedDay } from '#server/calendar/workedDay.ts'
import { endOfWorkingDayAfter } from '#server/calendar/workingDays.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { violation, type Violation } from './violation.ts'

/** When it is asked: at once, and then at odd days and hours up to ten years from now. */
const probeDays = [0, 3.3, 180.2, 366.9, 1000.4, 2000.6, 3653]
const mostCalendars = 100
/** How many open times all calendars together may be laid out to: a hundred usual ones over forty years come to less. */
const mostOpenTimes = 500_000

/**
 * The form of a document may be right and what it promises be nothing that anybody could count. So everything that will be asked of
 * it is asked before it is published: when each calendar opens and closes, by when each target falls due, when a resolved ticket is
 * closed. The calendar itself bounds each walk, and what all of them have laid out bounds the whole.
 */
export function uncomputable(regulation: Regulation, at: Date): Violation[] {
  const { calendars, targets, closing } = regulation
  const probes = probeDays.map((days) => new Date(at.getTime() + days * DAY))
  if (Object.keys(calendars).length > mostCalendars) return [violation('calendars', 'form')]
  const questions: [place: string, problem: 'ends' | 'tooFar', isAnswered: () => boolean][] = [
    ...Object.entries(calendars).map(([name, calendar]): (typeof questions)[number] => [
      `calendars.${name}`,
      'ends',
      () => probes.every((probe) => opensAgain(calendar, probe)),
    ]),
    ...targets.map(({ within }, index): (typeof questions)[number] => [
      `targets.${index}.within`,
      'tooFar',
      () => probes.every((probe) => isFound(calendars[within.calendar], (calendar) => dueOf(within, calendar, probe))),
    ]),
    [
      'closing',
      'tooFar',
      () =>
        probes.every((probe) =>
          isFound(calendars[closing.calendar], (calendar) => closingOf(closing, calendar, probe)),
        ),
    ],
  ]
  for (const [place, problem, isAnswered] of questions) {
    if (!isAnswered()) return [violation(place, problem)]
    if (openTimesLaidOut(calendars) > mostOpenTimes) return [violation('calendars', 'tooFar')]
  }
  return []
}

function openTimesLaidOut(calendars: Regulation['calendars']): number {
  return Object.values(calendars).reduce((sum, calendar) => sum + prepareCalendar(calendar).starts.length, 0)
}

function opensAgain(calendar: Calendar, at: Date): boolean {
  const prepared = prepareCalendar(calendar)
  nextClosing(prepared, at)
  workingDayEnds(prepared, at)
  return nextOpening(prepared, at) !== null
}

function closingOf({ afterWorkingDays }: Regulation['closing'], calendar: Calendar, at: Date): Date {
  return endOfWorkingDayAfter(prepareCalendar(calendar), at, afterWorkingDays)
}

/** As the clocks find it (`sla/domain/targets.ts`). */
function dueOf(within: Regulation['targets'][number]['within'], calendar: Calendar, at: Date): Date {
  const prepared = prepareCalendar(calendar)
  return within.by === 'time'
    ? instantAfter(prepared, at, within.minutes * 60)
    : endOfWorkedDay(prepared, at, within.nextDayAfter)
}

/** A calendar that is not there is another rule's matter. */
function isFound(calendar: Calendar | undefined, ask: (calendar: Calendar) => Date): boolean {
  return calendar === undefined || whereComputable(() => ask(calendar)) !== null
}
