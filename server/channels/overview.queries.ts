import { mostShownEvents, type ChannelReason } from '#contract/channels/types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { findTicketsOfDesk } from '#server/tickets/answers.queries.ts'
import { listAccounts, reasonOf, type AccountRow } from './accounts.sql.ts'
import { countWaitingIn, listShown, type ShownEvent } from './inbox.sql.ts'
import { countWaitingOut, listUndelivered, type Undelivered } from './outbox.sql.ts'

/** An account and what it did lately. */
export type AccountOverview = {
  account: AccountRow
  events: ShownEvent[]
  undelivered: (Omit<Undelivered, 'reason'> & { reason: ChannelReason | null })[]
  waiting: { in: number; out: number }
  /** Of the tickets that are named, by their ids. */
  numbers: ReadonlyMap<string, string>
}

const mostCounted = 10_000

export async function readOverview(db: Reader, deskId: string): Promise<AccountOverview[]> {
  const overviews: AccountOverview[] = []
  for (const account of await listAccounts(db, deskId)) overviews.push(await overviewOf(db, account))
  return overviews
}

async function overviewOf(db: Reader, account: AccountRow): Promise<AccountOverview> {
  const { accountId, deskId } = account
  const events = await listShown(db, accountId, mostShownEvents)
  const undelivered = await listUndelivered(db, accountId, mostShownEvents)
  const ticketIds = [...events, ...undelivered].flatMap(({ ticketId }) => ticketId ?? [])
  const tickets = await findTicketsOfDesk(db, deskId, { ticketIds, numbers: [] })
  return {
    account,
    events,
    undelivered: undelivered.map(({ reason, ...one }) => ({ ...one, reason: reasonOf(reason) })),
    waiting: {
      in: await countWaitingIn(db, accountId, mostCounted),
      out: await countWaitingOut(db, accountId),
    },
    numbers: new Map(tickets.map(({ ticketId, number }) => [ticketId, number])),
  }
}
