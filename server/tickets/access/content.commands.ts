import type { BoxInput, GiveBoxInput, OfferBoxInput, OpenedBox } from '#contract/tickets/access.types.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { KeyFolder } from '#server/platform/keys/keyFolder.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { change, loadTicketForUpdate, ticketActorOf } from '../appendEvents.commands.ts'
import { appendTicketEntry } from '../appendTicketEntry.commands.ts'
import { contentOf, isLive, refuseUnlessTakesAccess, refuseUntil, type AccessBox } from '../domain/access.ts'
import { sideOf } from '../domain/side.ts'
import { ownersOf, type TicketForUpdate } from '../domain/ticketForUpdate.ts'
import { isAssignee } from '../ticketAccess.queries.ts'
import { findBox } from '../ticketAccess.sql.ts'
import type { TicketDeps } from '../ticketDeps.port.ts'
import { insertWanted, loadBox } from './access.commands.ts'
import * as rows from './access.sql.ts'
import { openContent, sealContent, type BoxContent } from './boxKeys.commands.ts'

export type ContentDeps = { ticketDeps: TicketDeps; keys: KeyFolder }

/** An admin consents to what was asked, until when, and puts it into the box (T9). `keyId`: the name of its new key. */
export async function giveBox(
  unit: UnitOfWork,
  deps: ContentDeps,
  actor: Actor,
  { keyId, ...input }: GiveBoxInput & { keyId: string },
): Promise<void> {
  const { box, ticketForUpdate, side } = await loadBox(unit, actor, input)
  if (side !== 'client') throw new Refusal('not_allowed')
  const tool = box.kind === 'remote' ? (input.tool ?? box.tool) : null
  const content = contentOf(box.kind, input.content, tool)
  if (await isSameGiven(unit, deps, actor, box, content)) return
  refuseUnlessTakesAccess(ticketForUpdate.ticket)
  if (box.state !== 'asked' || !isLive(box, unit.at)) throw new Refusal('access_over')
  const until = new Date(input.until)
  refuseUntil(until, unit.at)
  await keep(unit, deps, actor, { ticketForUpdate, box: { ...box, tool, until }, content, keyId, isOffer: false })
}

/** What nobody has asked for: giving it is the consent. */
export async function offerBox(
  unit: UnitOfWork,
  deps: ContentDeps,
  actor: Actor,
  { keyId, content: written, ...input }: OfferBoxInput & { keyId: string },
): Promise<void> {
  const ticketForUpdate = await loadTicketForUpdate(unit, input.ticketId)
  if (sideOf(actor, ownersOf(ticketForUpdate)) !== 'client') throw new Refusal('not_allowed')
  const content = contentOf(input.kind, written, input.kind === 'remote' ? (input.tool ?? null) : null)
  const known = await findBox(unit.tx, input.accessId)
  const isHere = known?.ticketId === ticketForUpdate.ticket.ticketId
  if (known !== null && isHere && (await isSameGiven(unit, deps, actor, known, content))) return
  await insertWanted(unit, actor, { ticketForUpdate, side: 'client', ...input })
  const box = await findBox(unit.tx, input.accessId)
  if (box === null) throw new Refusal('not_found')
  await keep(unit, deps, actor, { ticketForUpdate, box, content, keyId, isOffer: true })
}

/** A lost answer that is sent again has given it already; anything else in it has not. */
async function isSameGiven(
  unit: UnitOfWork,
  { keys }: ContentDeps,
  actor: Actor,
  box: AccessBox,
  content: BoxContent,
): Promise<boolean> {
  if (box.state !== 'given' || box.answered?.userId !== actor.userId) return false
  const sealed = await rows.findSealed(unit.tx, box.accessId)
  const kept = sealed === null ? null : await openContent(keys, { ...box, ...sealed })
  if (JSON.stringify(kept) !== JSON.stringify(content)) throw new Refusal('access_over')
  return true
}

type Keeping = {
  ticketForUpdate: TicketForUpdate
  box: AccessBox
  content: BoxContent
  keyId: string
  isOffer: boolean
}

async function keep(
  unit: UnitOfWork,
  { ticketDeps, keys }: ContentDeps,
  actor: Actor,
  { ticketForUpdate, box, content, keyId, isOffer }: Keeping,
): Promise<void> {
  const { accessId, ticketId, kind, tool, until } = box
  const sealed = await sealContent(keys, { accessId, ticketId, keyId }, content)
  const by = { userId: actor.userId, name: actor.name }
  await rows.saveGiven(unit, accessId, { by, until, tool, keyId, content: sealed })
  await ticketDeps.access.wakeAt(unit, accessId, until)
  await appendTicketEntry(unit, ticketForUpdate, {
    event: { type: 'access.given', payload: { accessId, kind, until: until.toISOString(), isOffer } },
    actor: signatureOf(actor, 'client'),
    isPublic: true,
    isActivity: true,
  })
  await liftDeferral(unit, ticketDeps, actor, ticketForUpdate)
}

/** T6: a ticket that waits for access waits no more. */
async function liftDeferral(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  ticketForUpdate: TicketForUpdate,
): Promise<void> {
  const { ticket } = ticketForUpdate
  if (ticket.status !== 'deferred' || ticket.liftedBy !== 'access') return
  const command = { type: 'giveAccess', at: unit.at, by: String(actor.userId), message: null } as const
  await change(unit, deps, ticketForUpdate, { command, ticketActor: ticketActorOf(actor, 'client') })
}

/**
 * T9: what is in the box, to whoever has the ticket at this moment and to nobody else. The look is in the journal before anything leaves
 * the server: it is answered after this unit is committed.
 */
export async function lookInto(
  unit: UnitOfWork,
  { keys }: ContentDeps,
  actor: Actor,
  input: BoxInput,
): Promise<OpenedBox> {
  const { box, ticketForUpdate, side } = await loadBox(unit, actor, input)
  if (side !== 'desk') throw new Refusal('not_allowed')
  if (!isAssignee(ticketForUpdate.ticket, actor)) throw new Refusal('access_for_assignee')
  refuseUnlessTakesAccess(ticketForUpdate.ticket)
  if (box.state === 'asked') throw new Refusal('access_not_given')
  if (!isLive(box, unit.at)) throw new Refusal('access_over')
  const sealed = await rows.findSealed(unit.tx, box.accessId)
  const content = sealed === null ? null : await openContent(keys, { ...box, ...sealed })
  if (content === null) throw new Refusal('access_over')
  await rows.saveLook(unit, box.accessId, actor.name)
  await appendTicketEntry(unit, ticketForUpdate, {
    event: { type: 'access.looked', payload: { accessId: box.accessId, kind: box.kind } },
    actor: signatureOf(actor, 'desk'),
    isPublic: true,
    isActivity: false,
  })
  return { content: [...content] }
}
