import { helpQuestionDays, mostHelpQuestions } from '#contract/knowledge/help.types.ts'
import type { Language } from '#contract/common.ts'
import { isRefusedSlug } from '#server/monitoring/domain/slugs.ts'
import { signatureOf, theSystem, type StaffActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import * as rows from './help.sql.ts'

/** Of two that change what a desk has the second one waits. */
export type LockDesk = (unit: UnitOfWork, deskId: string) => Promise<void>

const day = 86_400_000

/** E7: the owner alone opens the public page, under a name that no other desk has or had; null closes it. */
export async function setHelpPage(
  unit: UnitOfWork,
  { lockDesk }: { lockDesk: LockDesk },
  actor: StaffActor,
  slug: string | null,
): Promise<void> {
  const { deskId } = actor.desk
  await lockDesk(unit, deskId)
  const known = await rows.findHelpSlug(unit.tx, deskId)
  if (known === slug) return
  if (slug !== null && isRefusedSlug(slug)) throw new Refusal('slug_refused')
  await rows.leaveSlug(unit, deskId)
  if (slug !== null && !(await rows.takeSlug(unit, deskId, slug))) throw new Refusal('slug_taken')
  const payload = { from: known ?? '', to: slug ?? '' }
  await append(unit, [{ type: 'helpPage.set', payload, actor: signatureOf(actor, 'desk'), memberId: null, deskId }])
}

/** Of the actor's desk; ended twice it is ended once. */
export async function endHelpQuestion(unit: UnitOfWork, actor: StaffActor, questionId: string): Promise<void> {
  const { deskId } = actor.desk
  await rows.endQuestion(unit, { deskId, questionId, by: actor.name })
  unit.wakes.push({ what: 'knowledge', deskId, memberId: null })
}

export type HelpAsking = {
  questionId: string
  deskId: string
  name: string
  email: string
  text: string
  language: Language
}

/** E7: somebody without a portal has asked. False: so many wait that nobody would read it. The desk's row is locked. */
export async function askForHelp(
  unit: UnitOfWork,
  { lockDesk }: { lockDesk: LockDesk },
  asking: HelpAsking,
): Promise<boolean> {
  const { deskId, questionId } = asking
  await lockDesk(unit, deskId)
  if ((await rows.countWaiting(unit.tx, deskId)) >= mostHelpQuestions) return false
  await rows.insertQuestion(unit, asking)
  await append(unit, [{ type: 'help.asked', payload: { questionId }, actor: theSystem, memberId: null, deskId }])
  return true
}

/** Addresses of people are not kept for longer than they are of use. */
export function sweepHelpQuestions(unit: UnitOfWork): Promise<void> {
  return rows.dropOldQuestions(unit, new Date(unit.at.getTime() - helpQuestionDays * day))
}
