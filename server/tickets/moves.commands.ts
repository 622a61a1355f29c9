import type { AccountForUpdate } from '#server/billing/domain/accountForUpdate.ts'
import type { WayOn } from '#contract/regulations/tickets.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { refuseUnlessFirst } from './answersAtOnce.commands.ts'
import { change, loadTicketForUpdate, ticketActorOf, type Written } from './appendEvents.commands.ts'
import { sideOf, type Side } from './domain/side.ts'
import type { TicketCommand, WrittenMessage } from './domain/ticketCommands.ts'
import { ownersOf, type TicketForUpdate } from './domain/ticketForUpdate.ts'
import { moveWith, type KnownMessage } from './messageRow.sql.ts'
import { isIn, openStatuses } from './domain/ticketState.ts'
import { findSentBefore } from './sentBefore.commands.ts'
import { followTicket, loadServiceForUpdate } from './service/timerStops.commands.ts'
import type { TicketDeps } from './ticketDeps.port.ts'
import { findOwners } from './tickets.sql.ts'

/** What a move of the desk says to the client, and how far its writer had seen the ticket (T8). */
type Answer = Written & { seenSeq?: number | undefined }

export type Move =
  | { type: 'take' }
  | { type: 'assign'; userId: number }
  | { type: 'resolve'; message: Answer }
  | { type: 'decline'; message: Answer; reason: string; way?: WayOn | null }
  | { type: 'defer'; message: Answer; reason: string; until: Date | null }
  | { type: 'moveDate'; until: Date }
  | { type: 'giveAccess'; message: Written }
  | { type: 'resume' }
  | { type: 'confirm' }
  | { type: 'withdraw' }
  | { type: 'reopen' }
  | { type: 'closeAsHelped' }

const sideOfMove: Record<Move['type'], Side> = {
  take: 'desk',
  assign: 'desk',
  resolve: 'desk',
  decline: 'desk',
  defer: 'desk',
  moveDate: 'desk',
  resume: 'desk',
  confirm: 'client',
  withdraw: 'client',
  reopen: 'client',
  closeAsHelped: 'client',
  giveAccess: 'client',
}

/** They end work on the ticket, or bring it back. */
const touchesService: readonly Move['type'][] = ['resolve', 'decline', 'withdraw', 'reopen']

/** T1: every move of a ticket by a person. */
export async function moveTicket(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  ticketId: string,
  move: Move,
  hasPeople: boolean,
): Promise<void> {
  const service = touchesService.includes(move.type) ? await loadServiceOfTicket(unit, deps, ticketId) : null
  const ticketForUpdate = await loadTicketForUpdate(unit, ticketId)
  const side = sideOf(actor, ownersOf(ticketForUpdate))
  if (sideOfMove[move.type] !== side) throw new Refusal('not_allowed')
  if (await isDoneBefore(unit, actor, ticketId, move)) return
  if ('message' in move) await refuseUnlessFirst(unit, actor, side, { ticketId, kind: 'public', ...move.message })
  const command = await commandOf(unit, deps, actor, ticketForUpdate, move, hasPeople)
  const ticketActor = ticketActorOf(actor, side)
  const messages = 'message' in move ? [move.message] : []
  await change(unit, deps, ticketForUpdate, { command, ticketActor, messages })
  await followTicket(unit, deps, { service, ticketForUpdate }, ticketActor.actor)
}

/** The client takes its ticket back where it is still open; one that is locked, or that has ended, stays as it is. */
export async function withdrawWhereOpen(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  ticketId: string,
): Promise<void> {
  const service = await loadServiceOfTicket(unit, deps, ticketId)
  const ticketForUpdate = await loadTicketForUpdate(unit, ticketId)
  const { ticket } = ticketForUpdate
  if (ticket.lock !== null || !isIn(ticket, openStatuses)) return
  const command = { type: 'withdraw', at: unit.at, by: String(actor.userId) } as const
  const ticketActor = ticketActorOf(actor, 'client')
  await change(unit, deps, ticketForUpdate, { command, ticketActor })
  await followTicket(unit, deps, { service, ticketForUpdate }, ticketActor.actor)
}

async function loadServiceOfTicket(
  unit: UnitOfWork,
  deps: TicketDeps,
  ticketId: string,
): Promise<AccountForUpdate | null> {
  const owners = await findOwners(unit.tx, ticketId)
  return owners === null ? null : loadServiceForUpdate(unit, deps, owners, ticketId)
}

async function commandOf(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  { ticket }: TicketForUpdate,
  move: Move,
  hasPeople: boolean,
): Promise<TicketCommand> {
  const by = { at: unit.at, by: String(actor.userId) }
  switch (move.type) {
    case 'assign':
      await refuseUnlessPresent(unit, deps, ticket.deskId, {
        userId: move.userId,
        isSelf: move.userId === actor.userId,
      })
      return { ...by, type: 'assign', assigneeId: String(move.userId) }
    case 'resolve':
    case 'giveAccess':
      return { ...by, type: move.type, message: publicOf(move.message) }
    case 'decline':
      return { ...by, type: 'decline', message: publicOf(move.message), reason: move.reason, way: move.way ?? null }
    case 'defer':
      return { ...by, type: 'defer', message: publicOf(move.message), reason: move.reason, until: move.until }
    case 'moveDate':
      return { ...by, type: 'moveDate', until: move.until }
    case 'resume':
      return { ...by, type: 'resume', cause: 'resumed' }
    case 'reopen':
      return { ...by, type: 'reopen', hasPeople }
    case 'take':
    case 'confirm':
    case 'withdraw':
    case 'closeAsHelped':
      return { ...by, type: move.type }
  }
}

function publicOf({ messageId }: Written): WrittenMessage {
  return { messageId, kind: 'public' }
}

/** A lost answer that is sent again has moved the ticket already; the same message with another reason or date has not. */
async function isDoneBefore(unit: UnitOfWork, actor: Actor, ticketId: string, move: Move): Promise<boolean> {
  const sent = 'message' in move ? await findSentBefore(unit, actor, ticketId, move.message) : null
  if (sent === null) return false
  if (!(await isSameMove(unit, sent, move))) throw new Refusal('message_id_reused')
  return true
}

async function isSameMove(unit: UnitOfWork, sent: KnownMessage, move: Move): Promise<boolean> {
  const done = await moveWith(unit, sent)
  switch (move.type) {
    case 'decline':
      return done?.to === 'closed' && done.reasonCode === move.reason
    case 'defer':
      return (
        done?.to === 'deferred' &&
        done.reasonCode === move.reason &&
        done.deferredUntil === (move.until?.toISOString() ?? null)
      )
    case 'giveAccess':
      return done?.from === 'deferred'
    case 'resolve':
      return done?.to === 'resolved'
    case 'take':
    case 'assign':
    case 'moveDate':
    case 'resume':
    case 'confirm':
    case 'withdraw':
    case 'reopen':
    case 'closeAsHelped':
      return true
  }
}

async function refuseUnlessPresent(
  unit: UnitOfWork,
  deps: TicketDeps,
  deskId: string,
  { userId, isSelf }: { userId: number; isSelf: boolean },
): Promise<void> {
  if ((await deps.staffPerson(unit, deskId, userId)) === null) throw new Refusal('person_unknown')
  if (!isSelf && (await deps.isAway(unit, deskId, userId))) throw new Refusal('person_away')
}
