import type { Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Side } from './domain/side.ts'
import { answersAfter } from './answersAtOnce.sql.ts'

export interface Answering {
  ticketId: string
  kind: 'public' | 'note'
  /** Up to which number the writer had seen the ticket; whoever does not say is not asked. */
  seenSeq?: number | undefined
}

/**
 * T8: two agents do not answer at once without knowing it: `answered_meanwhile` with how many answers, whose, and the number up to which
 * they are seen then. Under the ticket's row lock, so that of two the second one always learns of the first.
 */
export async function refuseUnlessFirst(
  unit: UnitOfWork,
  actor: Actor,
  side: Side,
  { ticketId, kind, seenSeq }: Answering,
): Promise<void> {
  if (side !== 'desk' || kind === 'note' || seenSeq === undefined) return
  const author = { memberId: actor.memberId, userId: actor.userId }
  const { count, names, lastSeq } = await answersAfter(unit, ticketId, { seq: seenSeq, author })
  if (count > 0) throw new Refusal('answered_meanwhile', { count, names: names.join(', '), seq: lastSeq })
}
