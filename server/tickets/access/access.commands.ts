import {
  mostLiveBoxes,
  type AskAccessInput,
  type BoxInput,
  type RefuseBoxInput,
} from '#contract/tickets/access.types.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { loadTicketForUpdate } from '../appendEvents.commands.ts'
import { appendTicketEntry } from '../appendTicketEntry.commands.ts'
import { isLive, refuseUnlessTakesAccess, refuseUntil, type AccessBox } from '../domain/access.ts'
import { sideOf, type Side } from '../domain/side.ts'
import { ownersOf, type TicketForUpdate } from '../domain/ticketForUpdate.ts'
import { endAccess } from '../ticketAccess.commands.ts'
import { findBox } from '../ticketAccess.sql.ts'
import type { TicketDeps } from '../ticketDeps.port.ts'
import * as rows from './access.sql.ts'

/** A box and its ticket under the ticket's lock, as one of this side has them. */
export type HeldBox = { box: AccessBox; ticketForUpdate: TicketForUpdate; side: Side }

/** Staff asks for access (T9). The same asked again asks for nothing twice. */
export async function askAccess(
  unit: UnitOfWork,
  deps: Pick<TicketDeps, 'access'>,
  actor: Actor,
  input: AskAccessInput,
): Promise<void> {
  const ticketForUpdate = await loadTicketForUpdate(unit, input.ticketId)
  if (sideOf(actor, ownersOf(ticketForUpdate)) !== 'desk') throw new Refusal('not_allowed')
  const known = await findBox(unit.tx, input.accessId)
  if (known !== null && isSameAsked(known, actor, input)) return
  await insertWanted(unit, actor, { ticketForUpdate, side: 'desk', ...input })
  const { accessId, kind, until } = input
  await deps.access.wakeAt(unit, accessId, new Date(until))
  await appendTicketEntry(unit, ticketForUpdate, {
    event: { type: 'access.asked', payload: { accessId, kind, until } },
    actor: signatureOf(actor, 'desk'),
    isPublic: true,
    isActivity: true,
  })
}

function isSameAsked(known: AccessBox, actor: Actor, input: AskAccessInput): boolean {
  const isOwn = known.asked.side === 'desk' && known.asked.userId === actor.userId
  return isOwn && known.ticketId === input.ticketId.toLowerCase() && known.kind === input.kind
}

type Wanted = { ticketForUpdate: TicketForUpdate; side: Side } & Omit<AskAccessInput, 'ticketId'>

export async function insertWanted(
  unit: UnitOfWork,
  actor: Actor,
  { ticketForUpdate, side, tool, ...wanted }: Wanted,
): Promise<void> {
  const { ticket } = ticketForUpdate
  refuseUnlessTakesAccess(ticket)
  const { accessId, kind, purpose } = wanted
  const until = new Date(wanted.until)
  refuseUntil(until, unit.at)
  if ((await rows.countLive(unit, ticket.ticketId)) >= mostLiveBoxes) throw new Refusal('access_too_many')
  const by = { userId: actor.userId, name: actor.name }
  const box = { accessId, ticketId: ticket.ticketId, kind, tool: kind === 'remote' ? (tool ?? null) : null, purpose }
  if (!(await rows.insertBox(unit, { ...box, until, side, by }))) throw new Refusal('not_found')
}

/** Either side's: of another ticket, of nobody, or foreign is one answer. */
export async function loadBox(unit: UnitOfWork, actor: Actor, { ticketId, accessId }: BoxInput): Promise<HeldBox> {
  const ticketForUpdate = await loadTicketForUpdate(unit, ticketId)
  const side = sideOf(actor, ownersOf(ticketForUpdate))
  const box = await findBox(unit.tx, accessId)
  if (box === null || box.ticketId !== ticketForUpdate.ticket.ticketId) throw new Refusal('not_found')
  return { box, ticketForUpdate, side }
}

/** An admin's refusal, with a reason. Once more is none. */
export async function refuseBox(unit: UnitOfWork, actor: Actor, input: RefuseBoxInput): Promise<void> {
  const { box, ticketForUpdate, side } = await loadBox(unit, actor, input)
  if (side !== 'client') throw new Refusal('not_allowed')
  if (box.state === 'refused' && box.answered?.userId === actor.userId) return
  refuseUnlessTakesAccess(ticketForUpdate.ticket)
  if (box.state !== 'asked' || !isLive(box, unit.at)) throw new Refusal('access_over')
  await rows.saveRefused(unit, box.accessId, { userId: actor.userId, name: actor.name }, input.reason)
  await appendTicketEntry(unit, ticketForUpdate, {
    event: { type: 'access.refused', payload: { accessId: box.accessId, kind: box.kind } },
    actor: signatureOf(actor, 'client'),
    isPublic: true,
    isActivity: true,
  })
}

/** The client takes back what it gave, the desk needs it no more or withdraws what it asked for. Ended twice is ended. */
export async function endBox(
  unit: UnitOfWork,
  deps: Pick<TicketDeps, 'access'>,
  actor: Actor,
  input: BoxInput,
): Promise<void> {
  const { box, ticketForUpdate, side } = await loadBox(unit, actor, input)
  if (box.state === 'wiped' || box.state === 'ended') return
  if (box.state === 'refused') throw new Refusal('access_over')
  if (box.state === 'asked' && side === 'client') throw new Refusal('access_not_given')
  const cause = side === 'client' ? 'takenBack' : 'notNeeded'
  await endAccess(unit, deps, ticketForUpdate, { cause, actor: signatureOf(actor, side), accessId: box.accessId })
}

/** What was in it is changed, or its account ended: nobody is reminded any more. Also of a ticket that is locked or closed. */
export async function confirmChanged(unit: UnitOfWork, actor: Actor, input: BoxInput): Promise<void> {
  const { box, ticketForUpdate, side } = await loadBox(unit, actor, input)
  if (side !== 'client') throw new Refusal('not_allowed')
  if (box.confirmed !== null) return
  if (box.state !== 'wiped') throw new Refusal('access_not_given')
  await rows.saveConfirmed(unit, box.accessId, { userId: actor.userId, name: actor.name })
  await appendTicketEntry(unit, ticketForUpdate, {
    event: { type: 'access.confirmed', payload: { accessId: box.accessId, kind: box.kind } },
    actor: signatureOf(actor, 'client'),
    isPublic: true,
    isActivity: false,
  })
}
