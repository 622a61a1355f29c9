import { signatureOf, theSystem, type Actor } from '#server/platform/actor.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { evolve } from './domain/evolve.ts'
import { previewOf } from './domain/preview.ts'
import type { Side } from './domain/side.ts'
import { decide } from './domain/ticket.ts'
import type { TicketCommand } from './domain/ticketCommands.ts'
import { entersQueue, type TicketEvent } from './domain/ticketEvents.ts'
import { dueAtOf, ownersOf, takeNumbers, type TicketForUpdate } from './domain/ticketForUpdate.ts'
import { endPageOf } from './dutyPages.sql.ts'
import { journalEventOf } from './eventPayload.commands.ts'
import { sendFiles } from './files/messageFiles.commands.ts'
import { insertMessage } from './messageRow.sql.ts'
import { awaitPayment } from './service/awaitPayment.commands.ts'
import type { TicketDeps } from './ticketDeps.port.ts'
import { endAccess } from './ticketAccess.commands.ts'
import { lockTicket, saveTicket, type ListChanges } from './tickets.sql.ts'

/** What somebody writes: `files` go with it. */
export type Written = { messageId: string; text: string; files?: readonly string[] | undefined }
export type TicketActor = { actor: JournalActor; memberId: string; userId: number; name: string }
type Change = { command: TicketCommand; ticketActor: TicketActor; messages?: Written[] }
type Events = { events: TicketEvent[]; ticketActor: TicketActor; messages: Written[] }

/** Dates and rules that act by themselves. */
export const theProduct: TicketActor = { actor: theSystem, memberId: '', userId: 0, name: '' }

export function ticketActorOf(actor: Actor, side: Side): TicketActor {
  return { actor: signatureOf(actor, side), memberId: actor.memberId, userId: actor.userId, name: actor.name }
}

export async function loadTicketForUpdate(unit: UnitOfWork, ticketId: string): Promise<TicketForUpdate> {
  const ticketForUpdate = await lockTicket(unit, ticketId)
  if (ticketForUpdate === null) throw new Refusal('not_found')
  return ticketForUpdate
}

export async function change(
  unit: UnitOfWork,
  deps: TicketDeps,
  ticketForUpdate: TicketForUpdate,
  { command, ticketActor, messages = [] }: Change,
): Promise<void> {
  const terms = await deps.termsOf(unit.tx, ticketForUpdate)
  const events = decide(ticketForUpdate.ticket, command, terms)
  await appendEvents(unit, deps, ticketForUpdate, { events, ticketActor, messages })
}

/** Numbers the events under the ticket's lock, writes messages and journal, and saves the ticket as it is now. */
export async function appendEvents(
  unit: UnitOfWork,
  deps: TicketDeps,
  ticketForUpdate: TicketForUpdate,
  { events, ...by }: Events,
): Promise<void> {
  if (events.length === 0) return
  const changes: ListChanges = { preview: null, activeAt: null, queuedAt: null }
  for (const event of events) Object.assign(changes, await appendEvent(unit, deps, ticketForUpdate, { event, ...by }))
  await saveTicket(unit, ticketForUpdate, changes)
  if (changes.queuedAt !== null) await awaitPayment(unit, deps, ticketForUpdate)
  const cause = endOfAccess(events)
  if (cause !== null) await endAccess(unit, deps, ticketForUpdate, { cause, actor: theSystem })
  if (isEnd(events)) await endPageOf(unit, ticketForUpdate.ticket.ticketId)
  if (events.some(isSentByClient)) await tellAssistant(unit, deps, ticketForUpdate)
  const due = dueAtOf(ticketForUpdate.ticket)
  if (due !== null) await deps.wakeAt(unit, ticketForUpdate.ticket.ticketId, due)
}

function isSentByClient(event: TicketEvent): boolean {
  return event.type === 'message.sent' && event.by.side === 'client'
}

/** A1: what is written to it is answered, and where nothing more is written its ticket closes by itself (T1). */
export async function tellAssistant(
  unit: UnitOfWork,
  deps: Pick<TicketDeps, 'assistant' | 'termsOf'>,
  opened: Pick<TicketForUpdate, 'ticket' | 'regulationVersion'>,
): Promise<void> {
  if (opened.ticket.status !== 'assistant') return
  const { silenceHours } = await deps.termsOf(unit.tx, opened)
  await deps.assistant.asked(unit, opened.ticket.ticketId, new Date(unit.at.getTime() + silenceHours * 3_600_000))
}

/** T12: nobody is paged any further for what is solved, closed or locked. */
function isEnd(events: readonly TicketEvent[]): boolean {
  return events.some(
    (event) =>
      event.type === 'ticket.locked' ||
      (event.type === 'ticket.moved' && (event.to.status === 'resolved' || event.to.status === 'closed')),
  )
}

/** T9: what a client has given is wiped with the ticket's end, however that comes. */
function endOfAccess(events: readonly TicketEvent[]): 'closed' | 'locked' | null {
  if (events.some((event) => event.type === 'ticket.moved' && event.to.status === 'closed')) return 'closed'
  return events.some((event) => event.type === 'ticket.locked') ? 'locked' : null
}

async function appendEvent(
  unit: UnitOfWork,
  deps: TicketDeps,
  ticketForUpdate: TicketForUpdate,
  { event, ticketActor, messages }: Omit<Events, 'events'> & { event: TicketEvent },
): Promise<Partial<ListChanges>> {
  const isPublic = !(event.type === 'message.sent' && event.kind === 'note')
  const { ticketId } = ticketForUpdate.ticket
  const numbers = takeNumbers(ticketForUpdate, isPublic)
  const { text, files } = writtenIn(event, messages)
  let firstFile = ''
  if (event.type === 'message.sent') {
    const message = { ticketId, ...numbers, ...authorOf(ticketActor), ...contentOf(event), text }
    await insertMessage(unit, { ...message, hasFiles: files.length > 0 })
    if (files.length > 0) {
      const { deskId } = ownersOf(ticketForUpdate)
      const place = { ticketId, deskId, messageSeq: numbers.seq, isNote: !isPublic, sender: ticketActor }
      firstFile = await sendFiles(unit, place, files, deps.ticketFileBytes)
    }
  }
  await append({ ...unit, at: event.at }, [
    {
      ...(await journalEventOf(unit, deps, ticketForUpdate, event)),
      actor: ticketActor.actor,
      ...ownersOf(ticketForUpdate),
      ticket: { ticketId, ...numbers },
    },
  ])
  if (event.type !== 'ticket.opened') ticketForUpdate.ticket = evolve(ticketForUpdate.ticket, event)
  // Both sides' lists are ordered by this instant: a note must not show in the client's, a lock is not activity.
  const isActivity = isPublic && event.type !== 'ticket.locked' && event.type !== 'ticket.unlocked'
  return {
    ...(isPublic && event.type === 'message.sent' && { preview: previewOf(text === '' ? firstFile : text) }),
    ...(isActivity && { activeAt: event.at }),
    ...(entersQueue(event) && { queuedAt: event.at }),
  }
}

function writtenIn(event: TicketEvent, messages: readonly Written[]): { text: string; files: readonly string[] } {
  if (event.type !== 'message.sent') return { text: '', files: [] }
  const { text = '', files = [] } = messages.find(({ messageId }) => messageId === event.messageId) ?? {}
  return { text, files }
}

/** Who has written a message, as its row names them. */
export function authorOf({ actor, memberId, userId, name }: TicketActor) {
  const side: Side = actor.side === 'desk' ? 'desk' : 'client'
  return { side, authorMember: memberId, authorId: userId, authorName: name }
}

/** What an event says of a message, as its row has it. */
export function contentOf({ messageId, kind, isQuestion, at, moved }: Extract<TicketEvent, { type: 'message.sent' }>) {
  return { messageId, kind, isQuestion, at: moved?.saidAt ?? at }
}
