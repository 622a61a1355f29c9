import { isInternal } from '#contract/tickets/internal.types.ts'
import { isWorkedOn } from '#contract/tickets/types.ts'
import { findTimer, findTimerOfAgent } from '#server/billing/timers/timer.queries.ts'
import type { AccountKey, AccountForUpdate } from '#server/billing/domain/accountForUpdate.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { loadTicketForUpdate } from '../appendEvents.commands.ts'
import { sideOf } from '../domain/side.ts'
import type { TicketDeps } from '../ticketDeps.port.ts'
import { findOwners } from '../tickets.sql.ts'

export type StartInput = { ticketId: string; intervalId: string; stopsOther: boolean }

/** Q5: one running timer an agent; starting a second one offers to stop the first. The same id again is the same start. */
export async function startTimerOn(unit: UnitOfWork, deps: TicketDeps, actor: Actor, input: StartInput): Promise<void> {
  const { ticketId, intervalId } = input
  const owners = await findOwners(unit.tx, ticketId)
  if (owners === null || sideOf(actor, owners) !== 'desk' || isInternal(owners)) throw new Refusal('not_allowed')
  const known = await findTimer(unit.tx, intervalId)
  if (known !== null) {
    if (known.ticketId !== ticketId || known.agentId !== actor.userId) throw new Refusal('id_used')
    return
  }
  const account = { deskId: owners.deskId, memberId: owners.memberId }
  const accountForUpdate = await makeWay(unit, deps, actor, { ...input, account })
  // By the same call at the same moment, as the account's lock tells.
  if (hasStarted(accountForUpdate, { intervalId, ticketId, agentId: actor.userId })) return
  await refuseUnlessWorkable(unit, ticketId)
  const agent = { userId: actor.userId, name: actor.name }
  const starting = { intervalId, ticketId, agent }
  await deps.billing.timers.start(unit, accountForUpdate, starting, signatureOf(actor, 'desk'))
}

type Way = StartInput & { account: AccountKey }

type Started = { intervalId: string; ticketId: string; agentId: number }

function hasStarted(known: AccountForUpdate | null, { intervalId, ticketId, agentId }: Started): boolean {
  return (known?.account.running ?? []).some(
    (one) => one.intervalId === intervalId && one.ticketId === ticketId && one.agentId === String(agentId),
  )
}

/** Locks the account, and before it or after it that of the agent's other timer, in the one order; stops that timer. */
async function makeWay(unit: UnitOfWork, deps: TicketDeps, actor: Actor, way: Way): Promise<AccountForUpdate | null> {
  const { accounts, timers } = deps.billing
  const { account, ticketId, intervalId, stopsOther } = way
  const other = await findTimerOfAgent(unit.tx, account.deskId, actor.userId)
  const isElsewhere = other !== null && other.memberId !== account.memberId
  const stopElsewhere = () => (other === null ? null : stopOther(unit, deps, actor, { ...other, stopsOther }))
  if (isElsewhere && other.memberId < account.memberId) await stopElsewhere()
  const accountForUpdate = await accounts.loadForUpdate(unit, account, { ticketIds: [ticketId] })
  if (isElsewhere && other.memberId > account.memberId) await stopElsewhere()
  if (accountForUpdate === null || !stopsOther) return accountForUpdate
  if (hasStarted(accountForUpdate, { intervalId, ticketId, agentId: actor.userId })) return accountForUpdate
  const own = accountForUpdate.account.running.find(({ agentId }) => agentId === String(actor.userId))
  if (own === undefined) return accountForUpdate
  const stopping = { intervalId: own.intervalId, cause: 'agent' } as const
  return timers.stop(unit, accountForUpdate, stopping, signatureOf(actor, 'desk'))
}

type Other = AccountKey & StartInput

async function stopOther(
  unit: UnitOfWork,
  { billing }: TicketDeps,
  actor: Actor,
  { deskId, memberId, intervalId, ticketId, stopsOther }: Other,
): Promise<void> {
  const accountForUpdate = await billing.accounts.loadForUpdate(unit, { deskId, memberId })
  // It has stopped meanwhile, by itself or by another click.
  if (accountForUpdate === null || !accountForUpdate.timers.has(intervalId)) return
  if (!stopsOther) throw new Refusal('timer_running', { intervalId, ticketId })
  await billing.timers.stop(unit, accountForUpdate, { intervalId, cause: 'agent' }, signatureOf(actor, 'desk'))
}

async function refuseUnlessWorkable(unit: UnitOfWork, ticketId: string): Promise<void> {
  const { ticket } = await loadTicketForUpdate(unit, ticketId)
  if (ticket.lock !== null) throw new Refusal('ticket_locked', { reason: ticket.lock.reason })
  if (!isWorkedOn(ticket.status)) throw new Refusal('ticket_closed')
}

/** By its agent, or by a lead; stopping again what has stopped is no mistake. */
export async function stopTimerBy(unit: UnitOfWork, deps: TicketDeps, actor: Actor, intervalId: string): Promise<void> {
  const { accountForUpdate, isRunning } = await loadTimerForUpdate(unit, deps, actor, intervalId)
  const stopping = { intervalId, cause: 'agent' } as const
  if (isRunning) await deps.billing.timers.stop(unit, accountForUpdate, stopping, signatureOf(actor, 'desk'))
}

export async function answerTimerBy(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  intervalId: string,
): Promise<void> {
  const { accountForUpdate, agentId, isRunning } = await loadTimerForUpdate(unit, deps, actor, intervalId)
  if (agentId !== actor.userId) throw new Refusal('not_allowed')
  if (!isRunning) throw new Refusal('timer_not_running', { intervalId })
  await deps.billing.timers.answer(unit, accountForUpdate, intervalId, signatureOf(actor, 'desk'))
}

async function loadTimerForUpdate(unit: UnitOfWork, { billing }: TicketDeps, actor: Actor, intervalId: string) {
  const timer = await findTimer(unit.tx, intervalId)
  if (timer === null || timer.deskId !== actor.desk?.deskId) throw new Refusal('not_found')
  if (timer.agentId !== actor.userId && actor.desk.role === 'agent') throw new Refusal('lead_only')
  const accountForUpdate = await billing.accounts.loadForUpdate(unit, timer)
  if (accountForUpdate === null) throw new Error('a timer has no account')
  return { accountForUpdate, agentId: timer.agentId, isRunning: accountForUpdate.timers.has(intervalId) }
}
