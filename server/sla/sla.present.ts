import type { Level } from '#contract/connections/types.ts'
import type { ClockView, SlaView } from '#contract/sla/types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { kindTitlesOf } from '#server/regulations/domain/kindTitles.ts'
import { withoutTargetFor } from '#server/regulations/domain/targets.ts'
import { clockView, measuredBy } from './domain/clockView.ts'
import { presentClocks, type CountedTicket, type NumberedClock } from './domain/countedTicket.ts'
import { promiseText, stateText } from './domain/evidenceFacts.ts'
import type { TermsOfKinds } from './domain/unclassified.ts'

/** Both sides see the same clocks: there is nothing in them but what was promised and what became of it. */
export function presentSla(
  ticket: CountedTicket,
  { regulation, level, side, at }: { regulation: Regulation; level: Level; side: 'client' | 'desk'; at: Date },
): SlaView {
  const { folded, terms, lock, status, category, priority } = ticket
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
    canClassify: side === 'desk' && lock === null && status !== 'closed',
    clocks,
    withoutTarget: clocks.length === 0 ? withoutTargetFor(regulation, level) : null,
  }
}

function presentClock({ clock, round }: NumberedClock, { calendars }: TermsOfKinds, until: Date): ClockView {
  const view = clockView(clock, calendars, until)
  const calendar = measuredBy(clock)?.calendar
  return {
    clock: clock.kind,
    round,
    startedAt: clock.startedAt.toISOString(),
    state: stateText(view.state),
    deadline: view.deadline?.toISOString() ?? null,
    remainingSeconds: view.remainingSeconds,
    timeZone: calendar === undefined ? null : (calendars[calendar]?.timeZone ?? null),
    promises: view.promises.map((promise) => {
      const { since, subject, target, deadline, outcome } = promiseText(promise, calendars)
      return { since, subject, target, deadline, outcome }
    }),
  }
}
