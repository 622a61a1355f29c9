import type { Snapshot } from '#server/platform/db/snapshot.ts'
import type { AccountKey, AccountState } from '../domain/accountForUpdate.ts'
import { readAccounts } from './accountRows.sql.ts'
import { listDue } from './accounts.sql.ts'
import { accountAt, type AccountNow, type LedgerNow } from './domain/accountNow.ts'
import type { Question } from './domain/idlePrompt.ts'
import { questionsOf } from './idlePrompts.queries.ts'
import type { TicketPort } from './ticket.port.ts'

/** When people last did something on tickets is all that a read needs of them. */
export type ReadingDeps = { ticketPort: Pick<TicketPort, 'lastActivity'> }

type Accounts = { deskId: string; memberIds: readonly string[] }

/**
 * Accounts as they are at the instant of the snapshot, by client: their rows, settled until then. Every figure that a page shows
 * comes from here. Nothing is locked and nothing is stored: storing it is the account clock's.
 */
export async function accountsNow(
  snapshot: Snapshot,
  deps: ReadingDeps,
  accounts: Accounts,
): Promise<Map<string, AccountNow>> {
  const { tx, at } = snapshot
  const stored = await readAccounts(tx, accounts)
  const ticketIds = stored
    .filter((state) => isDue(state, at))
    .flatMap(({ account }) => account.running.map(({ ticketId }) => ticketId))
  const activity = ticketIds.length === 0 ? new Map<string, Date>() : await deps.ticketPort.lastActivity(tx, ticketIds)
  const now = new Map<string, AccountNow>()
  for (const state of stored) {
    const questions = isDue(state, at) ? await questionsOf(tx, state, activity) : new Map<string, Question>()
    now.set(state.memberId, accountAt(state, questions, at))
  }
  return now
}

function isDue({ wakeAt }: AccountState, at: Date): boolean {
  return wakeAt !== null && wakeAt.getTime() <= at.getTime()
}

/** Null where nothing was ever bought. */
export async function accountNow(
  snapshot: Snapshot,
  deps: ReadingDeps,
  account: AccountKey,
): Promise<AccountNow | null> {
  const { deskId, memberId } = account
  const found = await accountsNow(snapshot, deps, { deskId, memberIds: [memberId] })
  return found.get(memberId) ?? null
}

/** Those in which something has happened that is not stored yet, of these clients or of all (null). */
export async function unstoredAccounts(
  snapshot: Snapshot,
  deps: ReadingDeps,
  accounts: { deskId: string; memberIds: readonly string[] | null },
): Promise<Map<string, AccountNow>> {
  const { deskId } = accounts
  return accountsNow(snapshot, deps, { deskId, memberIds: await listDue(snapshot, accounts) })
}

/** Its ledger, for what is told of entries. */
export async function ledgerNow(snapshot: Snapshot, deps: ReadingDeps, account: AccountKey): Promise<LedgerNow> {
  const { deskId, memberId } = account
  const found = await unstoredAccounts(snapshot, deps, { deskId, memberIds: [memberId] })
  return { deskId, memberId, unstored: found.get(memberId)?.entries ?? [] }
}
