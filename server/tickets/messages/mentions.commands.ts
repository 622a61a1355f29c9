import { signatureOf, type Actor } from '#server/platform/actor.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { listStaffAmong } from './mentions.sql.ts'

type Mentioning = { deskId: string; kind: 'public' | 'note'; mentions: readonly number[] | undefined }
type Told = { deskId: string; ticketId: string; messageId: string; userIds: readonly number[] }

/**
 * T8: whom a note mentions, each once and in order; nobody mentions themself. Only the desk's own staff, who may read it, and only in a
 * note. Undefined where nothing is said of mentions.
 */
export async function mentionedIn(
  unit: UnitOfWork,
  actor: Actor,
  { deskId, kind, mentions }: Mentioning,
): Promise<number[] | undefined> {
  if (mentions === undefined) return undefined
  // Before anybody is left out: a client may have the number that somebody of the desk has.
  if (kind !== 'note' && mentions.length > 0) throw new Refusal('mention_in_note_only')
  const userIds = [...new Set(mentions)].filter((userId) => userId !== actor.userId)
  if (userIds.length === 0) return []
  const staff = await listStaffAmong(unit, deskId, userIds)
  if (userIds.some((userId) => !staff.has(userId))) throw new Refusal('mention_not_staff')
  return userIds
}

/** For the notices alone: the entry has no number in the ticket, so no conversation and no client has anything of it. */
export async function tellMentioned(unit: UnitOfWork, actor: Actor, { deskId, ...told }: Told): Promise<void> {
  if (told.userIds.length === 0) return
  const payload = { ...told, userIds: [...told.userIds] }
  await append(unit, [{ type: 'ticket.mentioned', actor: signatureOf(actor, 'desk'), memberId: null, deskId, payload }])
}
