import { answerTimer, loadAccountForUpdate, startTimer, stopTimer } from '#server/billing/feature.ts'
import { findTimer, findTimerOfAgent } from '#server/billing/timers/timer.queries.ts'
import type { AccountKey, AccountForUpdate } from '#server/billing/domain/accountForUpdate.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { loadTicketForUpdate } from '../appendEvents.commands.ts'
import { sideOf } from '../domain/side.ts'
import { isIn } from '../domain/ticketState.ts'
import { ticketPort } from '../service/ticketPort.adapter.ts'
import { findOwners } from '../tickets.sql.ts'

export type StartInput = { ticketId: string; intervalId: string; stopsOther: boolean }

/** Q5: one running timer an agent; starting a second one offers to stop the first. The same id again is the same start. */
export async function startTimerOn(unit: UnitOfWork, actor: Actor, input: StartInput): Promise<void> {
  const { ticketId, intervalId } = input
  const owners = await findOwners(unit.tx, ticketId)
  if (owners === null || sideOf(actor, owners) !== 'desk') throw new Refusal('not_allowed')
  const known = await findTimer(unit.tx, intervalId)
  if (known !== null) {
    if (known.ticketId !== ticketId || known.agentId !== actor.userId) throw new Refusal('message_id_reused')
    return
  }
  const account = { deskId: owners.deskId, memberId: owners.memberId }
  const journalActor = signatureOf(actor, 'desk')
  const accountForUpdate = await makeWay(unit, actor, account, input, journalActor)
  await refuseUnlessWorkable(unit, ticketId)
  const agent = { userId: actor.userId, name: actor.name }
  await startTimer(unit, ticketPort, accountForUpdate, { intervalId, ticketId, agent }, journalActor)
}

/** Locks the account, and before it or after it that of the agent's other timer, in the one order; stops that timer. */
async function makeWay(
  unit: UnitOfWork,
  actor: Actor,
  account: AccountKey,
  { ticketId, stopsOther }: StartInput,
  journalActor: JournalActor,
): Promise<AccountForUpdate | null> {
  const other = await findTimerOfAgent(unit.tx, account.deskId, actor.userId)
  const isElsewhere = other !== null && other.memberId !== account.memberId
  if (isElsewhere && other.memberId < account.memberId) await stopOther(unit, other, stopsOther, journalActor)
  const accountForUpdate = await loadAccountForUpdate(unit, ticketPort, account, { ticketIds: [ticketId] })
  if (isElsewhere && other.memberId > account.memberId) await stopOther(unit, other, stopsOther, journalActor)
  if (accountForUpdate === null || !stopsOther) return accountForUpdate
  const own = accountForUpdate.account.running.find(({ agentId }) => agentId === String(actor.userId))
  return own === undefined
    ? accountForUpdate
    : stopTimer(unit, ticketPort, accountForUpdate, { intervalId: own.intervalId, cause: 'agent' }, journalActor)
}

async function stopOther(
  unit: UnitOfWork,
  { deskId, memberId, intervalId, ticketId }: AccountKey & { intervalId: string; ticketId: string },
  stopsOther: boolean,
  journalActor: JournalActor,
): Promise<void> {
  const accountForUpdate = await loadAccountForUpdate(unit, ticketPort, { deskId, memberId })
  // It has stopped meanwhile, by itself or by another click.
  if (accountForUpdate === null || !accountForUpdate.timers.has(intervalId)) return
  if (!stopsOther) throw new Refusal('timer_running', { intervalId, ticketId })
  await stopTimer(unit, ticketPort, accountForUpdate, { intervalId, cause: 'agent' }, journalActor)
}

async function refuseUnlessWorkable(unit: UnitOfWork, ticketId: string): Promise<void> {
  const { ticket } = await loadTicketForUpdate(unit, ticketId)
  if (ticket.lock !== null) throw new Refusal('ticket_locked', { reason: ticket.lock.reason })
  if (!isIn(ticket, ['queued', 'inProgress', 'waitingForClient', 'deferred'])) throw new Refusal('ticket_closed')
}

/** By its agent, or by a lead; stopping again what has stopped is no mistake. */
export async function stopTimerBy(unit: UnitOfWork, actor: Actor, intervalId: string): Promise<void> {
  const { accountForUpdate, isRunning } = await loadTimerForUpdate(unit, actor, intervalId)
  if (isRunning)
    await stopTimer(unit, ticketPort, accountForUpdate, { intervalId, cause: 'agent' }, signatureOf(actor, 'desk'))
}

export async function answerTimerBy(unit: UnitOfWork, actor: Actor, intervalId: string): Promise<void> {
  const { accountForUpdate, agentId, isRunning } = await loadTimerForUpdate(unit, actor, intervalId)
  if (agentId !== actor.userId) throw new Refusal('not_allowed')
  if (!isRunning) throw new Refusal('timer_not_running', { intervalId })
  await answerTimer(unit, ticketPort, accountForUpdate, intervalId, signatureOf(actor, 'desk'))
}

async function loadTimerForUpdate(unit: UnitOfWork, actor: Actor, intervalId: string) {
  const timer = await findTimer(unit.tx, intervalId)
  if (timer === null || timer.deskId !== actor.desk?.deskId) throw new Refusal('not_found')
  if (timer.agentId !== actor.userId && actor.desk.role === 'agent') throw new Refusal('lead_only')
  const accountForUpdate = await loadAccountForUpdate(unit, ticketPort, timer)
  if (accountForUpdate === null) throw new Error('a timer has no account')
  return { accountForUpdate, agentId: timer.agentId, isRunning: accountForUpdate.timers.has(intervalId) }
}
