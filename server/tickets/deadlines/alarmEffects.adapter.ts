import { randomUUID } from 'node:crypto'
import { chooseOther } from '#server/desks/recipients.queries.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { levelOfPortal } from '#server/portals/domain/portal.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import type { AlarmEffects } from '#server/sla/alarmEffects.port.ts'
import { raisePriority } from '../classification.commands.ts'
import { startPage } from './dutyPaging.commands.ts'
import { summarizeAt } from '../missedSummary.adapter.ts'
import type { TicketDeps } from '../ticketDeps.port.ts'
import { appendAlarms, handOver } from './escalation.commands.ts'

/** What happens when an alarm fires (S6, T12); all of it in the transaction in which it does. */
export function makeAlarmEffects({ ticketDeps, addJob }: { ticketDeps: TicketDeps; addJob: AddJob }): AlarmEffects {
  return {
    append: appendAlarms,
    async notify(unit, { ticketId, clock, round, percent, dueAt }, who) {
      if (clock === 'onDuty') return startPage(unit, { ...ticketDeps, addJob }, { pageId: randomUUID(), ticketId })
      const notice = `alarm ${ticketId} ${clock} ${round} ${percent} ${dueAt.getTime()}`
      await addJob(unit, 'noticeAlarm', { ticketId, clock, percent, who: [...who], notice }, { key: notice })
    },
    summarizeAt: summarizeAt(addJob),
    async raisePriority(unit, ticketId) {
      await raisePriority(unit, ticketDeps, ticketId)
    },
    reassign: (unit, ticketId, how) =>
      handOver(unit, ticketDeps, ticketId, (desk) => chooseOther(unit.tx, desk, how, unit.at)),
    async levelOf(unit, memberId) {
      const portal = await loadPortal(unit.tx, memberId)
      return portal === null ? 'free' : levelOfPortal(portal)
    },
  }
}
