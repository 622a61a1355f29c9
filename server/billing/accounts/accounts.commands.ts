import { theSystem } from '#server/platform/actor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { Unit } from '#server/platform/db/unitOfWork.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
import { openAccount } from '../domain/account.ts'
import { decide } from '../domain/billing.ts'
import type { BillingCommand } from '../domain/billingCommands.ts'
import type { BillingEvent } from '../domain/billingEvents.ts'
import { emptyHead } from '../domain/chain.ts'
import { evolve } from '../domain/evolve.ts'
import { wholeSecond } from '#server/calendar/seconds.ts'
import { settle } from '../domain/settle.ts'
import { applyEvents } from './saveEvents.commands.ts'
import type { InTickets } from './ticket.port.ts'
import type { AccountKey, HeldAccount } from '../domain/accountForUpdate.ts'
import { findQuestions } from '../timers/idlePrompts.queries.ts'
import { type Also, findInterruption, insertAccount, listLivePlans, lockAccount, readAccount } from './accounts.sql.ts'
import { insertTimer } from './saveEvents.sql.ts'
import { workTermsOf } from '../domain/workTerms.ts'

/**
 * The account under its row lock with everything that has happened by itself until now; null where nothing was ever bought.
 * Locks go in one order everywhere: the portal, then accounts by their keys, then tickets by their ids.
 */
export async function holdAccount(
  unit: Unit,
  inTickets: InTickets,
  key: AccountKey,
  also: Also = {},
): Promise<HeldAccount | null> {
  if (!(await lockAccount(unit, key))) return null
  const held = await readAccount(unit, key, also)
  return held === null ? null : catchUp(unit, inTickets, held)
}

/** The first payment opens it. */
export async function holdOrOpenAccount(
  unit: Unit,
  inTickets: InTickets,
  key: AccountKey,
  also: Also = {},
): Promise<HeldAccount> {
  const held = await holdAccount(unit, inTickets, key, also)
  if (held !== null) return held
  const { hash } = emptyHead(key.deskId, key.memberId)
  await insertAccount(unit, key, openAccount(wholeSecond(unit.at), 0), hash)
  // Somebody else may have opened it at the same moment.
  const opened = await holdAccount(unit, inTickets, key, also)
  if (opened === null) throw new Error('the account was not opened')
  return opened
}

/** What has happened by itself until now: quanta, ends, stops, in the order of their instants, whatever ran meanwhile. */
async function catchUp(unit: Unit, inTickets: InTickets, held: HeldAccount): Promise<HeldAccount> {
  const events: BillingEvent[] = []
  let account = held.account
  const happen = (happened: readonly BillingEvent[]) => {
    events.push(...happened)
    account = happened.reduce(evolve, account)
  }
  const questions = [...(await findQuestions(unit, inTickets, held, account))]
    .filter(([, { stopAt }]) => stopAt.getTime() <= unit.at.getTime())
    .toSorted(([, one], [, other]) => one.stopAt.getTime() - other.stopAt.getTime())
  for (const [intervalId, { stopAt, cause }] of questions) {
    happen(settle(account, wholeSecond(stopAt)))
    if (!account.running.some((one) => one.intervalId === intervalId)) continue
    happen(decide(account, { type: 'stopTimer', at: stopAt, intervalId, cause }))
  }
  happen(settle(account, wholeSecond(unit.at)))
  const isDue = held.wakeAt !== null && held.wakeAt.getTime() <= unit.at.getTime()
  return events.length === 0 && !isDue ? held : applyEvents(unit, inTickets, held, events, theSystem)
}

/** One command on a held account, by the one arithmetic. */
export async function perform(
  unit: Unit,
  inTickets: InTickets,
  held: HeldAccount,
  command: BillingCommand,
  doer: JournalActor,
): Promise<HeldAccount> {
  return applyEvents(unit, inTickets, held, decide(held.account, command), doer)
}

export type Starting = { intervalId: string; ticketId: string; agent: { userId: number; name: string } }

/** Q5: the caller holds the account, then the ticket, and has checked that work may go on there. */
export async function startTimer(
  unit: Unit,
  inTickets: InTickets,
  held: HeldAccount | null,
  { intervalId, ticketId, agent }: Starting,
  doer: JournalActor,
): Promise<HeldAccount> {
  if (held === null) throw new Refusal('no_quanta_left', { left: 0 })
  const { version, regulation } = await regulationAt(unit.tx, held.deskId, unit.at)
  const terms = workTermsOf(regulation)
  const agentId = String(agent.userId)
  const events = decide(held.account, { type: 'startTimer', at: unit.at, intervalId, ticketId, agentId, terms })
  const started = events.find((event) => event.type === 'timer.started')
  if (started === undefined) throw new Error('a timer that was not refused has started')
  const row = {
    intervalId,
    ticketId,
    agentId: agent.userId,
    agentName: agent.name,
    startedAt: started.at,
    terms,
    regulationVersion: version,
    quanta: 0,
    askedAt: null,
    askStopsAt: null,
    askCause: null,
    answeredAt: null,
  }
  // With another client, which only the index knows.
  if (!(await insertTimer(unit, held, row))) throw new Refusal('timer_running')
  return applyEvents(unit, inTickets, held, events, doer, new Map(held.timers).set(intervalId, row))
}

export async function stopTimer(
  unit: Unit,
  inTickets: InTickets,
  held: HeldAccount,
  { intervalId, cause }: { intervalId: string; cause: 'agent' | 'ticketEnded' | 'locked' },
  doer: JournalActor,
): Promise<HeldAccount> {
  return perform(unit, inTickets, held, { type: 'stopTimer', at: unit.at, intervalId, cause }, doer)
}

/** Q5, E3: those on one ticket that ends, or all of a portal that leaves; each billed at this instant. */
export async function stopTimersOf(
  unit: Unit,
  inTickets: InTickets,
  held: HeldAccount,
  { ticketId, cause }: { ticketId: string | null; cause: 'ticketEnded' | 'locked' },
  doer: JournalActor,
): Promise<HeldAccount> {
  let now = held
  for (const one of held.account.running) {
    if (ticketId !== null && one.ticketId !== ticketId) continue
    now = await stopTimer(unit, inTickets, now, { intervalId: one.intervalId, cause }, doer)
  }
  return now
}

/** "Yes, still working" (Q11). */
export async function answerTimer(
  unit: Unit,
  inTickets: InTickets,
  held: HeldAccount,
  intervalId: string,
  doer: JournalActor,
): Promise<HeldAccount> {
  const row = held.timers.get(intervalId)
  if (row === undefined) throw new Refusal('timer_not_running', { intervalId })
  const answered = { ...row, answeredAt: unit.at, askedAt: null, askStopsAt: null, askCause: null }
  const timers = new Map(held.timers).set(intervalId, answered)
  return applyEvents(unit, inTickets, held, [], doer, timers)
}

/** Whose quanta can be taken now, so that a ticket is promised by their plans. */
export async function livePlans(unit: Unit, { deskId, memberId }: AccountKey): Promise<string[]> {
  const live = await listLivePlans(unit.tx, { deskId, memberIds: [memberId] }, unit.at)
  return live.get(memberId) ?? []
}

/** Q7: a ticket that enters the queue now waits for the payment, too. */
export function serviceStands(unit: Unit, key: AccountKey): Promise<{ isOwing: boolean } | null> {
  return findInterruption(unit.tx, key)
}

export { listLivePlans } from './accounts.sql.ts'
export { forgetBuyersAndAgents } from './erasure.sql.ts'
export { findTimer, findTimerOfAgent } from '../timers/timers.sql.ts'
