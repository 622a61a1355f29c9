import type { AddJob } from './notices/reactions.ts'
import { loadPortal } from './portals/commands.ts'
import { levelOfPortal } from './portals/portal.ts'
import type { RingingDeps } from './sla/ringing.ts'
import { chooseOther } from './staff/told.ts'
import { raisePriority } from './tickets/classify.ts'
import { handOver, tellAlarms } from './tickets/escalation.ts'
import type { TicketDeps } from './tickets/record.ts'

/** What other features do when a clock rings (S6, T12); all of it in the transaction in which it rings. */
export function makeRinging({ ticketDeps, addJob }: { ticketDeps: TicketDeps; addJob: AddJob }): RingingDeps {
  return {
    tell: tellAlarms,
    async notify(unit, { ticketId, clock, round, percent, dueAt }, who) {
      const notice = `alarm ${ticketId} ${clock} ${round} ${percent} ${dueAt.getTime()}`
      await addJob(unit, 'noticeAlarm', { ticketId, clock, percent, who, notice }, { key: notice })
    },
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
