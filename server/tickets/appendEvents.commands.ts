import type { Person } from '#contract/common.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import { tell } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { Unit } from '#server/platform/db/unitOfWork.ts'
import type { Kinds } from './domain/classification.ts'
import { evolve } from './domain/evolve.ts'
import { decide } from './domain/ticket.ts'
import type { TicketCommand, TicketTerms } from './domain/ticketCommands.ts'
import { entersQueue, type TicketEvent } from './domain/ticketEvents.ts'
import { awaitPayment } from './timers/ticketPort.adapter.ts'
import type { Moved } from './tickets.present.ts'
import * as rows from './tickets.sql.ts'
import { assigneeOf, dueAtOf, type Held } from './ticketRow.sql.ts'

/** What the edge has worked out about the desk of this ticket and hands in. */
export type TicketDeps = {
  /** Of the desk's regulation, now: a new ticket goes by it to its end. */
  versionNow(unit: Unit, deskId: string): Promise<number>
  /** By the version that held when the ticket was opened. */
  termsOf(unit: Unit, held: Held): Promise<TicketTerms>
  /** The categories and priorities of that version (T3). */
  kindsOf(unit: Unit, deskId: string, version: number): Promise<Kinds>
  /** Plans with a live package now: what is promised to a ticket that is queued (Q4). */
  plansOf(unit: Unit, memberId: string, deskId: string): Promise<string[]>
  staffPerson(unit: Unit, deskId: string, userId: number): Promise<Person | null>
  isAway(unit: Unit, deskId: string, userId: number): Promise<boolean>
  /** Durable, in this transaction: closing by itself, the end of a deferral. */
  wakeAt(unit: Unit, ticketId: string, at: Date): Promise<void>
  /** The date that the client was told has come, and the ticket is not done (T6): the lead is told, once. */
  dateIsOverdue(unit: Unit, ticketId: string, date: Date): Promise<void>
}

export type Written = { messageId: string; text: string }
export type Doer = { actor: JournalActor; memberId: string; userId: number; name: string }

export async function hold(unit: Unit, ticketId: string): Promise<Held> {
  const held = await rows.lockTicket(unit, ticketId)
  if (held === null) throw new Refusal('not_found')
  return held
}

export function ownersOf({ ticket }: Held) {
  return { memberId: ticket.portalId, deskId: ticket.deskId }
}

export function doerOf(actor: Actor, side: 'client' | 'desk'): Doer {
  return { actor: signatureOf(actor, side), memberId: actor.memberId, userId: actor.userId, name: actor.name }
}

export async function change(
  unit: Unit,
  deps: TicketDeps,
  held: Held,
  doer: Doer,
  command: TicketCommand,
  messages: Written[],
): Promise<void> {
  const terms = await deps.termsOf(unit, held)
  await record(unit, deps, held, decide(held.ticket, command, terms), doer, messages)
}

/** Numbers the events under the ticket's lock, writes messages and journal, and saves the ticket as it is now. */
export async function record(
  unit: Unit,
  deps: TicketDeps,
  held: Held,
  events: TicketEvent[],
  doer: Doer,
  messages: Written[],
): Promise<void> {
  let preview: string | null = null
  let activeAt: Date | null = null
  let queuedAt: Date | null = null
  for (const event of events) {
    const isPublic = !(event.type === 'message.sent' && event.kind === 'note')
    held.lastSeq += 1
    if (isPublic) held.lastPublicSeq += 1
    const publicSeq = isPublic ? held.lastPublicSeq : null
    if (event.type === 'message.sent') {
      const text = messages.find((one) => one.messageId === event.messageId)?.text ?? ''
      await rows.insertMessage(unit, messageRow(held, event, doer, text, publicSeq))
      if (isPublic) preview = previewOf(text)
    }
    await tell({ ...unit, at: event.at }, [
      {
        type: event.type,
        actor: doer.actor,
        memberId: held.ticket.portalId,
        deskId: held.ticket.deskId,
        payload: await payloadOf(unit, deps, held, event),
        ticket: { ticketId: held.ticket.ticketId, seq: held.lastSeq, publicSeq },
      },
    ])
    if (entersQueue(event)) queuedAt = event.at
    if (event.type !== 'ticket.opened') held.ticket = evolve(held.ticket, event)
    // Both sides' lists are ordered by this instant: a note must not show in the client's, a lock is not activity.
    if (isPublic && event.type !== 'ticket.locked' && event.type !== 'ticket.unlocked') activeAt = event.at
  }
  if (events.length === 0) return
  await rows.saveTicket(unit, held, { preview, activeAt, queuedAt })
  if (queuedAt !== null) await awaitPayment(unit, held)
  const due = dueAtOf(held.ticket)
  if (due !== null) await deps.wakeAt(unit, held.ticket.ticketId, due)
}

function messageRow(
  held: Held,
  event: Extract<TicketEvent, { type: 'message.sent' }>,
  doer: Doer,
  text: string,
  publicSeq: number | null,
): rows.StoredMessage {
  return {
    messageId: event.messageId,
    ticketId: held.ticket.ticketId,
    seq: held.lastSeq,
    publicSeq,
    side: doer.actor.side === 'desk' ? 'desk' : 'client',
    authorMember: doer.memberId,
    authorId: doer.userId,
    authorName: doer.name,
    kind: event.kind,
    isQuestion: event.isQuestion,
    text,
    at: event.at,
  }
}

async function payloadOf(
  unit: Unit,
  deps: TicketDeps,
  held: Held,
  event: TicketEvent,
): Promise<Record<string, unknown>> {
  switch (event.type) {
    case 'ticket.opened':
      return {
        number: held.number,
        subject: held.subject,
        status: event.status,
        category: held.category,
        priority: held.priority,
        coupon: event.couponId !== null,
        ...(await promisedBy(unit, deps, held, event)),
      }
    case 'message.sent':
      return { messageId: event.messageId, ...(event.isQuestion && { isQuestion: true }) }
    case 'ticket.locked':
      return { reason: event.reason }
    case 'ticket.unlocked':
      return {}
    case 'ticket.assigned':
      return { assignee: await deps.staffPerson(unit, held.ticket.deskId, Number(event.assigneeId)) }
    case 'ticket.moved': {
      const assigneeId = assigneeOf(evolve(held.ticket, event))
      const moved: Moved = {
        from: event.from,
        to: event.to.status,
        assignee: assigneeId === null ? null : await deps.staffPerson(unit, held.ticket.deskId, assigneeId),
        closeReason: event.to.status === 'closed' ? event.to.closeReason : null,
        deferredUntil: event.to.status === 'deferred' ? event.to.until.toISOString() : null,
        reason: event.to.status === 'deferred' || event.to.status === 'closed' ? event.to.reason : null,
      }
      return { ...moved, ...(await promisedBy(unit, deps, held, event)) }
    }
  }
}

/** What the ticket's clocks are promised by is told where they start, so that the journal alone says it later. */
async function promisedBy(unit: Unit, deps: TicketDeps, { ticket }: Held, event: TicketEvent) {
  return entersQueue(event) ? { plans: await deps.plansOf(unit, ticket.portalId, ticket.deskId) } : {}
}

export function previewOf(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 160)
}
