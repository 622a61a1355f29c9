import type { OpenTicketInput } from '#contract/tickets/opening.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Answering } from './answering.port.ts'
import { appendEvents, change, theProduct, ticketActorOf } from './appendEvents.commands.ts'
import { proposed, queueRank } from './domain/classification.ts'
import { begin } from './domain/evolve.ts'
import { decideOpening } from './domain/open.ts'
import { decide } from './domain/ticket.ts'
import type { TicketForUpdate } from './domain/ticketForUpdate.ts'
import { hasSameAnswers, keepIntake } from './intake/intake.commands.ts'
import { findSentBefore } from './sentBefore.commands.ts'
import { loadServiceForUpdate } from './service/timerStops.commands.ts'
import type { TicketDeps } from './ticketDeps.port.ts'
import { insertTicket, lockTicket } from './tickets.sql.ts'

export async function openTicket(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  input: OpenTicketInput,
  answering: Answering,
): Promise<void> {
  const known = await lockTicket(unit, input.ticketId)
  if (known !== null) return refuseUnlessSame(unit, deps, known, actor, input)
  await loadServiceForUpdate(unit, deps, { deskId: answering.deskId, memberId: actor.memberId })
  const number = await deps.desk.takeNumber(unit, answering.deskId)
  const couponId = await takeFromCoupon(unit, deps, actor, input, { deskId: answering.deskId, number })
  const opened = decideOpening({
    at: unit.at,
    by: String(actor.userId),
    ticketId: input.ticketId,
    portalId: actor.memberId,
    deskId: answering.deskId,
    couponId,
    origin: 'app',
    assistantIsOn: false,
    wantsPerson: true,
    hasPeople: answering.hasPeople,
  })
  const ticket = begin(opened)
  const { subject } = input
  const client = { deskId: answering.deskId, memberId: actor.memberId }
  // E9: a new ticket goes to its end by the version that its client goes by now.
  const { version: regulationVersion } = await deps.termsFor(unit, client)
  const kinds = await deps.kindsOf(unit, answering.deskId, regulationVersion)
  const { kind, wish } = proposed(input, kinds)
  const rank = queueRank(ticket, kind.priority, kinds)
  const opening = { number, subject, regulationVersion }
  const byUser = actor.userId
  await insertTicket(unit, ticket, { ...opening, kind, wish, rank, byUser, byName: actor.name })
  await keepIntake(unit, { ticketId: input.ticketId, memberId: actor.memberId, answers: input.answers ?? [] })
  const ticketForUpdate: TicketForUpdate = {
    ticket,
    ...opening,
    ...kind,
    wish,
    openedByUser: byUser,
    lastSeq: 0,
    lastPublicSeq: 0,
  }
  const command = { type: 'sendMessage', at: unit.at, by: String(actor.userId), side: 'client' } as const
  const sent = decide(ticket, { ...command, messageId: input.messageId }, await deps.termsOf(unit.tx, ticketForUpdate))
  const ticketActor = ticketActorOf(actor, 'client')
  await appendEvents(unit, deps, ticketForUpdate, { events: [opened, ...sent], ticketActor, messages: [input] })
  if (opened.toOnDuty) await giveToOnDuty(unit, deps, ticketForUpdate)
}

/** T10: counted at creation, in the same transaction; null for an ordinary ticket. */
async function takeFromCoupon(
  unit: UnitOfWork,
  { coupons }: TicketDeps,
  actor: Actor,
  { ticketId, special }: OpenTicketInput,
  { deskId, number }: { deskId: string; number: string },
): Promise<string | null> {
  return special === undefined ? null : coupons.spend(unit, actor, { deskId, ticketId, number, special })
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
