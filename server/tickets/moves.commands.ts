import type { AccountForUpdate } from '#server/billing/domain/accountForUpdate.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { change, loadTicketForUpdate, ticketActorOf, type Written } from './appendEvents.commands.ts'
import { sideOf, type Side } from './domain/side.ts'
import type { TicketCommand } from './domain/ticketCommands.ts'
import { ownersOf, type TicketForUpdate } from './domain/ticketForUpdate.ts'
import { isIn, openStatuses } from './domain/ticketState.ts'
import { findSentBefore } from './sentBefore.commands.ts'
import { followTicket, loadServiceForUpdate } from './service/timerStops.commands.ts'
import type { TicketDeps } from './ticketDeps.port.ts'
import { findOwners } from './tickets.sql.ts'

export type Move =
  | { type: 'take' }
  | { type: 'assign'; userId: number }
  | { type: 'resolve'; message: Written }
  | { type: 'decline'; message: Written; reason: string }
  | { type: 'defer'; reason: string; until: Date }
  | { type: 'resume' }
  | { type: 'confirm' }
  | { type: 'withdraw' }
  | { type: 'reopen' }

const sideOfMove: Record<Move['type'], Side> = {
  take: 'desk',
  assign: 'desk',
  resolve: 'desk',
  decline: 'desk',
  defer: 'desk',
  resume: 'desk',
  confirm: 'client',
  withdraw: 'client',
  reopen: 'client',
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
  if ('message' in move && (await findSentBefore(unit, actor, ticketId, move.message)) !== null) return
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
      return { ...by, type: 'resolve', message: { messageId: move.message.messageId, kind: 'public' } }
    case 'decline': {
      const message = { messageId: move.message.messageId, kind: 'public' } as const
      return { ...by, type: 'decline', message, reason: move.reason }
    }
    case 'defer':
      return { ...by, type: 'defer', reason: move.reason, until: move.until, liftedBy: null }
    case 'resume':
      return { ...by, type: 'resume', cause: 'resumed' }
    case 'reopen':
      return { ...by, type: 'reopen', hasPeople }
    case 'take':
    case 'confirm':
    case 'withdraw':
      return { ...by, type: move.type }
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
