import {
  answerTimer,
  findTimer,
  findTimerOfAgent,
  holdAccount,
  startTimer,
  stopTimer,
} from '#server/billing/accounts/accounts.commands.ts'
import type { AccountKey, HeldAccount } from '#server/billing/domain/accountForUpdate.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { Unit } from '#server/platform/db/unitOfWork.ts'
import { sideOf } from '../tickets.commands.ts'
import { isIn } from '../domain/ticketState.ts'
import { inTickets } from './ticketPort.adapter.ts'
import { hold } from '../appendEvents.commands.ts'
import { findOwners } from '../ticketReads.sql.ts'

export type StartInput = { ticketId: string; intervalId: string; stopsOther: boolean }

/** Q5: one running timer an agent; starting a second one offers to stop the first. The same id again is the same start. */
export async function startTimerOn(unit: Unit, actor: Actor, input: StartInput): Promise<void> {
  const { ticketId, intervalId } = input
  const owners = await findOwners(unit.tx, ticketId)
  if (owners === null || sideOf(actor, owners) !== 'desk') throw new Refusal('not_allowed')
  const known = await findTimer(unit.tx, intervalId)
  if (known !== null) {
    if (known.ticketId !== ticketId || known.agentId !== actor.userId) throw new Refusal('message_id_reused')
    return
  }
  const account = { deskId: owners.deskId, memberId: owners.memberId }
  const doer = signatureOf(actor, 'desk')
  const held = await makeWay(unit, actor, account, input, doer)
  await refuseUnlessWorkable(unit, ticketId)
  const agent = { userId: actor.userId, name: actor.name }
  await startTimer(unit, inTickets, held, { intervalId, ticketId, agent }, doer)
}

/** Holds the account, and before it or after it that of the agent's other timer, in the one order; stops that timer. */
async function makeWay(
  unit: Unit,
  actor: Actor,
  account: AccountKey,
  { ticketId, stopsOther }: StartInput,
  doer: JournalActor,
): Promise<HeldAccount | null> {
  const other = await findTimerOfAgent(unit.tx, account.deskId, actor.userId)
  const isElsewhere = other !== null && other.memberId !== account.memberId
  if (isElsewhere && other.memberId < account.memberId) await stopOther(unit, other, stopsOther, doer)
  const held = await holdAccount(unit, inTickets, account, { ticketIds: [ticketId] })
  if (isElsewhere && other.memberId > account.memberId) await stopOther(unit, other, stopsOther, doer)
  if (held === null || !stopsOther) return held
  const own = held.account.running.find(({ agentId }) => agentId === String(actor.userId))
  return own === undefined
    ? held
    : stopTimer(unit, inTickets, held, { intervalId: own.intervalId, cause: 'agent' }, doer)
}

async function stopOther(
  unit: Unit,
  { deskId, memberId, intervalId, ticketId }: AccountKey & { intervalId: string; ticketId: string },
  stopsOther: boolean,
  doer: JournalActor,
): Promise<void> {
  const held = await holdAccount(unit, inTickets, { deskId, memberId })
  // It has stopped meanwhile, by itself or by another click.
  if (held === null || !held.timers.has(intervalId)) return
  if (!stopsOther) throw new Refusal('timer_running', { intervalId, ticketId })
  await stopTimer(unit, inTickets, held, { intervalId, cause: 'agent' }, doer)
}

async function refuseUnlessWorkable(unit: Unit, ticketId: string): Promise<void> {
  const { ticket } = await hold(unit, ticketId)
  if (ticket.lock !== null) throw new Refusal('ticket_locked', { reason: ticket.lock.reason })
  if (!isIn(ticket, ['queued', 'inProgress', 'waitingForClient', 'deferred'])) throw new Refusal('ticket_closed')
}

/** By its agent, or by a lead; stopping again what has stopped is no mistake. */
export async function stopTimerBy(unit: Unit, actor: Actor, intervalId: string): Promise<void> {
  const { held, isRunning } = await holdTimer(unit, actor, intervalId)
  if (isRunning) await stopTimer(unit, inTickets, held, { intervalId, cause: 'agent' }, signatureOf(actor, 'desk'))
}

export async function answerTimerBy(unit: Unit, actor: Actor, intervalId: string): Promise<void> {
  const { held, agentId, isRunning } = await holdTimer(unit, actor, intervalId)
  if (agentId !== actor.userId) throw new Refusal('not_allowed')
  if (!isRunning) throw new Refusal('timer_not_running', { intervalId })
  await answerTimer(unit, inTickets, held, intervalId, signatureOf(actor, 'desk'))
}

async function holdTimer(unit: Unit, actor: Actor, intervalId: string) {
  const timer = await findTimer(unit.tx, intervalId)
  if (timer === null || timer.deskId !== actor.desk?.deskId) throw new Refusal('not_found')
  if (timer.agentId !== actor.userId && actor.desk.role === 'agent') throw new Refusal('lead_only')
  const held = await holdAccount(unit, inTickets, timer)
  if (held === null) throw new Error('a timer has no account')
  return { held, agentId: timer.agentId, isRunning: held.timers.has(intervalId) }
}
