import type { Regulation } from '#contract/regulations/document.types.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { DueClock } from '#server/platform/loop.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import type { AlarmEffects, AlarmRecipient } from './alarmEffects.port.ts'
import { claimDue, dropAlarms, markFired, nextDueAt } from './alarms.sql.ts'
import { countClocks } from './clocks.queries.ts'
import { isSameAlarm, alarmScheduleOf, type Alarm } from './domain/alarmSchedule.ts'
import type { CountedTicket } from './domain/countedTicket.ts'
import { gatherMissed, isLate } from './missed.commands.ts'
import type { Missed } from './missed.sql.ts'

type Step = Omit<Regulation['escalation'][number], 'atPercent'>
type Fired = { alarm: Alarm; step: Step }
const alarmsAtOnce = 50
const nothingFollows: Step = { notify: [], reassign: null, raisePriority: false, pageOnDuty: false }

/** Rings at the very instant of the next alarm; it does not matter which process fires one. */
export function alarmClock(effects: AlarmEffects): DueClock {
  return { name: 'alarms', claim: (unit) => fireDue(unit, effects), nextDueAt }
}

/**
 * Fires what is due (S6), some at a time; returns how many were checked, so that the caller goes on until there are none.
 * Each is checked against the clocks as they are at this instant: one that was moved, met or paused meanwhile is dropped.
 */
export async function fireDue(unit: UnitOfWork, effects: AlarmEffects): Promise<number> {
  const claimed = oneOfEachTicket(await claimDue(unit, alarmsAtOnce))
  const tickets = await countClocks(
    unit.tx,
    claimed.map(({ ticketId }) => ticketId),
  )
  const byId = new Map(tickets.map((ticket) => [ticket.ticketId, ticket]))
  const fired: Fired[] = []
  const dropped: Alarm[] = []
  for (const alarm of claimed) {
    const ticket = byId.get(alarm.ticketId)
    const step = ticket === undefined ? null : await stepOf(unit, effects, ticket, alarm)
    if (step === null) dropped.push(alarm)
    else fired.push({ alarm, step })
  }
  const alarms = fired.map(({ alarm }) => alarm)
  if (alarms.length > 0) await effects.append(unit, alarms)
  const missed: Missed[] = []
  for (const { alarm, step } of fired) missed.push(...(await escalate(unit, effects, alarm, step)))
  await gatherMissed(unit, missed, effects.summarizeAt)
  await markFired(unit, alarms)
  await dropAlarms(unit, dropped)
  return claimed.length
}

/** What one does may move the others of its ticket, which are checked again next. */
function oneOfEachTicket(alarms: readonly Alarm[]): Alarm[] {
  const first = new Map<string, Alarm>()
  for (const alarm of alarms) if (!first.has(alarm.ticketId)) first.set(alarm.ticketId, alarm)
  return [...first.values()]
}

/** What follows from an alarm, or null where it fires no more. */
async function stepOf(
  unit: UnitOfWork,
  effects: AlarmEffects,
  ticket: CountedTicket,
  alarm: Alarm,
): Promise<Step | null> {
  const regulation = await regulationOfVersion(unit.tx, ticket.deskId, ticket.version)
  if (!alarmScheduleOf(ticket, regulation).some((wanted) => isSameAlarm(wanted, alarm))) return null
  if (alarm.clock !== 'onDuty') {
    return regulation.escalation.find(({ atPercent }) => atPercent === alarm.percent) ?? nothingFollows
  }
  const level = await effects.levelOf(unit, ticket.memberId)
  return regulation.onDuty?.levels.includes(level) === true ? { ...nothingFollows, pageOnDuty: true } : null
}

/**
 * What the step does in the ticket is done, however late. Whom it names is notified in time or else told of it in a summary,
 * which is what is returned.
 */
async function escalate(unit: UnitOfWork, effects: AlarmEffects, alarm: Alarm, step: Step): Promise<Missed[]> {
  if (step.raisePriority) await effects.raisePriority(unit, alarm.ticketId)
  if (step.reassign !== null) await effects.reassign(unit, alarm.ticketId, step.reassign)
  const who: AlarmRecipient[] = step.pageOnDuty ? [...step.notify, 'onDuty'] : step.notify
  // A page is for whoever is on duty now, however late: it waits until somebody confirms it (T12).
  if (alarm.clock !== 'onDuty' && isLate(alarm.dueAt, unit.at)) return [{ ...alarm, recipients: who }]
  if (who.length > 0) await effects.notify(unit, alarm, who)
  return []
}
