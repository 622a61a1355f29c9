import type { Snapshot } from '#server/platform/db/snapshot.ts'
import type { AccountKey, AccountState } from '../domain/accountForUpdate.ts'
import { readAccounts } from './accountRows.sql.ts'
import { listDue } from './accounts.sql.ts'
import { accountAt, type AccountNow, type LedgerNow } from './domain/accountNow.ts'
import type { Question } from './domain/idlePrompt.ts'
import { questionsOf } from './idlePrompts.queries.ts'
import type { TicketPort } from './ticket.port.ts'

/** When people last did something on tickets is all that a read needs of them. */
type Ports = { tickets: Pick<TicketPort, 'lastActivity' | 'remoteWork'> }
type Accounts = { deskId: string; memberIds: readonly string[] }

export type AccountReads = ReturnType<typeof makeAccountReads>
export type ReadingDeps = { reads: AccountReads }

/**
 * Accounts as they are at the instant of a snapshot: their rows, settled until then. Every figure that a page shows comes from
 * here. Nothing is locked and nothing is stored: storing it is the account clock's.
 */
export function makeAccountReads({ tickets }: Ports) {
  /** By client; whoever never bought anything is left out. */
  async function accountsNow({ tx, at }: Snapshot, accounts: Accounts): Promise<Map<string, AccountNow>> {
    const stored = await readAccounts(tx, accounts)
    const ticketIds = stored
      .filter((state) => isDue(state, at))
      .flatMap(({ account }) => account.running.map(({ ticketId }) => ticketId))
    const activity = ticketIds.length === 0 ? new Map<string, Date>() : await tickets.lastActivity(tx, ticketIds)
    const now = new Map<string, AccountNow>()
    for (const state of stored) {
      const questions = isDue(state, at) ? await questionsOf(tx, state, activity) : new Map<string, Question>()
      now.set(state.memberId, accountAt(state, questions, at))
    }
    return now
  }

  /** Null where nothing was ever bought. */
  async function accountNow(snapshot: Snapshot, { deskId, memberId }: AccountKey): Promise<AccountNow | null> {
    const found = await accountsNow(snapshot, { deskId, memberIds: [memberId] })
    return found.get(memberId) ?? null
  }

  /** Those in which something has happened that is not stored yet, of these clients or of all (null). */
  async function unstoredAccounts(
    snapshot: Snapshot,
    accounts: { deskId: string; memberIds: readonly string[] | null },
  ): Promise<Map<string, AccountNow>> {
    return accountsNow(snapshot, { deskId: accounts.deskId, memberIds: await listDue(snapshot, accounts) })
  }

  /** Its ledger, for what is told of entries. */
  async function ledgerNow(snapshot: Snapshot, { deskId, memberId }: AccountKey): Promise<LedgerNow> {
    const found = await unstoredAccounts(snapshot, { deskId, memberIds: [memberId] })
    return { deskId, memberId, unstored: found.get(memberId)?.entries ?? [] }
  }

  return { accountsNow, accountNow, unstoredAccounts, ledgerNow, remoteWork: tickets.remoteWork }
}

function isDue({ wakeAt }: AccountState, at: Date): boolean {
  return wakeAt !== null && wakeAt.getTime() <= at.getTime()
}
