import type { JournalPayload } from '#contract/events.ts'
import { signatureOf, theSystem, type Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { appendTicketEntry } from './appendTicketEntry.commands.ts'
import { change, loadTicketForUpdate, theProduct, type TicketActor } from './appendEvents.commands.ts'
import type { Owners } from './domain/side.ts'
import type { TicketForUpdate } from './domain/ticketForUpdate.ts'
import { followTicket, loadServiceForUpdate } from './service/timerStops.commands.ts'
import type { TicketDeps } from './ticketDeps.port.ts'

/** A1: one speaker at a time. False where somebody else speaks by now: then nothing was said. */
export async function sayInDialogue(
  unit: UnitOfWork,
  ticketForUpdate: TicketForUpdate,
  payload: JournalPayload<'assistant.said'>,
): Promise<boolean> {
  const { status, lock } = ticketForUpdate.ticket
  if (status !== 'assistant' || lock !== null) return false
  const event = { type: 'assistant.said', payload } as const
  await appendTicketEntry(unit, ticketForUpdate, { event, actor: theSystem, isPublic: true, isActivity: false })
  return true
}

/** A2: for both sides to read between the messages. */
export function noteJudgement(
  unit: UnitOfWork,
  actor: Actor,
  ticketForUpdate: TicketForUpdate,
  payload: JournalPayload<'assistant.judged'>,
): Promise<void> {
  return appendTicketEntry(unit, ticketForUpdate, {
    event: { type: 'assistant.judged', payload },
    actor: signatureOf(actor, 'client'),
    isPublic: true,
    isActivity: false,
  })
}

type Handing = { ticketId: string; owners: Owners; by: TicketActor; hasPeople: boolean }

/**
 * A3, S3: to people, whose clocks start now. `lastWord` is said under the ticket's lock before they have it; it says by false that there
 * is nothing to hand over any more.
 */
export async function handOver(
  unit: UnitOfWork,
  deps: TicketDeps,
  { ticketId, owners, by, hasPeople }: Handing,
  lastWord: (ticketForUpdate: TicketForUpdate) => Promise<boolean>,
): Promise<boolean> {
  const service = await loadServiceForUpdate(unit, deps, owners, ticketId)
  const ticketForUpdate = await loadTicketForUpdate(unit, ticketId)
  if (!(await lastWord(ticketForUpdate))) return false
  const command = { type: 'askForPerson', at: unit.at, by: String(by.userId), hasPeople } as const
  await change(unit, deps, ticketForUpdate, { command, ticketActor: by })
  await followTicket(unit, deps, { service, ticketForUpdate }, by.actor)
  return true
}

/** T1: nothing was written for so long. Null: it is not with the assistant any more; a date: when to look again. */
export async function endDialogueForSilence(
  unit: UnitOfWork,
  deps: TicketDeps,
  ticketId: string,
): Promise<Date | 'closed' | null> {
  const ticketForUpdate = await loadTicketForUpdate(unit, ticketId)
  const { ticket } = ticketForUpdate
  if (ticket.status !== 'assistant') return null
  const { silenceHours } = await deps.termsOf(unit.tx, ticketForUpdate)
  const since = ticket.lock === null ? ticket.lastEventAt : unit.at
  const dueAt = new Date(since.getTime() + silenceHours * 3_600_000)
  if (dueAt > unit.at) return dueAt
  const command = { type: 'closeForSilence', at: unit.at, lastMessageAt: ticket.lastEventAt } as const
  await change(unit, deps, ticketForUpdate, { command, ticketActor: theProduct })
  return 'closed'
}
