import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import type { OwnNotifications } from '#contract/notifications/choices.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Db, Reader } from '#server/platform/db/db.ts'
import type { Transaction, UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Log } from '#server/platform/log.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { PortalClients } from '#server/portals/gateway.port.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import * as rows from './addresses.sql.ts'

export { dropOldAddresses, dropTyped, forgetAddresses } from './addresses.sql.ts'

export type AddressDeps = { db: Db; transaction: Transaction; portalClients: PortalClients; log: Log }
type Key = { memberId: string; userId: number }

const day = 86_400_000
const linkHours = 24

/** A portal says no word when somebody's address changes or they leave: what it has said is believed for a day. */
function isFresh({ at: checkedAt }: rows.KnownAddress, at: Date): boolean {
  return at.getTime() - checkedAt.getTime() < day
}

/** Where letters to this person go: what they have typed and confirmed, else what their portal says today; null: nowhere. */
export async function addressOf(deps: AddressDeps, person: Key, at: Date): Promise<string | null> {
  const known = await rows.listAddresses(deps.db, person)
  const typed = known.find(({ source }) => source === 'typed')
  if (typed !== undefined) return typed.address
  const ofPortal = known.find(({ source }) => source === 'portal')
  if (ofPortal !== undefined && isFresh(ofPortal, at)) return ofPortal.address
  return askPortal(deps, person)
}

/** What their portal says now, which is kept; null: it does not say. */
export async function askPortal(deps: Omit<AddressDeps, 'log'>, person: Key): Promise<string | null> {
  const portal = await loadPortal(deps.db, person.memberId)
  if (portal === null || !portal.scopes.some((scope) => scope === 'user_basic' || scope === 'user')) return null
  const address = await deps.portalClients.ask(person.memberId, person.userId, (gateway, account) =>
    gateway.readAddress(account, person.userId),
  )
  await deps.transaction((unit) => rows.saveAddress(unit, person, { source: 'portal', address }))
  return address
}

/** What the person's page shows of it; the portal is not asked for that. */
export async function viewAddress(
  db: Reader,
  person: Key,
  at: Date,
): Promise<Omit<OwnNotifications['mail'], 'isServed'>> {
  const known = await rows.listAddresses(db, person)
  const current =
    known.find(({ source }) => source === 'typed') ??
    known.find((one) => one.source === 'portal' && isFresh(one, at)) ??
    null
  const waiting = await rows.findWaiting(db, person, at)
  return {
    address:
      current === null || current.address === null
        ? null
        : { address: current.address, from: current.source, at: current.at.toISOString() },
    waiting: waiting === null ? null : { address: waiting.address, until: waiting.expiresAt.toISOString() },
  }
}

const [pauseSeconds, mostOfPerson, mostToAddress] = [60, 5, 3]

/** A link to an address that somebody has typed: a minute apart, few a day of one person and to one address, whoever asks. */
export async function askForLink(unit: UnitOfWork, actor: Actor, typed: string): Promise<rows.Confirmation> {
  const address = typed.toLowerCase()
  await rows.lockAsking(unit, actor, address)
  const since = new Date(unit.at.getTime() - day)
  const { byPerson, toAddress } = await rows.readAskings(unit, actor, { address, since })
  const sinceLast = byPerson.at(-1) === undefined ? Infinity : unit.at.getTime() - (byPerson.at(-1)?.getTime() ?? 0)
  if (sinceLast < pauseSeconds * 1000)
    throw new Refusal('too_many_requests', { waitSeconds: Math.ceil(pauseSeconds - sinceLast / 1000) })
  if (byPerson.length >= mostOfPerson || toAddress >= mostToAddress)
    throw new Refusal('too_many_requests', { waitSeconds: day / 1000 })
  const confirmation = {
    confirmationId: randomUUID(),
    memberId: actor.memberId,
    userId: actor.userId,
    address,
    expiresAt: new Date(unit.at.getTime() + linkHours * 3_600_000),
  }
  await rows.addConfirmation(unit, confirmation)
  return confirmation
}

/** What stands in the link: nobody can make another one of it. */
export function linkToken({ confirmationId }: { confirmationId: string }, pepper: Buffer): string {
  return `${confirmationId}.${signed(confirmationId, pepper)}`
}

function signed(confirmationId: string, pepper: Buffer): string {
  return createHmac('sha256', pepper).update(`mail link ${confirmationId}`).digest('hex').slice(0, 32)
}

/** Null: no link of this server. */
export function readLinkToken(token: string, pepper: Buffer): string | null {
  const [, confirmationId = '', proof = ''] =
    /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([0-9a-f]{32})$/.exec(token) ?? []
  if (confirmationId === '') return null
  return timingSafeEqual(Buffer.from(proof), Buffer.from(signed(confirmationId, pepper))) ? confirmationId : null
}

/** Whose address it is from now on; null: the link was used, or is too old. */
export async function confirmAddress(unit: UnitOfWork, confirmationId: string): Promise<Key | null> {
  const taken = await rows.takeConfirmation(unit, confirmationId)
  if (taken === null) return null
  await rows.saveAddress(unit, taken, { source: 'typed', address: taken.address })
  return { memberId: taken.memberId, userId: taken.userId }
}
