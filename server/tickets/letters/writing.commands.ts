import type { AnswerLetterInput, WriteLetterInput } from '#contract/tickets/letters.types.ts'
import { signatureOf, type Actor, type ClientActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import type { AnsweringPort } from '../answering.port.ts'
import { findOwners } from '../tickets.sql.ts'
import { answered, confirmed, promiseFor, written } from './domain/letter.ts'
import type { ManagerPort } from './letters.port.ts'
import { holdLetter, isAnsweredBy, type Held } from './letterSide.commands.ts'
import { countWritten, findMessage, insertLetter, insertMessage, saveLetter, type StoredLetter } from './letters.sql.ts'

export type LetterDeps = TermsPort & ManagerPort & { answering: AnsweringPort; addJob: AddJob }

const DAY = 86_400_000
/** What people of one portal write to heads of support within a day. */
const mostADay = 50

type Sent = { messageId: string; text: string }

/** T11: at any time, also without a ticket, wherever people of a desk answer the portal (E1). */
export async function writeLetter(
  unit: UnitOfWork,
  deps: LetterDeps,
  actor: ClientActor,
  { letterId, kind, ticketId: about, toManager, ...sent }: WriteLetterInput,
): Promise<void> {
  const { memberId } = actor
  const ticketId = about ?? null
  const { deskId, hasPeople } = await deps.answering.findAnswering(unit, memberId)
  if (await isSentBefore(unit, actor, letterId, sent)) return
  const { regulation } = await deps.termsFor(unit, { deskId, memberId })
  if (!hasPeople || !regulation.feedback.writeToLead) throw new Refusal('no_people')
  await refuseTooMany(unit, memberId)
  const owners = ticketId === null ? null : await findOwners(unit.tx, ticketId)
  if (ticketId !== null && (owners?.memberId !== memberId || owners.deskId !== deskId)) throw new Refusal('not_found')
  const manager = toManager ? await deps.managerOf(unit.tx, { deskId, memberId }) : null
  if (toManager && manager === null) throw new Refusal('person_unknown')
  const letter = written(null, kind, promiseFor(regulation, kind, unit.at), unit.at)
  const stored: StoredLetter = {
    letterId,
    deskId,
    memberId,
    ticketId,
    addresseeId: manager?.userId ?? null,
    messages: 0,
    letter,
  }
  if (!(await insertLetter(unit, stored, actor))) throw new Refusal('message_id_reused')
  await send(unit, actor, { stored, side: 'client' }, sent)
  await wakeLater(unit, deps, stored)
  await appendAct(unit, actor, { stored, side: 'client' }, 'letter.written')
}

/** One thread: the client writes again and waits again, the desk answers. */
export async function sendLetterMessage(
  unit: UnitOfWork,
  deps: LetterDeps,
  actor: Actor,
  { letterId, ...sent }: AnswerLetterInput,
): Promise<void> {
  const held = await holdServed(unit, deps, actor, letterId)
  if (await isSentBefore(unit, actor, letterId, sent)) return
  if (!held.isServed) throw new Refusal('letter_closed')
  const { stored, side } = held
  if (side === 'client') await refuseTooMany(unit, stored.memberId)
  const { regulation } = await deps.termsFor(unit, stored)
  const promise = promiseFor(regulation, stored.letter.kind, unit.at)
  const before = stored.letter
  stored.letter = side === 'desk' ? answered(before) : written(before, before.kind, promise, unit.at)
  await send(unit, actor, held, sent)
  await saveLetter(unit, letterId, stored.letter)
  if (side === 'client') await wakeLater(unit, deps, stored)
  await appendAct(unit, actor, held, side === 'desk' ? 'letter.answered' : 'letter.written')
}

/** Feedback asks for no answer, but somebody has read it. */
export async function confirmLetter(unit: UnitOfWork, deps: LetterDeps, actor: Actor, letterId: string): Promise<void> {
  const held = await holdServed(unit, deps, actor, letterId)
  if (held.side !== 'desk') throw new Refusal('not_allowed')
  const letter = confirmed(held.stored.letter, held.isServed)
  if (letter === null) return
  await saveLetter(unit, letterId, letter)
  await appendAct(unit, actor, held, 'letter.confirmed')
}

/** The letter first, then its portal: a switch of desks locks no letter. */
async function holdServed(
  unit: UnitOfWork,
  { answering }: LetterDeps,
  actor: Actor,
  letterId: string,
): Promise<Held & { isServed: boolean }> {
  const held = await holdLetter(unit, actor, letterId)
  return { ...held, isServed: await isAnsweredBy(unit, answering, held.stored) }
}

/** What was sent before its answer got lost is there; the same id with other words, or of somebody else, is refused. */
async function isSentBefore(unit: UnitOfWork, actor: Actor, letterId: string, sent: Sent): Promise<boolean> {
  const known = await findMessage(unit.tx, sent.messageId)
  if (known === null) return false
  const isOwn = known.memberId === actor.memberId && known.userId === actor.userId
  if (!isOwn || known.letterId !== letterId.toLowerCase() || known.text !== sent.text) {
    throw new Refusal('message_id_reused')
  }
  return true
}

async function refuseTooMany(unit: UnitOfWork, memberId: string): Promise<void> {
  const dayAgo = new Date(unit.at.getTime() - DAY)
  if ((await countWritten(unit.tx, memberId, dayAgo, mostADay)) >= mostADay) throw new Refusal('letters_too_many')
}

async function send(unit: UnitOfWork, actor: Actor, { stored, side }: Held, sent: Sent): Promise<void> {
  const { memberId, userId, name } = actor
  await insertMessage(unit, stored, { ...sent, side, memberId, userId, name })
}

/** When it is late, somebody is told; where nothing is promised, nobody. */
async function wakeLater(unit: UnitOfWork, { addJob }: LetterDeps, { letterId, letter }: StoredLetter): Promise<void> {
  if (letter.promise === null || letter.status !== 'waiting' || letter.alerts > 0) return
  await addJob(unit, 'letterDue', { letterId }, { key: `letter ${letterId}`, runAt: letter.promise.dueAt })
}

/** Without a word of what was written (D5). */
async function appendAct(
  unit: UnitOfWork,
  actor: Actor,
  { stored, side }: Held,
  type: 'letter.written' | 'letter.answered' | 'letter.confirmed',
): Promise<void> {
  const { letterId, deskId, memberId, letter } = stored
  const payload = { letterId, kind: letter.kind, isFirst: stored.messages === 0 }
  await append(unit, [{ type, payload, actor: signatureOf(actor, side), memberId, deskId }])
}
