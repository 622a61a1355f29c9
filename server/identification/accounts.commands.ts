import { findTyped, listByAddress } from '#server/notifications/mails/addressBook.queries.ts'
import type { Db, Reader } from '#server/platform/db/db.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { Log } from '#server/platform/log.ts'
import type { PortalClients } from '#server/portals/gateway.port.ts'
import { listWriters, type Writer } from '#server/portals/writers.queries.ts'
import * as rows from './accounts.sql.ts'
import { foldedEmail, suffices, type SaidFacts } from './domain/threeFacts.ts'

export type AccountsDeps = {
  db: Db
  transaction: Transaction
  log: Pick<Log, 'warn'>
  portalClients: Pick<PortalClients, 'ask'>
  /** Portals that the desk serves now. */
  listServed: (db: Reader, deskId: string) => Promise<string[]>
  /** P8: admins of this portal who were last looked at before this instant are asked for anew. */
  lookAtAdmins: (memberId: string, before: Date) => Promise<void>
}

export type ActiveWriter = Writer & { email: string | null }

const day = 86_400_000
const rememberedDays = 7
/** So many people's portals are asked for the sake of one question, and of one desk so often. */
const mostAsked = 40
const askedAgainMilliseconds = 10 * 60_000
const mostRemembered = 5000

/**
 * I2, P8: people of portals who may write, as their portals know them. Asks portals, so not inside of a transaction; one that was silent for
 * over a day proves nobody.
 */
export function makeAccounts(deps: AccountsDeps) {
  const { db, transaction, log, portalClients, listServed, lookAtAdmins } = deps
  const askedAt = new Map<string, number>()

  /** Of these those who may write now, and are active people of their portal. */
  async function findActive(people: readonly rows.Key[], at: Date): Promise<ActiveWriter[]> {
    const since = new Date(at.getTime() - day)
    const memberIds = [...new Set(people.map(({ memberId }) => memberId))]
    for (const memberId of memberIds) await quietly(() => lookAtAdmins(memberId, since))
    await refresh(people, since)
    const active = await rows.listActive(db, people, since)
    const writers = await listWriters(db, memberIds, since)
    return writers.flatMap((writer) => {
      const account = active.find((one) => isSame(one, writer))
      return account === undefined ? [] : [{ ...writer, email: account.email }]
    })
  }

  /** Where a code goes: what the portal says, else what they have confirmed themselves; null: nowhere. */
  async function addressOf({ memberId, userId, email }: ActiveWriter): Promise<string | null> {
    return email ?? (await findTyped(db, { memberId, userId }))
  }

  /** Everybody of whom all three facts are right, at portals that the desk serves now. */
  async function findByFacts(deskId: string, facts: SaidFacts, at: Date): Promise<ActiveWriter[]> {
    const served = new Set(await listServed(db, deskId))
    const found = await matching(served, facts, at)
    if (found.length > 0 || !mayAskOthers(deskId, at)) return found
    const lately = await listWriters(db, [...served], new Date(at.getTime() - rememberedDays * day))
    await refresh(lately, new Date(at.getTime() - day))
    return matching(served, facts, at)
  }

  async function matching(served: ReadonlySet<string>, facts: SaidFacts, at: Date): Promise<ActiveWriter[]> {
    const email = foldedEmail(facts.email)
    if (email === null) return []
    const typed = (await listByAddress(db, email)).filter(({ source }) => source === 'typed')
    const people = distinct([...(await rows.listByEmail(db, email)), ...typed]).filter(({ memberId }) =>
      served.has(memberId),
    )
    const writers = await findActive(people, at)
    const accounts = await rows.listActive(db, people, new Date(at.getTime() - day))
    return writers.filter((writer) => {
      const account = accounts.find((one) => isSame(one, writer))
      const isTyped = typed.some((one) => isSame(one, writer))
      return account !== undefined && suffices(facts, { ...account, email: isTyped ? email : (account.email ?? '') })
    })
  }

  /** False: they were asked a moment ago. */
  function mayAskOthers(deskId: string, at: Date): boolean {
    if ((askedAt.get(deskId) ?? -Infinity) > at.getTime() - askedAgainMilliseconds) return false
    if (askedAt.size > mostRemembered) askedAt.clear()
    askedAt.set(deskId, at.getTime())
    return true
  }

  async function refresh(people: readonly rows.Key[], since: Date): Promise<void> {
    for (const person of (await rows.listUnchecked(db, people, since)).slice(0, mostAsked)) {
      await quietly(() => ask(person))
    }
  }

  async function ask({ memberId, userId }: rows.Key): Promise<void> {
    const account = await portalClients.ask(memberId, userId, (gateway, by) => gateway.readAccount(by, userId))
    await transaction((unit) => rows.saveAccount(unit, { memberId, userId }, account))
  }

  async function quietly(act: () => Promise<void>): Promise<void> {
    try {
      await act()
    } catch (error) {
      log.warn({ err: error }, 'a portal did not say who its people are')
    }
  }

  return { findActive, findByFacts, addressOf }
}

export type Accounts = ReturnType<typeof makeAccounts>

function isSame(one: rows.Key, other: rows.Key): boolean {
  return one.memberId === other.memberId && one.userId === other.userId
}

function distinct(people: readonly rows.Key[]): rows.Key[] {
  return people.filter((one, place) => people.findIndex((other) => isSame(one, other)) === place)
}
