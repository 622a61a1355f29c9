import type { AddJob } from '#server/platform/jobs/jobs.ts'
import type { UnitOfWork, Transaction } from '#server/platform/db/unitOfWork.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
import { chooseAgent, skillNeeded } from '#server/desks/domain/assignment.ts'
import { nextToCome } from '#server/desks/domain/availability.ts'
import { findAssignment, listMembers } from '#server/desks/staff.queries.ts'
import { findDeskTimeZone } from '#server/desks/deskTimeZone.queries.ts'
import { change, theProduct } from '../appendEvents.commands.ts'
import type { TicketDeps } from '../ticketDeps.port.ts'
import { lockTicket } from '../tickets.sql.ts'
import { listWaiting, type Waiting } from './waiting.sql.ts'

export type AssigningDeps = { transaction: Transaction; ticketDeps: TicketDeps; addJob: AddJob }

const waitingAtOnce = 200

/**
 * Gives the tickets that wait at a desk to those who get some now (S7), in the order of the queue, each in a transaction of
 * its own. What nobody can take stays, and a durable job tries again when the next one comes on shift or is back.
 */
export async function assignWaiting(deps: AssigningDeps, deskId: string): Promise<void> {
  const { transaction } = deps
  let after: Waiting | null = null
  do {
    const page: Waiting[] = await transaction(async (unit) => {
      const { queue } = (await regulationAt(unit.tx, deskId, unit.at)).regulation
      return listWaiting(unit.tx, { deskId, order: queue.thenBy }, after, waitingAtOnce)
    })
    for (const waiting of page) await transaction((unit) => assignOne(unit, deps, deskId, waiting))
    after = page.length < waitingAtOnce ? null : (page.at(-1) ?? null)
  } while (after !== null)
  await transaction((unit) => assignLater(unit, deps, deskId))
}

/** May run twice and on several servers: the desk's lock orders the choices, the ticket's row says whether it still waits. */
async function assignOne(
  unit: UnitOfWork,
  { ticketDeps }: AssigningDeps,
  deskId: string,
  waiting: Waiting,
): Promise<void> {
  const { desk } = ticketDeps
  await desk.lockAssignment(unit, deskId)
  const { assignment, skillOf } = await findAssignment(unit.tx, deskId)
  const members = await listMembers(unit.tx, deskId)
  const need = { skill: skillNeeded(skillOf, waiting.category), before: waiting.assigneeId }
  const now = { timeZone: await findDeskTimeZone(unit.tx, deskId, unit.at), at: unit.at }
  const userId = chooseAgent(assignment, members, need, now)
  if (userId === null) return
  if (await assign(unit, ticketDeps, waiting.ticketId, userId)) await desk.noteTurn(unit, deskId, userId)
}

/** False when it waits no more, or was locked meanwhile. */
async function assign(unit: UnitOfWork, deps: TicketDeps, ticketId: string, userId: number): Promise<boolean> {
  const ticketForUpdate = await lockTicket(unit, ticketId)
  if (ticketForUpdate === null || ticketForUpdate.ticket.status !== 'queued' || ticketForUpdate.ticket.lock !== null)
    return false
  const command = { type: 'assign', at: unit.at, by: null, assigneeId: String(userId) } as const
  await change(unit, deps, ticketForUpdate, { command, ticketActor: theProduct })
  return true
}

/** Under a key of its own: a job for later must not replace one for now that came meanwhile. */
async function assignLater(unit: UnitOfWork, { addJob, ticketDeps }: AssigningDeps, deskId: string): Promise<void> {
  await ticketDeps.desk.lockAssignment(unit, deskId)
  const { assignment } = await findAssignment(unit.tx, deskId)
  if (assignment === 'manual' || (await listWaiting(unit.tx, { deskId, order: 'arrival' }, null, 1)).length === 0)
    return
  const timeZone = await findDeskTimeZone(unit.tx, deskId, unit.at)
  const runAt = nextToCome(await listMembers(unit.tx, deskId), timeZone, unit.at)
  if (runAt !== null) await addJob(unit, 'assignWaiting', { deskId }, { key: `assign later ${deskId}`, runAt })
}
