import type { OpenTicketInput } from '#contract/tickets/opening.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Answering } from './answering.port.ts'
import { appendEvents, ticketActorOf } from './appendEvents.commands.ts'
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
  if (known !== null) return refuseUnlessSame(unit, known, actor, input)
  await loadServiceForUpdate(unit, deps, { deskId: answering.deskId, memberId: actor.memberId })
  const opened = decideOpening({
    at: unit.at,
    by: String(actor.userId),
    ticketId: input.ticketId,
    portalId: actor.memberId,
    deskId: answering.deskId,
    couponId: null,
    origin: 'app',
    assistantIsOn: false,
    wantsPerson: true,
    hasPeople: answering.hasPeople,
  })
  const number = await deps.desk.takeNumber(unit, answering.deskId)
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
}

/** A retry after a lost answer: the same person's same ticket, with the same first message, is simply there. */
async function refuseUnlessSame(
  unit: UnitOfWork,
  { ticket, openedByUser, subject }: TicketForUpdate,
  actor: Actor,
  input: OpenTicketInput,
): Promise<void> {
  const isOwn = ticket.portalId === actor.memberId && openedByUser === actor.userId
  const isSame = isOwn && subject === input.subject && (await hasSameAnswers(unit, input.ticketId, input.answers ?? []))
  const sent = isSame ? await findSentBefore(unit, actor, input.ticketId, input) : null
  if (sent === null) throw new Refusal('message_id_reused')
}
