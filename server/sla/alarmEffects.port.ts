import type { Level } from '#contract/connections/types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Alarm } from './domain/alarmSchedule.ts'

export type AlarmRecipient = Regulation['escalation'][number]['notify'][number] | 'onDuty'

/** What an alarm does besides being counted here, since it is other features that do it. */
export type AlarmEffects = {
  /** In the tickets, each under its next number, for the desk alone. */
  append(unit: UnitOfWork, alarms: readonly Alarm[]): Promise<void>
  notify(unit: UnitOfWork, alarm: Alarm, who: readonly AlarmRecipient[]): Promise<void>
  /** P9: instead of a notification for each alarm that comes too late, one for all of this desk at this instant. */
  summarizeAt: (unit: UnitOfWork, deskId: string, at: Date) => Promise<void>
  raisePriority(unit: UnitOfWork, ticketId: string): Promise<void>
  reassign(unit: UnitOfWork, ticketId: string, how: 'leastLoaded' | 'lead'): Promise<void>
  levelOf(unit: UnitOfWork, memberId: string): Promise<Level>
}
