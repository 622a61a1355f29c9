import { theSystem } from '#server/platform/actor.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { wakeThing } from '#server/platform/db/wakes.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import type { SoldPlan } from '#server/regulations/domain/soldPlan.ts'
import type { BillingEvent } from '../domain/billingEvents.ts'
import { wakeAt } from '../domain/settle.ts'
import type { TicketPort, TicketEntry } from './ticket.port.ts'
import type { AccountForUpdate, TimerRow } from '../domain/accountForUpdate.ts'
import { awaitedWith } from './domain/awaitedPayment.ts'
import { happen, type StoppedTimer } from './domain/happened.ts'
import { openQuestions } from './domain/openQuestions.ts'
import { findQuestions } from './idlePrompts.queries.ts'
import { readPackageVersions } from './packageVersions.sql.ts'
import { insertEntries } from './ledger.sql.ts'
import { insertPackage, saveAccount, saveTimers, stopTimers } from './saveEvents.sql.ts'
import { actsOf, appendActs, appendQuestion } from './account.audit.ts'

/** `timers`: their rows where a command has changed them. `journalActor`: who acted; what happens by itself is the system's. */
export type Saving = {
  before: AccountForUpdate
  events: readonly BillingEvent[]
  journalActor: JournalActor
  timers?: ReadonlyMap<string, TimerRow>
  /** The version by which quanta go that are given back on a package that had ended (E9). */
  returnedUnder?: number
}
export type SaveEvents = (unit: UnitOfWork, saving: Saving) => Promise<AccountForUpdate>

/**
 * Everything that has happened to an account, at once: entries on the chain, packages, timers, what both sides read in tickets,
 * and when to look again. The caller has locked the account's row.
 */
export function makeSaveEvents({ tickets, termsFor }: { tickets: TicketPort } & TermsPort): SaveEvents {
  return async (unit, { before, events, journalActor, timers, returnedUnder = null }) => {
    const { after, entries, bought, stopped } = happen(before, events, timers)
    const acts = await actsOf(unit, { termsFor }, before, events)
    for (const one of bought) await insertPackage(unit, after, one, returnedUnder)
    await insertEntries(unit, after, entries)
    await stopTimers(unit, stopped)
    await tickets.write(unit, ticketEntries(events, stopped, journalActor))
    await appendService(unit, tickets, { before, after, events })
    await appendActs(unit, before, acts, journalActor)
    const wake = await askAgents(unit, tickets, after)
    const changed = [...after.timers.values()].filter((row) => before.timers.get(row.intervalId) !== row)
    await saveTimers(unit, changed)
    await saveAccount(unit, before, after, wake)
    wakePages(unit, after, { hasEvents: events.length > 0, hasTimers: changed.length > 0 })
    return after
  }
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

/** Starts and stops, in the order in which they happened. */
function ticketEntries(
  events: readonly BillingEvent[],
  stopped: readonly StoppedTimer[],
  journalActor: JournalActor,
): TicketEntry[] {
  const ended = new Map(stopped.map((one) => [one.intervalId, one]))
  return events.flatMap((event) => {
    if (event.type === 'timer.started') return [startedIn(event, journalActor)]
    return event.type === 'timer.stopped' ? [stoppedIn(event, ended.get(event.intervalId), journalActor)] : []
  })
}

function startedIn(
  { ticketId, at, intervalId }: Extract<BillingEvent, { type: 'timer.started' }>,
  actor: JournalActor,
): TicketEntry {
  return { ticketId, type: 'timer.started', at, actor, payload: { intervalId } }
}

function stoppedIn(
  { ticketId, at, intervalId, cause }: Extract<BillingEvent, { type: 'timer.stopped' }>,
  ended: StoppedTimer | undefined,
  journalActor: JournalActor,
): TicketEntry {
  const isByItself = cause === 'exhausted' || cause === 'noAnswer' || cause === 'dayEnded'
  const actor = isByItself ? theSystem : journalActor
  const { quanta = 0, quantumMinutes = null } = ended ?? {}
  return { ticketId, type: 'timer.stopped', at, actor, payload: { intervalId, cause, quanta, quantumMinutes } }
}

/** Q7, in the order in which it happened: a catch-up may bring an end of service and its return. */
async function appendService(
  unit: UnitOfWork,
  tickets: TicketPort,
  { before, after, events }: Pick<Saving, 'before' | 'events'> & { after: AccountForUpdate },
): Promise<void> {
  let pausedSince = before.account.interruptedSince
  for (const event of events) {
    if (event.type === 'service.interrupted') {
      pausedSince = event.at
      const why = awaitedWith({ left: event.left, limitQuanta: after.account.limitQuanta })
      await tickets.serviceIsPaused(unit, after, { at: event.at, why })
    }
    if (event.type === 'service.resumed' && pausedSince !== null) {
      // Before the first payment nothing was promised to anybody, whenever they asked.
      const since = before.head.count === 0 ? new Date(0) : pausedSince
      const plans = plansOf(after, await readPackageVersions(unit.tx, after))
      await tickets.serviceIsResumed(unit, after, { pausedSince: since, at: event.at, plans })
    }
  }
}

function plansOf(
  { account: { packages, limitQuanta, owedQuanta }, usage }: AccountForUpdate,
  versions: ReadonlyMap<string, number>,
): SoldPlan[] {
  const live = packages
    .filter(({ left }) => left > 0)
    .map(({ packageId, planCode }) => ({ code: planCode, version: versions.get(packageId) ?? null }))
  return usage !== null && owedQuanta < limitQuanta ? [...live, { code: usage.planCode, version: null }] : live
}

/** Asks whose question has come, takes back those that somebody's work has answered, and returns when to settle again. */
async function askAgents(unit: UnitOfWork, tickets: TicketPort, after: AccountForUpdate): Promise<Date | null> {
  const questions = await findQuestions(unit, tickets, after)
  const { timers, asked, dueAt } = openQuestions(after.timers, questions, unit.at)
  after.timers = timers
  for (const { intervalId, askedAt } of asked) await appendQuestion(unit, intervalId, askedAt)
  const next = [wakeAt(after.account), ...dueAt].flatMap((wake) => wake?.getTime() ?? [])
  return next.length === 0 ? null : new Date(Math.min(...next))
}
