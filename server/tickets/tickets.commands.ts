import type { LockReason, OpenTicketInput, SendMessageInput, TicketAction } from '#contract/tickets/types.ts'
import { signatureOf, theSystem, type Actor } from '#server/platform/actor.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { proposed, queueRank } from './domain/classification.ts'
import { begin } from './domain/evolve.ts'
import { decideOpening } from './domain/open.ts'
import { decide } from './domain/ticket.ts'
import type { TicketCommand, TicketTerms } from './domain/ticketCommands.ts'
import { mayEdit } from './messages/domain/message.ts'
import { appendAlarms } from './deadlines/escalation.commands.ts'
import {
  loadServiceForUpdate,
  loadServiceOfTicket,
  stopTimersOfTicket,
  stopTimersOfPortal,
} from './service/timerStops.commands.ts'
import {
  change,
  ticketActorOf,
  loadTicketForUpdate,
  ownersOf,
  previewOf,
  appendEvents,
  type TicketDeps,
  type Written,
} from './appendEvents.commands.ts'
import * as rows from './tickets.sql.ts'
import { dueAtOf, type TicketForUpdate } from './ticketRow.sql.ts'
import { appendLocked, appendUnlocked } from './locks/locks.audit.ts'

export type Side = 'client' | 'desk'

export type Answering = { deskId: string; hasPeople: boolean }

/** A person's side of a ticket; to anybody else the ticket does not exist (one answer for foreign and unknown ids). */
export function sideOf(actor: Actor, owners: { memberId: string; deskId: string } | null): Side {
  if (owners !== null && actor.desk?.deskId === owners.deskId) return 'desk'
  if (owners !== null && actor.client !== null && actor.memberId === owners.memberId) return 'client'
  throw new Refusal('not_found')
}

export async function openTicket(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  input: OpenTicketInput,
  answering: Answering,
): Promise<void> {
  const known = await rows.lockTicket(unit, input.ticketId)
  if (known !== null) return refuseUnlessSame(known, actor)
  await loadServiceForUpdate(unit, { deskId: answering.deskId, memberId: actor.memberId })
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
  const number = await rows.takeNumber(unit, answering.deskId)
  const ticket = begin(opened)
  const { subject } = input
  const regulationVersion = await deps.versionNow(unit, answering.deskId)
  const kinds = await deps.kindsOf(unit, answering.deskId, regulationVersion)
  const kind = proposed(input, kinds)
  const rank = queueRank(ticket, kind.priority, kinds)
  const opening = { number, subject, regulationVersion }
  const byUser = actor.userId
  await rows.insertTicket(unit, ticket, { ...opening, kind, rank, byUser, byName: actor.name })
  const ticketForUpdate: TicketForUpdate = {
    ticket,
    ...opening,
    ...kind,
    openedByUser: byUser,
    lastSeq: 0,
    lastPublicSeq: 0,
  }
  const command = { type: 'sendMessage', at: unit.at, by: String(actor.userId), side: 'client' } as const
  const sent = decide(ticket, { ...command, messageId: input.messageId }, await deps.termsOf(unit, ticketForUpdate))
  await appendEvents(unit, deps, ticketForUpdate, [opened, ...sent], ticketActorOf(actor, 'client'), [input])
}

/** A retry after a lost answer: the same person's same ticket is simply there. */
function refuseUnlessSame({ ticket, openedByUser }: TicketForUpdate, actor: Actor): void {
  const isSame = ticket.portalId === actor.memberId && openedByUser === actor.userId
  if (!isSame) throw new Refusal('message_id_reused')
}

/** The long way of a message: questions, notes, and messages that move the ticket. */
export async function sendMessage(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  input: SendMessageInput,
): Promise<{ seq: number; at: Date }> {
  const ticketForUpdate = await loadTicketForUpdate(unit, input.ticketId)
  const side = sideOf(actor, ownersOf(ticketForUpdate))
  const written = await findOwn(unit, actor, side, input)
  if (written !== null) return written
  await change(unit, deps, ticketForUpdate, ticketActorOf(actor, side), messageCommand(unit, actor, side, input), [
    input,
  ])
  const sent = await findOwn(unit, actor, side, input)
  if (sent === null) throw new Error('the message was not written')
  return sent
}

function messageCommand(unit: UnitOfWork, actor: Actor, side: Side, input: SendMessageInput): TicketCommand {
  const by = { at: unit.at, by: String(actor.userId) }
  const { messageId, kind } = input
  if (side === 'client' && (kind === 'note' || input.isQuestion)) throw new Refusal('note_not_allowed')
  if (input.isQuestion) return { ...by, type: 'ask', message: { messageId, kind } }
  return kind === 'note' ? { ...by, type: 'addNote', side, messageId } : { ...by, type: 'sendMessage', side, messageId }
}

/** The same id from the same person is the same message (T8); with another text it is a mistake of the caller. */
async function findOwn(unit: UnitOfWork, actor: Actor, side: Side, input: SendMessageInput) {
  const same = (await rows.findMessages(unit, input.ticketId, input.messageId)).find(
    (one) => one.authorMember === actor.memberId && one.authorId === actor.userId,
  )
  if (same === undefined) return null
  if (!isSameText(same, input.text)) throw new Refusal('message_id_reused')
  return { seq: side === 'client' ? (same.publicSeq ?? 0) : same.seq, at: same.at }
}

/** What was changed or deleted since says nothing about what was sent at first. */
function isSameText(message: rows.KnownMessage, text: string): boolean {
  return message.deletedAt !== null || message.editedAt !== null || message.text === text
}

export async function editMessage(
  unit: UnitOfWork,
  actor: Actor,
  input: { ticketId: string; messageId: string; text: string | null },
): Promise<void> {
  const ticketForUpdate = await loadTicketForUpdate(unit, input.ticketId)
  const side = sideOf(actor, ownersOf(ticketForUpdate))
  const messages = await rows.findMessages(unit, input.ticketId, input.messageId)
  const message = messages.find((one) => one.side === side && one.authorId === actor.userId) ?? messages[0]
  if (message === undefined) throw new Refusal('not_found')
  // A client must not learn from the refusal that a note exists.
  if (side === 'client' && message.kind === 'note') throw new Refusal('not_found')
  const at = new Date(Math.max(unit.at.getTime(), ticketForUpdate.ticket.lastEventAt.getTime()))
  mayEdit(message, {
    memberId: actor.memberId,
    userId: actor.userId,
    lock: ticketForUpdate.ticket.lock?.reason ?? null,
    at: unit.at,
  })
  const { text } = input
  await rows.changeMessage(unit, message, text === null ? { text: '', deleted_at: at } : { text, edited_at: at })
  ticketForUpdate.lastSeq += 1
  if (message.publicSeq !== null) ticketForUpdate.lastPublicSeq += 1
  ticketForUpdate.ticket = { ...ticketForUpdate.ticket, lastEventAt: at }
  await append({ ...unit, at }, [
    {
      type: text === null ? 'message.deleted' : 'message.edited',
      actor: signatureOf(actor, side),
      memberId: ticketForUpdate.ticket.portalId,
      deskId: ticketForUpdate.ticket.deskId,
      payload: { messageId: message.messageId, messageSeq: message.seq },
      ticket: {
        ticketId: ticketForUpdate.ticket.ticketId,
        seq: ticketForUpdate.lastSeq,
        publicSeq: message.publicSeq === null ? null : ticketForUpdate.lastPublicSeq,
      },
    },
  ])
  await rows.saveTicket(unit, ticketForUpdate, { preview: null, activeAt: null, queuedAt: null })
  await rows.setPreview(
    unit,
    ticketForUpdate.ticket.ticketId,
    previewOf(await rows.lastPublicText(unit, ticketForUpdate.ticket.ticketId)),
  )
}

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
  const service = touchesService.includes(move.type) ? await loadServiceOfTicket(unit, ticketId) : null
  const ticketForUpdate = await loadTicketForUpdate(unit, ticketId)
  const side = sideOf(actor, ownersOf(ticketForUpdate))
  if (sideOfMove[move.type] !== side) throw new Refusal('not_allowed')
  const messages = 'message' in move ? [move.message] : []
  if ('message' in move && (await isRepeated(unit, actor, ticketId, move.message))) return
  const command = await commandOf(unit, deps, actor, ticketForUpdate, move, hasPeople)
  const ticketActor = ticketActorOf(actor, side)
  await change(unit, deps, ticketForUpdate, ticketActor, command, messages)
  await stopTimersOfTicket(unit, service, ticketForUpdate, ticketActor.actor)
}

export async function isRepeated(unit: UnitOfWork, actor: Actor, ticketId: string, message: Written): Promise<boolean> {
  const found = await rows.findMessages(unit, ticketId, message.messageId)
  const same = found.find((one) => one.authorMember === actor.memberId && one.authorId === actor.userId)
  if (same !== undefined && !isSameText(same, message.text)) throw new Refusal('message_id_reused')
  return same !== undefined
}

async function commandOf(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  ticketForUpdate: TicketForUpdate,
  move: Move,
  hasPeople: boolean,
): Promise<TicketCommand> {
  const by = { at: unit.at, by: String(actor.userId) }
  switch (move.type) {
    case 'assign': {
      const colleague = await deps.staffPerson(unit, ticketForUpdate.ticket.deskId, move.userId)
      if (colleague === null) throw new Refusal('person_unknown')
      const isSelf = move.userId === actor.userId
      if (!isSelf && (await deps.isAway(unit, ticketForUpdate.ticket.deskId, move.userId)))
        throw new Refusal('person_away')
      return { ...by, type: 'assign', assigneeId: String(move.userId) }
    }
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

/** What happens by itself: closing after the working days of the regulation, a deferral's date. May run early or twice. */
export async function ticketIsDue(unit: UnitOfWork, deps: TicketDeps, ticketId: string): Promise<void> {
  const ticketForUpdate = await rows.lockTicket(unit, ticketId)
  const due = ticketForUpdate === null ? null : dueAtOf(ticketForUpdate.ticket)
  if (ticketForUpdate === null || due === null) return
  if (due > unit.at) return deps.wakeAt(unit, ticketId, due)
  const command: TicketCommand =
    ticketForUpdate.ticket.status === 'resolved'
      ? { type: 'closeByTime', at: unit.at }
      : { type: 'resume', at: unit.at, by: null, cause: 'dateCame' }
  const ticketActor = { actor: theSystem, memberId: '', userId: 0, name: '' }
  const isOverdue = ticketForUpdate.ticket.status === 'deferred'
  await change(unit, deps, ticketForUpdate, ticketActor, command, [])
  if (!isOverdue) return
  await appendAlarms(unit, [{ ticketId, clock: 'expectedDate', percent: 100, dueAt: due }])
  await deps.dateIsOverdue(unit, ticketId, due)
}

/** The switch of support: called in its transaction (design, rule 2). */
export async function lockTickets(
  unit: UnitOfWork,
  memberId: string,
  deskId: string,
  actor: JournalActor,
  reason: LockReason,
): Promise<void> {
  await stopTimersOfPortal(unit, { deskId, memberId }, actor)
  const ticketIds = await rows.lockTicketsOf(unit, memberId, deskId, { actor, reason })
  await appendLocked(unit, { actor, memberId, deskId, ticketIds }, reason)
}

export async function unlockTickets(
  unit: UnitOfWork,
  deps: TicketDeps,
  memberId: string,
  deskId: string,
  actor: JournalActor,
): Promise<void> {
  // Those whose closing stood still get their date anew, one by one: the calendar has to count.
  const resolved = await rows.listLocked(unit, memberId, deskId, 'resolved')
  for (const ticketId of resolved) {
    const ticketForUpdate = await loadTicketForUpdate(unit, ticketId)
    const ticketActor = { actor, memberId: actor.memberId ?? '', userId: actor.userId ?? 0, name: actor.name }
    await change(unit, deps, ticketForUpdate, ticketActor, { type: 'unlock', at: unit.at, by: null }, [])
  }
  const deferred = await rows.listLocked(unit, memberId, deskId, 'deferred')
  const unlocked = await rows.unlockTicketsOf(unit, memberId, deskId, { actor })
  await appendUnlocked(unit, { actor, memberId, deskId, ticketIds: [...resolved, ...unlocked] })
  for (const ticketId of deferred) await deps.wakeAt(unit, ticketId, unit.at)
}

/** The buttons that a page may show: whatever `decide` would take now. */
export function actionsFor(
  ticketForUpdate: TicketForUpdate,
  { side, hasPeople }: { side: Side; hasPeople: boolean },
  terms: TicketTerms,
  at: Date,
): TicketAction[] {
  const by = { at, by: '0' }
  const message = { messageId: '', kind: 'public' } as const
  const later = new Date(Math.max(at.getTime(), ticketForUpdate.ticket.lastEventAt.getTime()) + 86_400_000)
  const contact: [TicketAction, TicketCommand] = ['contact', { ...by, type: 'addNote', side: 'desk', messageId: '' }]
  const desk: [TicketAction, TicketCommand][] = [
    ['write', { ...by, type: 'sendMessage', side: 'desk', messageId: '' }],
    ['note', { ...by, type: 'addNote', side: 'desk', messageId: '' }],
    ['ask', { ...by, type: 'ask', message }],
    ['take', { ...by, type: 'take' }],
    ['assign', { ...by, type: 'assign', assigneeId: '0' }],
    ['resolve', { ...by, type: 'resolve', message }],
    ['decline', { ...by, type: 'decline', message, reason: '-' }],
    ['defer', { ...by, type: 'defer', reason: '-', until: later, liftedBy: null }],
    ...(ticketForUpdate.ticket.status === 'closed' ? [] : [contact]),
    ['resume', { ...by, type: 'resume', cause: 'resumed' }],
  ]
  const client: [TicketAction, TicketCommand][] = [
    ['write', { ...by, type: 'sendMessage', side: 'client', messageId: '' }],
    ['withdraw', { ...by, type: 'withdraw' }],
    ['confirm', { ...by, type: 'confirm' }],
    ['reopen', { ...by, type: 'reopen', hasPeople }],
  ]
  const possible = side === 'desk' ? desk : client
  return possible.filter(([, command]) => isTaken(ticketForUpdate, command, terms)).map(([name]) => name)
}

function isTaken(ticketForUpdate: TicketForUpdate, command: TicketCommand, terms: TicketTerms): boolean {
  try {
    decide(ticketForUpdate.ticket, command, terms)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
