import type { SplitPiece, SplitTicketInput } from '#contract/tickets/links.types.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { appendEvents, loadTicketForUpdate, type TicketActor } from '../appendEvents.commands.ts'
import { appendTicketEntry } from '../appendTicketEntry.commands.ts'
import { queueRank, refuseUnlessFits, type Kinds } from '../domain/classification.ts'
import { begin } from '../domain/evolve.ts'
import { decideOpening } from '../domain/open.ts'
import { sideOf } from '../domain/side.ts'
import { isSaidIn, startOf } from '../domain/splitting.ts'
import { decide } from '../domain/ticket.ts'
import type { TicketEvent } from '../domain/ticketEvents.ts'
import { ownersOf, type TicketForUpdate } from '../domain/ticketForUpdate.ts'
import { copyFilesOf } from '../files/messageFiles.commands.ts'
import { findMessages, markHasFiles, type KnownMessage } from '../messageRow.sql.ts'
import { loadServiceForUpdate } from '../service/timerStops.commands.ts'
import type { TicketDeps } from '../ticketDeps.port.ts'
import { findOwners, insertTicket, lockTicket } from '../tickets.sql.ts'
import { findAnswers, findLink, insertLink, savePlace } from './links.sql.ts'

/**
 * T4: new tickets of messages, or of parts of one. They stay readable where they were said; the new ticket has them as said by the
 * client at their time, goes by the version of the old one (E9) and by clocks that began when they were said (S3).
 */
export async function splitTicket(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  { ticketId, pieces }: SplitTicketInput,
): Promise<void> {
  const owners = await findOwners(unit.tx, ticketId)
  if (sideOf(actor, owners) !== 'desk') throw new Refusal('not_allowed')
  if (owners !== null) await loadServiceForUpdate(unit, deps, owners)
  const origin = await loadTicketForUpdate(unit, ticketId)
  const fresh = []
  for (const piece of pieces) if (!(await isMade(unit, origin, piece))) fresh.push(piece)
  if (fresh.length === 0) return
  const terms = await deps.termsOf(unit.tx, origin)
  decide(origin.ticket, { type: 'splitOff', at: unit.at, by: String(actor.userId) }, terms)
  const kinds = await deps.kindsOf(unit, origin.ticket.deskId, origin.regulationVersion)
  for (const piece of fresh) await splitOff(unit, deps, { origin, actor, kinds }, piece)
}

/** The page's ids: what was lost on its way back is not made again. */
async function isMade(unit: UnitOfWork, { ticket }: TicketForUpdate, piece: SplitPiece): Promise<boolean> {
  const known = await findLink(unit.tx, piece.linkId)
  const isSame = known?.fromTicket === ticket.ticketId && known.toTicket === piece.ticketId.toLowerCase()
  if (known !== null && isSame) return true
  if (known !== null || (await lockTicket(unit, piece.ticketId)) !== null) throw new Refusal('message_id_reused')
  return false
}

type Splitting = { origin: TicketForUpdate; actor: Actor; kinds: Kinds }

async function splitOff(unit: UnitOfWork, deps: TicketDeps, splitting: Splitting, piece: SplitPiece): Promise<void> {
  const { origin, actor, kinds } = splitting
  refuseUnlessFits(piece, kinds)
  const said = await saidMessages(unit, origin, piece)
  const last = said.at(-1)
  if (last === undefined) throw new Refusal('split_not_said')
  const start = startOf(said, await findAnswers(unit.tx, origin.ticket.ticketId, last.seq))
  const made = await openFrom(unit, deps, splitting, { piece, said, at: start.at })
  // Who was answered has had its turn; who was not keeps the place of its words.
  if (start.answeredAt !== null) await savePlace(unit, made.ticket.ticketId, unit.at)
  const messageIds = said.map(({ messageId }) => messageId)
  const { linkId } = piece
  const ends = { fromTicket: origin.ticket.ticketId, toTicket: made.ticket.ticketId, madeAt: unit.at }
  await insertLink(unit, { linkId, kind: 'split', ...ends, messageIds, tookClock: false, queuedBefore: null })
  const answeredAt = start.answeredAt?.toISOString() ?? null
  for (const [here, there, role] of [
    [made, origin, 'to'],
    [origin, made, 'from'],
  ] as const) {
    const other = { ticketId: there.ticket.ticketId, number: there.number }
    const payload = { linkId, kind: 'split' as const, role, ...other, messageIds, taken: null }
    await appendTicketEntry(unit, here, {
      event: { type: 'ticket.linked', payload: { ...payload, answeredAt: role === 'to' ? answeredAt : null } },
      actor: signatureOf(actor, 'desk'),
      isPublic: true,
      isActivity: true,
    })
  }
}

/** In the order in which they were said, each with as much of its text as is this piece's. */
async function saidMessages(
  unit: UnitOfWork,
  { ticket }: TicketForUpdate,
  { messages }: SplitPiece,
): Promise<KnownMessage[]> {
  const said: KnownMessage[] = []
  for (const { messageId, text } of messages) {
    const found = (await findMessages(unit, ticket.ticketId, messageId)).find(
      ({ side, kind, deletedAt }) => side === 'client' && kind === 'public' && deletedAt === null,
    )
    if (found === undefined || (text !== null && !isSaidIn(found.text, text))) throw new Refusal('split_not_said')
    if (!said.some(({ seq }) => seq === found.seq)) said.push({ ...found, text: text ?? found.text })
  }
  return said.toSorted((one, other) => one.seq - other.seq)
}

type Opening = { piece: SplitPiece; said: readonly KnownMessage[]; at: Date }

async function openFrom(
  unit: UnitOfWork,
  deps: TicketDeps,
  { origin, kinds }: Splitting,
  { piece, said, at }: Opening,
): Promise<TicketForUpdate> {
  const [first] = said
  if (first === undefined) throw new Refusal('split_not_said')
  const { memberId, deskId } = ownersOf(origin)
  const by = String(first.authorId)
  const decided = decideOpening({
    at,
    by,
    ticketId: piece.ticketId.toLowerCase(),
    portalId: memberId,
    deskId,
    couponId: null,
    origin: 'agent',
    assistantIsOn: false,
    wantsPerson: true,
    hasPeople: true,
  })
  const opened = { ...decided, by: { side: 'client', personId: by } } as const
  const ticket = begin(opened)
  const number = await deps.desk.takeNumber(unit, deskId)
  const { subject, category, priority } = piece
  const opening = { number, subject, regulationVersion: origin.regulationVersion, wish: null }
  const rank = queueRank(ticket, priority, kinds)
  const kind = { category, priority }
  await insertTicket(unit, ticket, { ...opening, kind, rank, byUser: first.authorId, byName: first.authorName })
  const made: TicketForUpdate = {
    ticket,
    ...opening,
    ...kind,
    openedByUser: first.authorId,
    lastSeq: 0,
    lastPublicSeq: 0,
  }
  await appendEvents(unit, deps, made, { events: [opened], ticketActor: authorOf(first), messages: [] })
  for (const message of said) {
    const events = [movedMessage(message, origin, at)]
    const written = { messageId: message.messageId, text: message.text }
    await appendEvents(unit, deps, made, { events, ticketActor: authorOf(message), messages: [written] })
    if (message.hasFiles) await copyFiles(unit, message, made)
  }
  return made
}

function movedMessage(message: KnownMessage, origin: TicketForUpdate, from: Date): TicketEvent {
  return {
    type: 'message.sent',
    at: message.at < from ? from : message.at,
    by: { side: 'client', personId: String(message.authorId) },
    messageId: message.messageId,
    kind: 'public',
    isQuestion: false,
    moved: { saidAt: message.at, from: { ticketId: origin.ticket.ticketId, number: origin.number } },
  }
}

async function copyFiles(unit: UnitOfWork, { ticketId, seq }: KnownMessage, made: TicketForUpdate): Promise<void> {
  const copied = { ticketId: made.ticket.ticketId, messageSeq: made.lastSeq }
  await copyFilesOf(unit, { ticketId, messageSeq: seq }, copied)
  await markHasFiles(unit, copied)
}

/** Whoever said it, also when another one of its side is the agent here. */
function authorOf({ authorMember, authorId, authorName }: KnownMessage): TicketActor {
  const actor = { side: 'client', memberId: authorMember, userId: authorId, name: authorName, address: null } as const
  return { actor, memberId: authorMember, userId: authorId, name: authorName }
}
