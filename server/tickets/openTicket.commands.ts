import type { OpenTicketInput } from '#contract/tickets/opening.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Portal } from '#server/portals/domain/portal.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import type { TermsOf } from '#server/regulations/terms.port.ts'
import type { Answering } from './answering.port.ts'
import { change, theProduct } from './appendEvents.commands.ts'
import { decideOpening } from './domain/open.ts'
import type { TicketForUpdate } from './domain/ticketForUpdate.ts'
import { hasSameAnswers } from './intake/intake.commands.ts'
import { writeOpened, type OpenedTicket } from './openedTicket.commands.ts'
import { findSentBefore } from './sentBefore.commands.ts'
import { loadServiceForOpening, loadServiceForUpdate } from './service/timerStops.commands.ts'
import type { TicketDeps } from './ticketDeps.port.ts'
import { lockTicket } from './tickets.sql.ts'

/** A ticket that is as it was opened, with what its writer's page shows of it: it need not be read for that. */
export type JustOpened = OpenedTicket & { hasPeople: boolean; deskName: string; portal: Portal }

/**
 * Gathers, decides, and writes what comes of it in one statement. Null where the ticket was there already, or where more came of it than
 * a new ticket.
 */
export async function openTicket(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  input: OpenTicketInput,
  { deskId, hasPeople, known, assistant, looked }: Answering,
): Promise<JustOpened | null> {
  const before = looked?.isThere === false ? null : await lockTicket(unit, input.ticketId)
  if (before !== null) {
    await refuseUnlessSame(unit, deps, before, actor, input)
    return null
  }
  const client = { deskId, memberId: actor.memberId }
  const loadService = looked === undefined ? loadServiceForOpening : loadServiceForUpdate
  const hasAccount = (await loadService(unit, deps, client)) !== null
  const facts = known ?? (await readFacts(unit, deps, client))
  const special = await takeFromCoupon(unit, deps, actor, input, deskId)
  const opened = decideOpening({
    at: unit.at,
    by: String(actor.userId),
    ticketId: input.ticketId,
    portalId: actor.memberId,
    deskId,
    couponId: special?.couponId ?? null,
    origin: 'app',
    assistantIsOn: assistant !== undefined,
    wantsPerson: assistant?.isSkipped ?? true,
    hasPeople,
  })
  const opening = { input, opened, facts: { ...facts, hasAccount }, number: special?.number ?? null }
  const written = await writeOpened(unit, deps, actor, opening)
  if (opened.toOnDuty) await giveToOnDuty(unit, deps, written.ticketForUpdate)
  const isPlain = special === null && input.files === undefined && known !== undefined
  return isPlain ? { ...written, hasPeople, deskName: known.deskName, portal: known.portal } : null
}

/** E9: a new ticket goes to its end by the version that its client goes by now. */
async function readFacts(unit: UnitOfWork, deps: TicketDeps, client: TermsOf) {
  return { terms: await deps.termsFor(unit, client), portal: await loadPortal(unit.tx, client.memberId) }
}

/** T10: counted at creation, in the same transaction, for which its number is taken first; null for an ordinary ticket. */
async function takeFromCoupon(
  unit: UnitOfWork,
  { coupons, desk }: TicketDeps,
  actor: Actor,
  { ticketId, special }: OpenTicketInput,
  deskId: string,
): Promise<{ couponId: string; number: string } | null> {
  if (special === undefined) return null
  const number = await desk.takeNumber(unit, deskId)
  return { couponId: await coupons.spend(unit, actor, { deskId, ticketId, number, special }), number }
}

/**
 * T1, T10: no queue where somebody is on duty now. Where nobody is, it waits before everybody else (S7), and whoever takes urgent
 * work is told at once.
 */
async function giveToOnDuty(unit: UnitOfWork, deps: TicketDeps, ticketForUpdate: TicketForUpdate): Promise<void> {
  const userId = await deps.desk.onDuty(unit, ticketForUpdate.ticket.deskId)
  if (userId === null) return
  const command = { type: 'assign', at: unit.at, by: null, assigneeId: String(userId) } as const
  await change(unit, deps, ticketForUpdate, { command, ticketActor: theProduct })
}

/** A retry after a lost answer: the same person's same ticket, with the same first message, is simply there. */
async function refuseUnlessSame(
  unit: UnitOfWork,
  deps: TicketDeps,
  { ticket, openedByUser, subject }: TicketForUpdate,
  actor: Actor,
  input: OpenTicketInput,
): Promise<void> {
  const isOwn = ticket.portalId === actor.memberId && openedByUser === actor.userId
  const isAlike = isOwn && subject === input.subject && (await isSameSpecial(unit, deps, input))
  const isSame = isAlike && (await hasSameAnswers(unit, input.ticketId, input.answers ?? []))
  const sent = isSame ? await findSentBefore(unit, actor, input.ticketId, input) : null
  if (sent === null) throw new Refusal('message_id_reused')
}

async function isSameSpecial(
  unit: UnitOfWork,
  { coupons }: TicketDeps,
  { ticketId, special }: OpenTicketInput,
): Promise<boolean> {
  const known = await coupons.findSpecial(unit.tx, ticketId)
  if (known === null || special === undefined) return known === null && special === undefined
  return known.kind === special.kind && JSON.stringify(known.objects) === JSON.stringify(special.objects)
}
