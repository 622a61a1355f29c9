import type { LedgerEntry } from '#contract/billing/ledger.types.ts'
import { theSystem } from '#server/platform/actor.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { wakeThing } from '#server/platform/db/wakes.ts'
import type { BillingEvent } from '../domain/billingEvents.ts'
import { chainEntries, headAfter } from '../domain/chain.ts'
import { entriesOf } from '../domain/entries.ts'
import { evolve } from '../domain/evolve.ts'
import { wakeAt } from '../domain/settle.ts'
import type { TicketPort, TicketEntry } from './ticket.port.ts'
import type { AccountForUpdate, TimerRow } from '../domain/accountForUpdate.ts'
import { dueAtOf, findQuestions, isAsked } from './idlePrompts.queries.ts'
import { insertEntries } from './ledger.sql.ts'
import { insertPackage, saveAccount, saveTimers, stopTimers, type StoppedTimer } from './saveEvents.sql.ts'
import { appendActs, appendQuestion } from './account.audit.ts'

/**
 * Everything that has happened to an account, at once: entries on the chain, packages, timers, what both sides read in tickets, and
 * when to look again. The caller has locked the account's row. `journalActor`: who acted; what happens by itself is the system's.
 * `timers`: their rows where a command has changed them.
 */
export async function saveEvents(
  unit: UnitOfWork,
  ticketPort: TicketPort,
  before: AccountForUpdate,
  events: readonly BillingEvent[],
  journalActor: JournalActor,
  timers: ReadonlyMap<string, TimerRow> = before.timers,
): Promise<AccountForUpdate> {
  const after: AccountForUpdate = { ...before, account: events.reduce(evolve, before.account), timers: new Map(timers) }
  const entries: (LedgerEntry & { balance: number })[] = []
  const stopped: StoppedTimer[] = []
  const ticketEntries: TicketEntry[] = []
  for (const event of events) {
    for (const content of entriesOf(event)) {
      const entry = chainEntries(after.head, content)
      after.head = headAfter(entry)
      after.balance += entry.quanta
      entries.push({ ...entry, balance: after.balance })
    }
    await keepPackage(unit, after, event)
    countQuanta(after, event)
    if (event.type === 'timer.started') ticketEntries.push(startedIn(event, journalActor))
    if (event.type === 'timer.stopped') {
      const { intervalId, at, cause } = event
      const stop = { intervalId, at, cause, quanta: after.timers.get(intervalId)?.quanta ?? 0 }
      stopped.push(stop)
      ticketEntries.push(stoppedIn(event, stop, journalActor))
      after.timers.delete(intervalId)
    }
  }
  await insertEntries(unit, after, entries)
  await stopTimers(unit, stopped)
  await ticketPort.write(unit, ticketEntries)
  await appendService(unit, ticketPort, before, after, events)
  await appendActs(unit, before, events, journalActor)
  const wake = await askAgents(unit, ticketPort, after)
  const changed = [...after.timers.values()].filter((row) => before.timers.get(row.intervalId) !== row)
  await saveTimers(unit, changed)
  await saveAccount(unit, before, after, wake)
  wakePages(unit, after, { hasEvents: events.length > 0, hasTimers: changed.length > 0 })
  return after
}

/** A quantum that begins is in no journal, so the account itself says that it changed. Questions are the agent's alone (Q11). */
function wakePages(
  unit: UnitOfWork,
  { deskId, memberId }: AccountForUpdate,
  { hasEvents, hasTimers }: { hasEvents: boolean; hasTimers: boolean },
): void {
  if (hasEvents) wakeThing(unit, 'billing', { deskId, memberId })
  else if (hasTimers) wakeThing(unit, 'billing', { deskId, memberId: null })
}

async function keepPackage(unit: UnitOfWork, { head, ...key }: AccountForUpdate, event: BillingEvent): Promise<void> {
  if (event.type !== 'package.bought' && event.type !== 'quanta.returned') return
  const orderId = event.type === 'package.bought' ? event.orderId : null
  await insertPackage(unit, key, { ...event.package, orderId, starts: event.at, entry: head.count })
}

function countQuanta({ timers }: AccountForUpdate, event: BillingEvent): void {
  if (event.type !== 'quanta.taken' || event.payers.length === 0) return
  const row = timers.get(event.intervalId)
  if (row !== undefined) timers.set(row.intervalId, { ...row, quanta: row.quanta + event.payers.length })
}

function startedIn(
  { ticketId, at, intervalId }: Extract<BillingEvent, { type: 'timer.started' }>,
  actor: JournalActor,
): TicketEntry {
  return { ticketId, type: 'timer.started', at, actor, payload: { intervalId } }
}

function stoppedIn(
  { ticketId, at }: Extract<BillingEvent, { type: 'timer.stopped' }>,
  { intervalId, cause, quanta }: StoppedTimer,
  journalActor: JournalActor,
): TicketEntry {
  const isByItself = cause === 'exhausted' || cause === 'noAnswer' || cause === 'dayEnded'
  const actor = isByItself ? theSystem : journalActor
  return { ticketId, type: 'timer.stopped', at, actor, payload: { intervalId, cause, quanta } }
}

/** Q7, in the order in which it happened: a catch-up may bring an end of service and its return. */
async function appendService(
  unit: UnitOfWork,
  ticketPort: TicketPort,
  before: AccountForUpdate,
  after: AccountForUpdate,
  events: readonly BillingEvent[],
): Promise<void> {
  let pausedSince = before.account.interruptedSince
  for (const event of events) {
    if (event.type === 'service.interrupted') {
      pausedSince = event.at
      await ticketPort.serviceIsPaused(unit, after, { at: event.at, isOwing: after.account.limitQuanta > 0 })
    }
    // Before the first package nothing was promised, and nothing stood still.
    if (event.type === 'service.resumed' && pausedSince !== null && before.head.count > 0) {
      await ticketPort.serviceIsResumed(unit, after, { pausedSince, at: event.at, plans: plansOf(after) })
    }
  }
}

function plansOf({ account: { packages, limitQuanta, owedQuanta }, usage }: AccountForUpdate): string[] {
  const live = packages.filter(({ left }) => left > 0).map(({ planCode }) => planCode)
  return [...new Set(usage !== null && owedQuanta < limitQuanta ? [...live, usage.planCode] : live)].toSorted()
}

/** Asks whose question has come, takes back those that somebody's work has answered, and returns when to settle again. */
async function askAgents(unit: UnitOfWork, ticketPort: TicketPort, after: AccountForUpdate): Promise<Date | null> {
  const wakes = [wakeAt(after.account)]
  for (const [intervalId, question] of await findQuestions(unit, ticketPort, after, after.account)) {
    const row = after.timers.get(intervalId)
    if (row === undefined) throw new Error('a timer runs that has no row')
    const isDue = question.askAt.getTime() <= unit.at.getTime()
    let now: TimerRow = row
    if (isDue && !isAsked(row, question)) {
      now = { ...row, askedAt: question.askAt, askStopsAt: question.stopAt, askCause: question.cause }
      await appendQuestion(unit, intervalId, question.askAt)
    }
    if (!isDue && row.askedAt !== null) now = { ...row, askedAt: null, askStopsAt: null, askCause: null }
    if (now !== row) after.timers.set(intervalId, now)
    wakes.push(dueAtOf(now, question))
  }
  const next = wakes.flatMap((wake) => wake?.getTime() ?? [])
  return next.length === 0 ? null : new Date(Math.min(...next))
}
