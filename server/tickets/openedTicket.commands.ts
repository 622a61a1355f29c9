import type { JournalEvent, JournalPayload } from '#contract/events.ts'
import type { OpenTicketInput } from '#contract/tickets/opening.types.ts'
import type { AwaitedPayment } from '#contract/billing/base.types.ts'
import { awaitedFor, awaitedOfNobody } from '#server/billing/accounts/accounts.queries.ts'
import { theSystem, type Actor } from '#server/platform/actor.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { wakeReaders } from '#server/platform/journal/journal.ts'
import type { Portal } from '#server/portals/domain/portal.ts'
import { planNames } from '#server/regulations/domain/soldPlan.ts'
import type { InForce } from '#server/regulations/regulation.queries.ts'
import { authorOf, contentOf, tellAssistant, ticketActorOf, type TicketActor } from './appendEvents.commands.ts'
import { proposed, queueRank } from './domain/classification.ts'
import { begin, evolve } from './domain/evolve.ts'
import { previewOf } from './domain/preview.ts'
import { decide } from './domain/ticket.ts'
import { entersQueue, type TicketEvent, type TicketOpened } from './domain/ticketEvents.ts'
import { ownersOf, takeNumbers, type TicketForUpdate } from './domain/ticketForUpdate.ts'
import { openedEntry } from './eventPayload.commands.ts'
import { sendFiles } from './files/messageFiles.commands.ts'
import { intakeOf } from './intake/intake.commands.ts'
import { insertOpened, type NewTicket } from './openedTicket.sql.ts'
import { awaitingEntry } from './service/awaitPayment.commands.ts'
import type { TicketDeps } from './ticketDeps.port.ts'
import { saveTicket } from './tickets.sql.ts'

/** What was gathered beforehand; `hasAccount` under the locks of whoever opens one. */
export type OpeningFacts = { portal: Portal | null; terms: InForce; hasAccount: boolean }
/** `number`: where it was taken beforehand; else it is taken last. */
type Opening = { input: OpenTicketInput; opened: TicketOpened; facts: OpeningFacts; number: string | null }
export type OpenedTicket = { ticketForUpdate: TicketForUpdate; preview: string }

/** T1, T3, Q7: the new ticket with its first message and, where work waits for a payment, the entry that says so. */
export async function writeOpened(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  { input, opened, facts, number }: Opening,
): Promise<OpenedTicket> {
  const ticketActor = ticketActorOf(actor, 'client')
  const { ticketForUpdate, rank, sent } = await begun(unit, deps, actor, { input, opened, facts })
  const entries: NewTicket['entries'][number][] = []
  const append = (event: JournalEvent, by: JournalActor) => {
    const numbers = takeNumbers(ticketForUpdate, true)
    const ticket = { ticketId: input.ticketId, ...numbers }
    entries.push({ ...event, at: unit.at, actor: by, ...ownersOf(ticketForUpdate), ticket })
    return ticket
  }
  append(openedEntry(ticketForUpdate, opened, await promised(unit, deps, opened, facts)), ticketActor.actor)
  const { messageId, text, files = [] } = input
  const numbers = append({ type: 'message.sent', payload: sentPayload(messageId, opened) }, ticketActor.actor)
  const why = await whyAwaiting(unit, opened, facts)
  if (why !== null) append(awaitingEntry(input.ticketId, { at: unit.at, why }), theSystem)
  const preview = previewOf(text)
  ticketForUpdate.number = await insertOpened(
    unit,
    {
      ticketForUpdate,
      rank,
      openedBy: actor.name,
      preview,
      activeAt: sent.at,
      queuedAt: opened.at,
      awaitsPayment: why !== null,
      intake: intakeOf(facts.portal, input.answers ?? []),
      message: { ...numbers, ...authorOf(ticketActor), ...contentOf(sent), text, hasFiles: files.length > 0 },
      entries,
    },
    { taken: number, next: deps.desk.nextNumber(opened.deskId) },
  )
  wakeReaders(unit, entries)
  await tellAssistant(unit, deps, ticketForUpdate)
  if (files.length > 0) await attach(unit, deps, { ticketForUpdate, ticketActor, messageSeq: numbers.seq, files, text })
  return { ticketForUpdate, preview }
}

function sentPayload(messageId: string, { status }: TicketOpened): JournalPayload<'message.sent'> {
  return { messageId, ...(status === 'assistant' && { toAssistant: true as const }) }
}

/** As it is after its opening and its first message, still without a number. */
async function begun(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  { input, opened, facts }: Omit<Opening, 'number'>,
): Promise<{ ticketForUpdate: TicketForUpdate; rank: number; sent: MessageSent }> {
  const { version: regulationVersion } = facts.terms
  const kinds = await deps.kindsOf(unit, opened.deskId, regulationVersion)
  const { kind, wish } = proposed(input, kinds)
  const ticket = begin(opened)
  const ticketForUpdate: TicketForUpdate = {
    ticket,
    number: '',
    subject: input.subject,
    regulationVersion,
    ...kind,
    wish,
    openedByUser: actor.userId,
    lastSeq: 0,
    lastPublicSeq: 0,
  }
  const { messageId } = input
  const command = { type: 'sendMessage', at: unit.at, by: String(actor.userId), side: 'client', messageId } as const
  const sent = firstMessage(decide(ticket, command, await deps.termsOf(unit.tx, ticketForUpdate)))
  ticketForUpdate.ticket = evolve(ticket, sent)
  return { ticketForUpdate, rank: queueRank(ticket, kind.priority, kinds), sent }
}

type MessageSent = Extract<TicketEvent, { type: 'message.sent' }>

/** Of a ticket that has just begun a message moves nothing. */
function firstMessage(events: readonly TicketEvent[]): MessageSent {
  const [sent] = events
  if (sent?.type !== 'message.sent' || events.length > 1) throw new Error('a new ticket was moved by its first message')
  return sent
}

/** Q4: by which plans; without an account there are none. */
async function promised(unit: UnitOfWork, deps: TicketDeps, opened: TicketOpened, { hasAccount, terms }: OpeningFacts) {
  if (!entersQueue(opened)) return {}
  const live = hasAccount ? await deps.plansOf(unit, opened.portalId, opened.deskId) : []
  return { plans: planNames(live, terms.version) }
}

/** A coupon's clocks never wait for a payment (Q7). */
async function whyAwaiting(
  unit: UnitOfWork,
  opened: TicketOpened,
  { hasAccount, terms: { regulation } }: OpeningFacts,
): Promise<AwaitedPayment | null> {
  if (opened.couponId !== null || !entersQueue(opened)) return null
  if (!hasAccount) return awaitedOfNobody(regulation)
  const { deskId, portalId: memberId, ticketId } = opened
  return awaitedFor(unit, regulation, { deskId, memberId }, ticketId)
}

type Attached = {
  ticketForUpdate: TicketForUpdate
  ticketActor: TicketActor
  messageSeq: number
  files: readonly string[]
  text: string
}

/** T7: they are seen with their message. One without words is shown in lists by its first file. */
async function attach(
  unit: UnitOfWork,
  deps: TicketDeps,
  { ticketForUpdate, ticketActor, messageSeq, files, text }: Attached,
): Promise<void> {
  const { ticketId, deskId } = ticketForUpdate.ticket
  const place = { ticketId, deskId, messageSeq, isNote: false, sender: ticketActor }
  const firstFile = await sendFiles(unit, place, files, deps.ticketFileBytes)
  if (text !== '') return
  await saveTicket(unit, ticketForUpdate, { preview: previewOf(firstFile), activeAt: null, queuedAt: null })
}
