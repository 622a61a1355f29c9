import type { LetterView, OwnLetters } from '#contract/tickets/letters.types.ts'
import { findDesk } from '#server/desks/desks.queries.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Db, Reader } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import type { AnsweringPort } from '../answering.port.ts'
import { mayConfirm, promiseFor } from './domain/letter.ts'
import { letterSideOf } from './domain/letterSide.ts'
import { findLetter, listMessages, type LetterRow } from './letterReads.sql.ts'
import { presentLetter } from './letters.present.ts'
import type { ManagerPort } from './letters.port.ts'

export type LetterReads = TermsPort &
  ManagerPort & {
    db: Db
    answering: AnsweringPort
    answeringDesk: (now: { tx: Reader; at: Date }, memberId: string) => Promise<string>
  }

/** Longer threads show their end. */
const mostMessages = 200

/** A letter and what is said in it, for whoever may read it; to anybody else it does not exist. */
export async function viewLetter(
  { db, answering }: Pick<LetterReads, 'db' | 'answering'>,
  { actor, at }: { actor: Actor; at: Date },
  letterId: string,
): Promise<LetterView> {
  const row = await findLetter(db, letterId)
  const side = row === null ? null : letterSideOf(actor, row)
  if (row === null || side === null) throw new Refusal('not_found')
  const isServed = await answering.serves(row.memberId, row.deskId)
  const messages = await listMessages(db, row.letterId, mostMessages)
  return {
    letter: presentLetter(row, side, at),
    side,
    messages: messages.map((message) => ({ ...message, at: message.at.toISOString() })),
    canWrite: isServed,
    canConfirm: side === 'desk' && mayConfirm(row, isServed),
  }
}

/** To whom a letter would go now and what is promised to an urgent one; null where nobody would read it (E1, E10). */
export async function findLetterTerms(
  { db, answering, answeringDesk, termsFor, managerOf }: LetterReads,
  memberId: string,
  at: Date,
): Promise<OwnLetters['terms']> {
  const deskId = await answeringDesk({ tx: db, at }, memberId).catch(nobody)
  if (deskId === null || !(await answering.hasPeople(memberId, deskId, at))) return null
  const { regulation } = await termsFor({ tx: db, at }, { deskId, memberId })
  if (!regulation.feedback.writeToLead) return null
  return {
    deskName: (await findDesk(db, deskId))?.name ?? '',
    manager: await managerOf(db, { deskId, memberId }),
    dueAt: promiseFor(regulation, 'urgent', at)?.dueAt.toISOString() ?? null,
  }
}

/** A server without a standard desk answers nobody. */
function nobody(error: unknown): null {
  if (error instanceof Refusal) return null
  throw error
}

/** What of a letter its notifications say. */
export async function findLetterFacts(
  db: Reader,
  letterId: string,
): Promise<Pick<
  LetterRow,
  'deskId' | 'memberId' | 'kind' | 'status' | 'addresseeId' | 'ticketNumber' | 'dueAt'
> | null> {
  return findLetter(db, letterId)
}
