import type { Regulation } from '#contract/regulations/document.types.ts'
import type { AlarmClock } from '#contract/sla/types.ts'
import { alarmsOf } from './alarms.ts'
import type { Clock } from './clock.ts'
import { clockView } from './clockView.ts'
import { presentClocks, type CountedTicket } from './countedTicket.ts'
import { pageOnDutyAt } from './onDuty.ts'

/** One alarm of one clock of a ticket. All of it is its key: moved to another instant it is another one. */
export type Alarm = { ticketId: string; clock: AlarmClock; round: number; percent: number; dueAt: Date }

/** The alarms of a ticket as its clocks are now, past instants included; none while it is locked. */
export function alarmScheduleOf(ticket: CountedTicket, regulation: Pick<Regulation, 'escalation' | 'onDuty'>): Alarm[] {
  const { ticketId, folded } = ticket
  // A breach is a fact, also where the regulation lets nothing follow from it.
  const percents = [...new Set([...regulation.escalation.map(({ atPercent }) => atPercent), 100])]
  const ofClocks = presentClocks(folded).flatMap(({ clock, round }) =>
    alarmsOfClock(clock, ticket, percents).map(({ atPercent, at }) => ({
      ticketId,
      clock: clock.kind,
      round,
      percent: atPercent,
      dueAt: at,
    })),
  )
  return [...ofClocks, ...pageOnDuty(ticket, regulation)]
}

/**
 * A clock breaches once: what its breach itself changes (a raised priority promises less time) must not fire again, and
 * whoever is notified of the breach need not be notified of its half any more.
 */
function alarmsOfClock(clock: Clock, { folded, terms }: CountedTicket, percents: readonly number[]) {
  const alarms = alarmsOf(clock, terms.calendars, percents)
  const { state } = clockView(clock, terms.calendars, folded.clocks.lastAt)
  if (alarms.length === 0 || state.status !== 'breached') return alarms
  return [{ atPercent: 100, at: new Date(state.at.getTime() + 1) }]
}

function pageOnDuty({ ticketId, folded, wish }: CountedTicket, { onDuty }: Pick<Regulation, 'onDuty'>): Alarm[] {
  const dueAt = onDuty === null ? null : pageOnDutyAt(folded.clocks, { minutes: onDuty.afterMinutes, wish })
  return dueAt === null ? [] : [{ ticketId, clock: 'onDuty', round: 0, percent: 100, dueAt }]
}

export function isSameAlarm(one: Alarm, other: Alarm): boolean {
  return (
    one.ticketId === other.ticketId &&
    one.clock === other.clock &&
    one.round === other.round &&
    one.percent === other.percent &&
    one.dueAt.getTime() === other.dueAt.getTime()
  )
}
