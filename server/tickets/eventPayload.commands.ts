import type { JournalEvent, JournalPayload } from '#contract/events.ts'
import { planNames } from '#server/regulations/domain/soldPlan.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { evolve } from './domain/evolve.ts'
import { entersQueue, type TicketEvent, type TicketMoved, type TicketOpened } from './domain/ticketEvents.ts'
import { assigneeOf, type TicketForUpdate } from './domain/ticketForUpdate.ts'
import type { Ticket } from './domain/ticketState.ts'
import type { TicketDeps } from './ticketDeps.port.ts'
import { findNumber } from './tickets.sql.ts'

/** What the journal keeps of an event of this ticket, as it was before the event. */
export async function journalEventOf(
  unit: UnitOfWork,
  deps: TicketDeps,
  ticketForUpdate: TicketForUpdate,
  event: TicketEvent,
): Promise<JournalEvent<TicketEvent['type']>> {
  const { ticket } = ticketForUpdate
  switch (event.type) {
    case 'ticket.opened':
      return openedEntry(ticketForUpdate, event, await promisedBy(unit, deps, ticketForUpdate, event))
    case 'message.sent':
      return {
        type: event.type,
        payload: {
          messageId: event.messageId,
          ...(event.isQuestion && { isQuestion: true }),
          ...(ticket.status === 'assistant' && event.kind === 'public' && { toAssistant: true as const }),
          ...(event.moved !== undefined && { movedFrom: event.moved.from }),
        },
      }
    case 'ticket.locked':
      return { type: event.type, payload: { reason: event.reason } }
    case 'ticket.unlocked':
      return { type: event.type, payload: {} }
    case 'ticket.dateMoved': {
      const { from, to, isExpected } = event
      return { type: event.type, payload: { from: from.toISOString(), to: to.toISOString(), isExpected } }
    }
    case 'ticket.assigned': {
      const assignee = await deps.staffPerson(unit, ticket.deskId, Number(event.assigneeId))
      return { type: event.type, payload: { assignee, ...couponOf(ticket) } }
    }
    case 'ticket.moved': {
      const moved = await movedOf(unit, deps, ticketForUpdate, event)
      const coupon = couponOf(ticket)
      return {
        type: event.type,
        payload: { ...moved, ...coupon, ...(await promisedBy(unit, deps, ticketForUpdate, event)) },
      }
    }
  }
}

/** `promised`: by which plans, where it enters the queue. */
export function openedEntry(
  { number, subject, category, priority, wish }: Omit<TicketForUpdate, 'ticket'>,
  { status, couponId }: TicketOpened,
  promised: Pick<JournalPayload<'ticket.opened'>, 'plans'>,
): JournalEvent<'ticket.opened'> {
  const coupon = couponId !== null
  return { type: 'ticket.opened', payload: { number, subject, status, category, priority, wish, coupon, ...promised } }
}

async function movedOf(
  unit: UnitOfWork,
  deps: TicketDeps,
  { ticket }: TicketForUpdate,
  event: TicketMoved,
): Promise<JournalPayload<'ticket.moved'>> {
  const { from, to } = event
  const assigneeId = assigneeOf(evolve(ticket, event))
  const given = to.status === 'deferred' || to.status === 'closed' ? to.reason : null
  return {
    from,
    to: to.status,
    assignee: assigneeId === null ? null : await deps.staffPerson(unit, ticket.deskId, assigneeId),
    closeReason: to.status === 'closed' ? to.closeReason : null,
    deferredUntil: to.status === 'deferred' ? to.until.toISOString() : null,
    reason: null,
    reasonCode: given?.code ?? null,
    reasonTitle: given?.title ?? null,
    isExpected: to.status === 'deferred' && to.isExpected,
    way: event.way ?? null,
    ...(await mergeOf(unit, ticket, event)),
  }
}

/** Which other ticket it is about, by its number; `ticket` is as before the event. */
async function mergeOf(
  unit: UnitOfWork,
  ticket: Ticket,
  { to, cause }: TicketMoved,
): Promise<Pick<JournalPayload<'ticket.moved'>, 'merged' | 'unmerged'>> {
  if (to.status === 'closed' && to.mergedInto !== null)
    return { merged: await findNumber(unit.tx, to.mergedInto.ticketId) }
  if (cause !== 'unmerged' || ticket.status !== 'closed' || ticket.mergedInto === null) return {}
  const other = await findNumber(unit.tx, ticket.mergedInto.ticketId)
  return { unmerged: { ...other, since: ticket.closedAt.toISOString() } }
}

/** By what the ticket's clocks are promised is kept where they start, so that the journal alone tells it later. */
async function promisedBy(
  unit: UnitOfWork,
  deps: TicketDeps,
  { ticket, regulationVersion }: TicketForUpdate,
  event: TicketEvent,
) {
  if (!entersQueue(event)) return {}
  return { plans: planNames(await deps.plansOf(unit, ticket.portalId, ticket.deskId), regulationVersion) }
}

function couponOf({ couponId }: Ticket): { coupon?: true } {
  return couponId === null ? {} : { coupon: true }
}
