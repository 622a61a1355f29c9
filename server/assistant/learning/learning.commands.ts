import { longestPhrasing } from '#contract/knowledge/types.ts'
import type { AcceptPhrasingInput, NameAnswerInput } from '#contract/assistant/learning.types.ts'
import { addPhrasing } from '#server/knowledge/feature.ts'
import { listTitles } from '#server/knowledge/articles/reading.queries.ts'
import type { StaffActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { wakeThing } from '#server/platform/db/wakes.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { deleteAttempts } from './recording.sql.ts'
import { findAttempt, findFirstAttempt, saveDismissed, saveLabel } from './learning.sql.ts'

const day = 86_400_000
/** Figures and gaps look back less far. */
const keptDays = 400

/** A5: a real question becomes a phrasing with one click; twice it is once. */
export async function acceptPhrasing(
  unit: UnitOfWork,
  actor: StaffActor,
  { attemptId, articleId }: AcceptPhrasingInput,
): Promise<void> {
  const { deskId } = actor.desk
  const attempt = await findAttempt(unit.tx, attemptId)
  if (attempt === null || attempt.deskId !== deskId || attempt.question === '') throw new Refusal('not_found')
  await addPhrasing(unit, actor, { articleId, phrasing: asPhrasing(attempt.question) })
  await saveLabel(unit, { attemptId, source: 'phrasing', articleId, deskId, ...signed(actor) })
  tell(unit, deskId)
}

/** A5: no article is needed for these; null: the question is none of the desk's. Twice it is once. */
export async function dismissGap(
  unit: UnitOfWork,
  actor: StaffActor,
  attemptIds: readonly string[] | null,
): Promise<void> {
  if (attemptIds === null) throw new Refusal('not_found')
  const { deskId } = actor.desk
  await saveDismissed(unit, attemptIds, { deskId, ...signed(actor) })
  tell(unit, deskId)
}

/** A5: whoever answered in the end says which article would have; null: none. Of the question with which the talk began. */
export async function nameAnswer(
  unit: UnitOfWork,
  actor: StaffActor,
  { ticketId, articleId }: NameAnswerInput,
): Promise<void> {
  const { deskId } = actor.desk
  const first = await findFirstAttempt(unit.tx, ticketId)
  if (first === null) throw new Refusal('not_found')
  if (articleId !== null && (await listTitles(unit.tx, deskId, [articleId])).length === 0)
    throw new Refusal('not_found')
  await saveLabel(unit, { ...first, source: 'agent', articleId, deskId, ...signed(actor) })
  tell(unit, deskId)
}

export async function sweepAttempts(unit: UnitOfWork): Promise<void> {
  await deleteAttempts(unit, new Date(unit.at.getTime() - keptDays * day))
}

/** One line, as long as a phrasing may be, cut between words. */
function asPhrasing(question: string): string {
  const line = question.replaceAll(/\s+/g, ' ').trim()
  if (line.length <= longestPhrasing) return line
  const cut = line.slice(0, longestPhrasing)
  return cut.slice(0, Math.max(cut.lastIndexOf(' '), longestPhrasing / 2)).trimEnd()
}

function signed({ name, userId }: StaffActor) {
  return { byName: name, byUser: userId }
}

function tell(unit: UnitOfWork, deskId: string): void {
  wakeThing(unit, 'knowledge', { deskId, memberId: null })
}
