import { Refusal } from '#server/platform/refusal.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import type { Accounts } from '../accounts/accounts.commands.ts'
import { findTimer } from '../accounts/intervals.sql.ts'
import { workTermsFor } from '../accounts/workTerms.queries.ts'
import type { AccountForUpdate } from '../domain/accountForUpdate.ts'
import { decide } from '../domain/billing.ts'
import { workTermsOf } from '../domain/workTerms.ts'
import { insertTimer } from './timers.sql.ts'

export type Starting = { intervalId: string; ticketId: string; agent: { userId: number; name: string } }

const unasked = { askedAt: null, askStopsAt: null, askCause: null }

/** For tickets, whose buttons they are. */
export function makeTimers({ accounts, termsFor }: TermsPort & { accounts: Accounts }) {
  /** Q5: the caller has locked the account, then the ticket, and has checked that work may go on there. */
  async function start(
    unit: UnitOfWork,
    accountForUpdate: AccountForUpdate | null,
    { intervalId, ticketId, agent }: Starting,
    journalActor: JournalActor,
  ): Promise<AccountForUpdate> {
    if (accountForUpdate === null) throw new Refusal('no_quanta_left', { left: 0 })
    const { version: regulationVersion, regulation } = await workTermsFor(unit, { termsFor }, accountForUpdate)
    const terms = workTermsOf(regulation)
    const timer = { intervalId, ticketId, agentId: String(agent.userId), terms }
    const events = decide(accountForUpdate.account, { type: 'startTimer', at: unit.at, ...timer })
    const started = events.find((event) => event.type === 'timer.started')
    if (started === undefined) throw new Error('a timer that was not refused has started')
    const work = { intervalId, ticketId, startedAt: started.at, terms, regulationVersion, quanta: 0 }
    const row = { ...work, agentId: agent.userId, agentName: agent.name, ...unasked, answeredAt: null }
    // With another client, or under the same id at the same moment, which only the indexes know.
    if (!(await insertTimer(unit, accountForUpdate, row))) {
      throw new Refusal((await findTimer(unit.tx, intervalId)) === null ? 'timer_running' : 'id_used')
    }
    const timers = new Map(accountForUpdate.timers).set(intervalId, row)
    return accounts.saveEvents(unit, { before: accountForUpdate, events, journalActor, timers })
  }

  async function stop(
    unit: UnitOfWork,
    accountForUpdate: AccountForUpdate,
    { intervalId, cause }: { intervalId: string; cause: 'agent' | 'ticketEnded' | 'locked' },
    journalActor: JournalActor,
  ): Promise<AccountForUpdate> {
    return accounts.perform(unit, accountForUpdate, { type: 'stopTimer', at: unit.at, intervalId, cause }, journalActor)
  }

  /** Q5, E3: those on one ticket that ends, or all of a portal that leaves; each billed at this instant. */
  async function stopAll(
    unit: UnitOfWork,
    accountForUpdate: AccountForUpdate,
    { ticketId, cause }: { ticketId: string | null; cause: 'ticketEnded' | 'locked' },
    journalActor: JournalActor,
  ): Promise<AccountForUpdate> {
    let now = accountForUpdate
    for (const one of accountForUpdate.account.running) {
      if (ticketId !== null && one.ticketId !== ticketId) continue
      now = await stop(unit, now, { intervalId: one.intervalId, cause }, journalActor)
    }
    return now
  }

  /** "Yes, still working" (Q11). */
  async function answer(
    unit: UnitOfWork,
    accountForUpdate: AccountForUpdate,
    intervalId: string,
    journalActor: JournalActor,
  ): Promise<AccountForUpdate> {
    const row = accountForUpdate.timers.get(intervalId)
    if (row === undefined) throw new Refusal('timer_not_running', { intervalId })
    const answered = { ...row, ...unasked, answeredAt: unit.at }
    const timers = new Map(accountForUpdate.timers).set(intervalId, answered)
    return accounts.saveEvents(unit, { before: accountForUpdate, events: [], journalActor, timers })
  }

  return { start, stop, stopAll, answer }
}
