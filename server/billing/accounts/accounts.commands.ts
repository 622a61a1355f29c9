import { theSystem } from '#server/platform/actor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
import { openAccount } from '../domain/account.ts'
import { decide } from '../domain/billing.ts'
import type { BillingCommand } from '../domain/billingCommands.ts'
import type { BillingEvent } from '../domain/billingEvents.ts'
import { emptyHead } from '../domain/chain.ts'
import { evolve } from '../domain/evolve.ts'
import { wholeSecond } from '#server/calendar/seconds.ts'
import { settle } from '../domain/settle.ts'
import { saveEvents } from './saveEvents.commands.ts'
import type { TicketPort } from './ticket.port.ts'
import type { AccountKey, AccountForUpdate } from '../domain/accountForUpdate.ts'
import { findQuestions } from './idlePrompts.queries.ts'
import { type Also, findInterruption, insertAccount, listLivePlans, lockAccount, readAccount } from './accounts.sql.ts'
import { insertTimer } from './saveEvents.sql.ts'
import { workTermsOf } from '../domain/workTerms.ts'

/**
 * The account under its row lock with everything that has happened by itself until now; null where nothing was ever bought.
 * Locks go in one order everywhere: the portal, then accounts by their keys, then tickets by their ids.
 */
export async function loadAccountForUpdate(
  unit: UnitOfWork,
  ticketPort: TicketPort,
  key: AccountKey,
  also: Also = {},
): Promise<AccountForUpdate | null> {
  if (!(await lockAccount(unit, key))) return null
  const accountForUpdate = await readAccount(unit, key, also)
  return accountForUpdate === null ? null : catchUp(unit, ticketPort, accountForUpdate)
}

/** The first payment opens it. */
export async function openAccountForUpdate(
  unit: UnitOfWork,
  ticketPort: TicketPort,
  key: AccountKey,
  also: Also = {},
): Promise<AccountForUpdate> {
  const accountForUpdate = await loadAccountForUpdate(unit, ticketPort, key, also)
  if (accountForUpdate !== null) return accountForUpdate
  const { hash } = emptyHead(key.deskId, key.memberId)
  await insertAccount(unit, key, openAccount(wholeSecond(unit.at), 0), hash)
  // Somebody else may have opened it at the same moment.
  const opened = await loadAccountForUpdate(unit, ticketPort, key, also)
  if (opened === null) throw new Error('the account was not opened')
  return opened
}

/** What has happened by itself until now: quanta, ends, stops, in the order of their instants, whatever ran meanwhile. */
async function catchUp(
  unit: UnitOfWork,
  ticketPort: TicketPort,
  accountForUpdate: AccountForUpdate,
): Promise<AccountForUpdate> {
  const events: BillingEvent[] = []
  let account = accountForUpdate.account
  const happen = (happened: readonly BillingEvent[]) => {
    events.push(...happened)
    account = happened.reduce(evolve, account)
  }
  const questions = [...(await findQuestions(unit, ticketPort, accountForUpdate, account))]
    .filter(([, { stopAt }]) => stopAt.getTime() <= unit.at.getTime())
    .toSorted(([, one], [, other]) => one.stopAt.getTime() - other.stopAt.getTime())
  for (const [intervalId, { stopAt, cause }] of questions) {
    happen(settle(account, wholeSecond(stopAt)))
    if (!account.running.some((one) => one.intervalId === intervalId)) continue
    happen(decide(account, { type: 'stopTimer', at: stopAt, intervalId, cause }))
  }
  happen(settle(account, wholeSecond(unit.at)))
  const isDue = accountForUpdate.wakeAt !== null && accountForUpdate.wakeAt.getTime() <= unit.at.getTime()
  return events.length === 0 && !isDue
    ? accountForUpdate
    : saveEvents(unit, ticketPort, accountForUpdate, events, theSystem)
}

/** One command on a held account, by the one arithmetic. */
export async function perform(
  unit: UnitOfWork,
  ticketPort: TicketPort,
  accountForUpdate: AccountForUpdate,
  command: BillingCommand,
  journalActor: JournalActor,
): Promise<AccountForUpdate> {
  return saveEvents(unit, ticketPort, accountForUpdate, decide(accountForUpdate.account, command), journalActor)
}

export type Starting = { intervalId: string; ticketId: string; agent: { userId: number; name: string } }

/** Q5: the caller holds the account, then the ticket, and has checked that work may go on there. */
export async function startTimer(
  unit: UnitOfWork,
  ticketPort: TicketPort,
  accountForUpdate: AccountForUpdate | null,
  { intervalId, ticketId, agent }: Starting,
  journalActor: JournalActor,
): Promise<AccountForUpdate> {
  if (accountForUpdate === null) throw new Refusal('no_quanta_left', { left: 0 })
  const { version, regulation } = await regulationAt(unit.tx, accountForUpdate.deskId, unit.at)
  const terms = workTermsOf(regulation)
  const agentId = String(agent.userId)
  const events = decide(accountForUpdate.account, {
    type: 'startTimer',
    at: unit.at,
    intervalId,
    ticketId,
    agentId,
    terms,
  })
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
  if (!(await insertTimer(unit, accountForUpdate, row))) throw new Refusal('timer_running')
  return saveEvents(
    unit,
    ticketPort,
    accountForUpdate,
    events,
    journalActor,
    new Map(accountForUpdate.timers).set(intervalId, row),
  )
}

export async function stopTimer(
  unit: UnitOfWork,
  ticketPort: TicketPort,
  accountForUpdate: AccountForUpdate,
  { intervalId, cause }: { intervalId: string; cause: 'agent' | 'ticketEnded' | 'locked' },
  journalActor: JournalActor,
): Promise<AccountForUpdate> {
  return perform(
    unit,
    ticketPort,
    accountForUpdate,
    { type: 'stopTimer', at: unit.at, intervalId, cause },
    journalActor,
  )
}

/** Q5, E3: those on one ticket that ends, or all of a portal that leaves; each billed at this instant. */
export async function stopTimersOf(
  unit: UnitOfWork,
  ticketPort: TicketPort,
  accountForUpdate: AccountForUpdate,
  { ticketId, cause }: { ticketId: string | null; cause: 'ticketEnded' | 'locked' },
  journalActor: JournalActor,
): Promise<AccountForUpdate> {
  let now = accountForUpdate
  for (const one of accountForUpdate.account.running) {
    if (ticketId !== null && one.ticketId !== ticketId) continue
    now = await stopTimer(unit, ticketPort, now, { intervalId: one.intervalId, cause }, journalActor)
  }
  return now
}

/** "Yes, still working" (Q11). */
export async function answerTimer(
  unit: UnitOfWork,
  ticketPort: TicketPort,
  accountForUpdate: AccountForUpdate,
  intervalId: string,
  journalActor: JournalActor,
): Promise<AccountForUpdate> {
  const row = accountForUpdate.timers.get(intervalId)
  if (row === undefined) throw new Refusal('timer_not_running', { intervalId })
  const answered = { ...row, answeredAt: unit.at, askedAt: null, askStopsAt: null, askCause: null }
  const timers = new Map(accountForUpdate.timers).set(intervalId, answered)
  return saveEvents(unit, ticketPort, accountForUpdate, [], journalActor, timers)
}

/** Whose quanta can be taken now, so that a ticket is promised by their plans. */
export async function livePlans(unit: UnitOfWork, { deskId, memberId }: AccountKey): Promise<string[]> {
  const live = await listLivePlans(unit.tx, { deskId, memberIds: [memberId] }, unit.at)
  return live.get(memberId) ?? []
}

/** Q7: a ticket that enters the queue now waits for the payment, too. */
export function serviceIsPaused(unit: UnitOfWork, key: AccountKey): Promise<{ isOwing: boolean } | null> {
  return findInterruption(unit.tx, key)
}
