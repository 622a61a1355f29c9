import type { Level } from '#contract/connections/types.ts'
import type { ClockView, SlaView } from '#contract/sla/types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { workdayMinutes } from '#contract/common.ts'
import {
  isOpen,
  lastChange,
  nextClosing,
  nextOpening,
  type PreparedCalendar,
  whereComputable,
  workingSecondsBetween,
} from '#server/calendar/calendar.ts'
import { isFinalUntil } from '#server/calendar/calendarYear.ts'
import type { Clock } from './domain/clock.ts'
import { kindTitlesOf } from '#server/regulations/domain/kindTitles.ts'
import { withoutTargetFor } from '#server/regulations/domain/targets.ts'
import { clockView, measuredBy } from './domain/clockView.ts'
import { presentClocks, type CountedTicket, type NumberedClock } from './domain/countedTicket.ts'
import { promiseText, stateText } from './domain/evidenceFacts.ts'
import { calendarOf } from './domain/targets.ts'
import type { TermsOfKinds } from './domain/unclassified.ts'

/** Both sides see the same clocks: there is nothing in them but what was promised and what became of it. */
export function presentSla(
  ticket: CountedTicket,
  { regulation, level, side, at }: { regulation: Regulation; level: Level; side: 'client' | 'desk'; at: Date },
): SlaView {
  const { folded, terms, lock, status, category, priority, wish } = ticket
  const awaitsPayment = ticket.awaitsPayment && lock === null && status !== 'resolved' && status !== 'closed'
  // Another server's clock may be ahead of this one.
  const until = at.getTime() < folded.clocks.lastAt.getTime() ? folded.clocks.lastAt : at
  const clocks = presentClocks(folded)
    .filter(({ clock }) => measuredBy(clock) !== null)
    .map((one) => presentClock(one, terms, until))
  return {
    at: at.toISOString(),
    category,
    priority,
    titles: kindTitlesOf(regulation),
    wish,
    awaitsPayment,
    canClassify: side === 'desk' && lock === null && status !== 'closed',
    clocks,
    withoutTarget: clocks.length === 0 && !awaitsPayment ? withoutTargetFor(regulation, level) : null,
  }
}

function presentClock({ clock, round }: NumberedClock, { calendars }: TermsOfKinds, until: Date): ClockView {
  const view = clockView(clock, calendars, until)
  const target = measuredBy(clock)
  const calendar = target === null ? undefined : calendars[target.calendar]
  const due = view.state.status === 'breached' ? view.state.at : view.deadline
  return {
    clock: clock.kind,
    round,
    startedAt: clock.startedAt.toISOString(),
    state: stateText(view.state),
    deadline: view.deadline?.toISOString() ?? null,
    remainingSeconds: view.remainingSeconds,
    measured:
      due === null || target?.by !== 'time' ? null : measuredTo(due, calendarOf(target, calendars), { clock, until }),
    isFinal: due === null || calendar === undefined || isFinalUntil(calendar, clock.startedAt, due),
    dayMinutes: calendar === undefined ? null : workdayMinutes(calendar.weekly),
    timeZone: calendar?.timeZone ?? null,
    promises: view.promises.map((promise) => {
      const { since, subject, target: promised, deadline, outcome } = promiseText(promise, calendars)
      return { since, subject, target: promised, deadline, outcome }
    }),
  }
}

/**
 * The distance to a deadline in the measure of its promise (S3), as of the last opening or closing: so it is the same for everybody
 * who asks until the next one.
 */
function measuredTo(
  due: Date,
  calendar: PreparedCalendar | null,
  { clock, until }: { clock: Clock; until: Date },
): ClockView['measured'] {
  if (calendar === null) return null
  return whereComputable(() => {
    const at = new Date(Math.max(clock.startedAt.getTime(), lastChange(calendar, until)?.getTime() ?? 0))
    const seconds = workingSecondsBetween(calendar, at, due) - workingSecondsBetween(calendar, due, at)
    const isCounting = isOpen(calendar, until)
    const changesAt = isCounting ? nextClosing(calendar, until) : nextOpening(calendar, until)
    return { seconds, at: at.toISOString(), isCounting, changesAt: changesAt?.toISOString() ?? null }
  })
}
