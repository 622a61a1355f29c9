import type { Person } from '#contract/common.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Kinds } from './domain/classification.ts'
import { evolve } from './domain/evolve.ts'
import { decide } from './domain/ticket.ts'
import type { TicketCommand, TicketTerms } from './domain/ticketCommands.ts'
import { entersQueue, type TicketEvent } from './domain/ticketEvents.ts'
import { awaitPayment } from './service/ticketPort.adapter.ts'
import type { Moved } from './tickets.present.ts'
import * as rows from './tickets.sql.ts'
import { assigneeOf, dueAtOf, type TicketForUpdate } from './ticketRow.sql.ts'

/** What the edge has worked out about the desk of this ticket and hands in. */
export type TicketDeps = {
  /** Of the desk's regulation, now: a new ticket goes by it to its end. */
  versionNow(unit: UnitOfWork, deskId: string): Promise<number>
  /** By the version that held when the ticket was opened. */
  termsOf(unit: UnitOfWork, ticketForUpdate: TicketForUpdate): Promise<TicketTerms>
  /** The categories and priorities of that version (T3). */
  kindsOf(unit: UnitOfWork, deskId: string, version: number): Promise<Kinds>
  /** Plans with a live package now: what is promised to a ticket that is queued (Q4). */
  plansOf(unit: UnitOfWork, memberId: string, deskId: string): Promise<string[]>
  staffPerson(unit: UnitOfWork, deskId: string, userId: number): Promise<Person | null>
  isAway(unit: UnitOfWork, deskId: string, userId: number): Promise<boolean>
  /** Durable, in this transaction: closing by itself, the end of a deferral. */
  wakeAt(unit: UnitOfWork, ticketId: string, at: Date): Promise<void>
  /** The date that the client was told has come, and the ticket is not done (T6): the lead is told, once. */
  dateIsOverdue(unit: UnitOfWork, ticketId: string, date: Date): Promise<void>
}

export type Written = { messageId: string; text: string }
export type TicketActor = { actor: JournalActor; memberId: string; userId: number; name: string }

export async function loadTicketForUpdate(unit: UnitOfWork, ticketId: string): Promise<TicketForUpdate> {
  const ticketForUpdate = await rows.lockTicket(unit, ticketId)
  if (ticketForUpdate === null) throw new Refusal('not_found')
  return ticketForUpdate
}

export function ownersOf({ ticket }: TicketForUpdate) {
  return { memberId: ticket.portalId, deskId: ticket.deskId }
}

export function ticketActorOf(actor: Actor, side: 'client' | 'desk'): TicketActor {
  return { actor: signatureOf(actor, side), memberId: actor.memberId, userId: actor.userId, name: actor.name }
}

export async function change(
  unit: UnitOfWork,
  deps: TicketDeps,
  ticketForUpdate: TicketForUpdate,
  ticketActor: TicketActor,
  command: TicketCommand,
  messages: Written[],
): Promise<void> {
  const terms = await deps.termsOf(unit, ticketForUpdate)
  await appendEvents(unit, deps, ticketForUpdate, decide(ticketForUpdate.ticket, command, terms), ticketActor, messages)
}

/** Numbers the events under the ticket's lock, writes messages and journal, and saves the ticket as it is now. */
export async function appendEvents(
  unit: UnitOfWork,
  deps: TicketDeps,
  ticketForUpdate: TicketForUpdate,
  events: TicketEvent[],
  ticketActor: TicketActor,
  messages: Written[],
): Promise<void> {
  let preview: string | null = null
  let activeAt: Date | null = null
  let queuedAt: Date | null = null
  for (const event of events) {
    const isPublic = !(event.type === 'message.sent' && event.kind === 'note')
    ticketForUpdate.lastSeq += 1
    if (isPublic) ticketForUpdate.lastPublicSeq += 1
    const publicSeq = isPublic ? ticketForUpdate.lastPublicSeq : null
    if (event.type === 'message.sent') {
      const text = messages.find((one) => one.messageId === event.messageId)?.text ?? ''
      await rows.insertMessage(unit, messageRow(ticketForUpdate, event, ticketActor, text, publicSeq))
      if (isPublic) preview = previewOf(text)
    }
    await append({ ...unit, at: event.at }, [
      {
        type: event.type,
        actor: ticketActor.actor,
        memberId: ticketForUpdate.ticket.portalId,
        deskId: ticketForUpdate.ticket.deskId,
        payload: await payloadOf(unit, deps, ticketForUpdate, event),
        ticket: { ticketId: ticketForUpdate.ticket.ticketId, seq: ticketForUpdate.lastSeq, publicSeq },
      },
    ])
    if (entersQueue(event)) queuedAt = event.at
    if (event.type !== 'ticket.opened') ticketForUpdate.ticket = evolve(ticketForUpdate.ticket, event)
    // Both sides' lists are ordered by this instant: a note must not show in the client's, a lock is not activity.
    if (isPublic && event.type !== 'ticket.locked' && event.type !== 'ticket.unlocked') activeAt = event.at
  }
  if (events.length === 0) return
  await rows.saveTicket(unit, ticketForUpdate, { preview, activeAt, queuedAt })
  if (queuedAt !== null) await awaitPayment(unit, ticketForUpdate)
  const due = dueAtOf(ticketForUpdate.ticket)
  if (due !== null) await deps.wakeAt(unit, ticketForUpdate.ticket.ticketId, due)
}

function messageRow(
  ticketForUpdate: TicketForUpdate,
  event: Extract<TicketEvent, { type: 'message.sent' }>,
  ticketActor: TicketActor,
  text: string,
  publicSeq: number | null,
): rows.StoredMessage {
  return {
    messageId: event.messageId,
    ticketId: ticketForUpdate.ticket.ticketId,
    seq: ticketForUpdate.lastSeq,
    publicSeq,
    side: ticketActor.actor.side === 'desk' ? 'desk' : 'client',
    authorMember: ticketActor.memberId,
    authorId: ticketActor.userId,
    authorName: ticketActor.name,
    kind: event.kind,
    isQuestion: event.isQuestion,
    text,
    at: event.at,
  }
}

async function payloadOf(
  unit: UnitOfWork,
  deps: TicketDeps,
  ticketForUpdate: TicketForUpdate,
  event: TicketEvent,
): Promise<Record<string, unknown>> {
  switch (event.type) {
    case 'ticket.opened':
      return {
        number: ticketForUpdate.number,
        subject: ticketForUpdate.subject,
        status: event.status,
        category: ticketForUpdate.category,
        priority: ticketForUpdate.priority,
        coupon: event.couponId !== null,
        ...(await promisedBy(unit, deps, ticketForUpdate, event)),
      }
    case 'message.sent':
      return { messageId: event.messageId, ...(event.isQuestion && { isQuestion: true }) }
    case 'ticket.locked':
      return { reason: event.reason }
    case 'ticket.unlocked':
      return {}
    case 'ticket.assigned':
      return { assignee: await deps.staffPerson(unit, ticketForUpdate.ticket.deskId, Number(event.assigneeId)) }
    case 'ticket.moved': {
      const assigneeId = assigneeOf(evolve(ticketForUpdate.ticket, event))
      const moved: Moved = {
        from: event.from,
        to: event.to.status,
        assignee: assigneeId === null ? null : await deps.staffPerson(unit, ticketForUpdate.ticket.deskId, assigneeId),
        closeReason: event.to.status === 'closed' ? event.to.closeReason : null,
        deferredUntil: event.to.status === 'deferred' ? event.to.until.toISOString() : null,
        reason: event.to.status === 'deferred' || event.to.status === 'closed' ? event.to.reason : null,
      }
      return { ...moved, ...(await promisedBy(unit, deps, ticketForUpdate, event)) }
    }
  }
}

/** What the ticket's clocks are promised by is told where they start, so that the journal alone says it later. */
async function promisedBy(unit: UnitOfWork, deps: TicketDeps, { ticket }: TicketForUpdate, event: TicketEvent) {
  return entersQueue(event) ? { plans: await deps.plansOf(unit, ticket.portalId, ticket.deskId) } : {}
}

export function previewOf(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 160)
}
