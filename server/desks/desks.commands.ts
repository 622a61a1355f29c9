import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Person } from '#contract/common.ts'
import type { deskEvents } from '#contract/desks/events.ts'
import type { JournalPayload } from '#contract/events.ts'
import type { DeskKind, DeskRole, InstallInput } from '#contract/session.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import { append, type Entry } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { becomeClient, lockPortal, markInstalled } from '#server/portals/feature.ts'
import { startRegulation } from '#server/regulations/feature.ts'
import * as rows from './desks.sql.ts'
import { choosePrefix, reservePrefix } from './ticketNumbers.commands.ts'

const presetOf: Record<DeskKind, string> = { standard: 'support24', partner: 'quantum-maintenance' }

/** The installer's one question (design, decision 13): do we need support, give it, or both (C6)? */
export async function install(unit: UnitOfWork, actor: Actor, input: InstallInput): Promise<void> {
  // Of two clicks on the same button the second one finds what the first one has made.
  await lockPortal(unit, actor.memberId)
  if (input.choice !== 'client') await openDesk(unit, actor, input)
  if (input.choice !== 'desk') await becomeClient(unit, actor)
  await markInstalled(unit, actor.memberId, actor)
}

async function openDesk(unit: UnitOfWork, actor: Actor, input: InstallInput): Promise<void> {
  const existing = await rows.findDeskOf(unit.tx, actor.memberId)
  if (existing !== null) {
    await keepDesk(unit, actor, existing, input)
    return
  }
  const hash = hashDeskKey(input.deskKey ?? '')
  const key = await rows.takeDeskKey(unit, hash, actor.memberId)
  if (key === undefined) {
    throw new Refusal((await rows.isDeskKeyKnown(unit, hash)) ? 'desk_key_used' : 'desk_key_wrong')
  }
  const name = input.deskName ?? key.name
  const desk = {
    deskId: randomUUID(),
    kind: key.kind,
    name,
    memberId: actor.memberId,
    regulation: presetOf[key.kind],
    numberPrefix: await choosePrefix(unit, key.number_prefix, name),
  }
  // A server has one standard desk; the key stays unused, because the transaction is taken back.
  if (!(await rows.insertDesk(unit, desk))) throw new Refusal('desk_key_used')
  await startRegulation(unit, { deskId: desk.deskId, preset: desk.regulation, writtenBy: actor.name })
  await rows.saveStaff(unit, desk.deskId, { person: personOf(actor), role: 'owner' })
  await append(unit, [act(actor, 'desk.opened', desk.deskId, { name: desk.name, kind: desk.kind })])
}

/** Installed again: the desk is still there. Its owner may rename it; an admin of a desk without an owner becomes one. */
async function keepDesk(unit: UnitOfWork, actor: Actor, desk: rows.Desk, input: InstallInput): Promise<void> {
  await rows.lockDesk(unit, desk.deskId)
  const staff = await rows.listStaff(unit.tx, desk.deskId)
  const owners = staff.filter((member) => member.role === 'owner')
  if (owners.length === 0) await becomeOwner(unit, actor, desk.deskId, staff)
  const isOwner = owners.length === 0 || owners.some(({ person }) => person.userId === actor.userId)
  if (!isOwner || input.deskName === undefined || input.deskName === desk.name) return
  await rows.renameDesk(unit, desk.deskId, input.deskName)
  await append(unit, [act(actor, 'desk.renamed', desk.deskId, { from: desk.name, to: input.deskName })])
}

async function becomeOwner(unit: UnitOfWork, actor: Actor, deskId: string, staff: rows.StaffMember[]): Promise<void> {
  const person = personOf(actor)
  const before = staff.find((member) => member.person.userId === person.userId)
  await rows.saveStaff(unit, deskId, { person, role: 'owner' })
  await append(unit, [staffSet(actor, deskId, person, { from: before?.role ?? null, to: 'owner' })])
}

function personOf(actor: Actor): Person {
  return { userId: actor.userId, name: actor.name, photo: actor.photo }
}

/** `npm run desk -- create`: a single-use key, shown once and stored hashed. */
export async function createDeskKey(
  unit: UnitOfWork,
  { prefix = null, ...key }: { name: string; kind: DeskKind; prefix?: string | null },
): Promise<string> {
  if (prefix !== null) await reservePrefix(unit, prefix)
  const text = `desk-${randomBytes(16).toString('hex')}`
  await rows.insertDeskKey(unit, hashDeskKey(text), { ...key, prefix })
  return text
}

function hashDeskKey(key: string): Buffer {
  return createHash('sha256').update(key.trim().toLowerCase()).digest()
}

/** D1: roles of the desk's staff. A desk always keeps an owner. */
export async function setStaff(
  unit: UnitOfWork,
  actor: Actor,
  deskId: string,
  change: { person: Person; role: DeskRole | null },
): Promise<void> {
  await rows.lockDesk(unit, deskId)
  const staff = await rows.listStaff(unit.tx, deskId)
  const { person, role } = change
  const before = staff.find((member) => member.person.userId === person.userId)
  const otherOwners = staff.filter((member) => member.role === 'owner' && member.person.userId !== person.userId)
  if (before?.role === 'owner' && role !== 'owner' && otherOwners.length === 0) throw new Refusal('still_in_use')
  if (role === null) await rows.deleteStaff(unit, deskId, person.userId)
  else await rows.saveStaff(unit, deskId, { person, role })
  await append(unit, [staffSet(actor, deskId, person, { from: before?.role ?? null, to: role })])
}

type Roles = { from: DeskRole | null; to: DeskRole | null }

function staffSet(actor: Actor, deskId: string, { userId, name }: Person, roles: Roles) {
  return act(actor, 'desk.staffSet', deskId, { userId, name, ...roles })
}

/** What somebody has done to the desk itself: for the audit log, with address. */
function act<Type extends keyof typeof deskEvents>(
  actor: Actor,
  type: Type,
  deskId: string,
  payload: JournalPayload<Type>,
): Entry<Type> {
  return { type, actor: signatureOf(actor, 'desk'), memberId: actor.memberId, deskId, payload }
}
