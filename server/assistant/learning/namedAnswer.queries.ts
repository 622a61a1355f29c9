import type { NamedAnswer } from '#contract/assistant/learning.types.ts'
import { listTitles } from '#server/knowledge/articles/reading.queries.ts'
import type { StaffActor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { dialogueTicketFor } from '#server/tickets/dialogue.queries.ts'
import { findFirstAttempt, findLabel } from './learning.sql.ts'

/** A5: what the desk's people have said of a ticket in which the assistant spoke and people took over. */
export async function readNamedAnswer(db: Db, actor: StaffActor, ticketId: string): Promise<NamedAnswer> {
  const found = await dialogueTicketFor(db, actor, ticketId)
  if (found === null || found.ticket.deskId !== actor.desk.deskId) throw new Refusal('not_found')
  if (found.side !== 'desk') throw new Refusal('not_allowed')
  const first = found.handedOverAt === null ? null : await findFirstAttempt(db, ticketId)
  if (first === null) return { isAsked: false, named: null }
  const label = await findLabel(db, first.attemptId, 'agent')
  if (label === null) return { isAsked: true, named: null }
  const { articleId } = label
  const [article] = articleId === null ? [] : await listTitles(db, actor.desk.deskId, [articleId])
  return { isAsked: true, named: { articleId, title: article?.title ?? '' } }
}
