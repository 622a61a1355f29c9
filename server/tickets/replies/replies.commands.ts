import { mostReplies, type SaveReplyInput } from '#contract/tickets/replies.types.ts'
import { unknownVariables } from '#contract/tickets/replies.words.ts'
import { signatureOf, type StaffActor } from '#server/platform/actor.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { wakeThing } from '#server/platform/db/wakes.ts'
import * as rows from './replies.sql.ts'

/**
 * T8: a new quick reply under an id of its own, or a change of the one that was read. Sent twice it is one; what a colleague has changed
 * meanwhile is not overwritten.
 */
export async function saveReply(unit: UnitOfWork, actor: StaffActor, input: SaveReplyInput): Promise<void> {
  const owner = ownerOf(actor, input.scope)
  const [unknown] = unknownVariables(input.text)
  if (unknown !== undefined) throw new Refusal('reply_variable_unknown', { name: unknown })
  await rows.lockReplies(unit, owner.deskId)
  const known = await rows.findReply(unit, input.replyId)
  if (known !== null && !isSameOwner(known, owner)) throw new Refusal('not_found')
  if (known !== null && known.title === input.title && known.text === input.text) return
  if (known === null && input.revision !== null) throw new Refusal('not_found')
  if (known !== null && known.revision !== input.revision) throw new Refusal('reply_stale')
  if (known === null && (await rows.countReplies(unit, owner)) >= mostReplies[input.scope]) {
    throw new Refusal('too_many_replies', { most: mostReplies[input.scope] })
  }
  const { replyId, title, text } = input
  const written = { replyId, title, text, revision: (known?.revision ?? 0) + 1, changedBy: actor.name }
  if (!(await rows.upsertReply(unit, owner, written))) throw new Refusal('not_found')
  await noteChange(unit, actor, owner, { type: known === null ? 'reply.written' : 'reply.changed', title })
  wakeThing(unit, 'replies', { deskId: owner.deskId, memberId: null })
}

/** One that is gone already, or is somebody else's, stays as it is. */
export async function deleteReply(
  unit: UnitOfWork,
  actor: StaffActor,
  { replyId, revision }: { replyId: string; revision: number },
): Promise<void> {
  const { deskId } = actor.desk
  await rows.lockReplies(unit, deskId)
  const known = await rows.findReply(unit, replyId)
  if (known === null) return
  const isSeen = known.deskId === deskId && (known.ownerId === null || known.ownerId === actor.userId)
  if (!isSeen) return
  ownerOf(actor, known.ownerId === null ? 'desk' : 'own')
  if (known.revision !== revision) throw new Refusal('reply_stale')
  await rows.removeReply(unit, replyId)
  await noteChange(unit, actor, known, { type: 'reply.removed', title: known.title })
  wakeThing(unit, 'replies', { deskId, memberId: null })
}

type ReplyChange = { type: 'reply.written' | 'reply.changed' | 'reply.removed'; title: string }

/** D5: what the desk says is in its owner's log; what somebody keeps for themselves is nobody else's business. */
async function noteChange(
  unit: UnitOfWork,
  actor: StaffActor,
  { deskId, ownerId }: rows.ReplyOwner,
  { type, title }: ReplyChange,
): Promise<void> {
  if (ownerId !== null) return
  const by = { actor: signatureOf(actor, 'desk'), memberId: actor.memberId, deskId }
  await append(unit, [{ type, ...by, payload: { title } }])
}

/** May this person change the desk's, or is it their own? */
function ownerOf(actor: StaffActor, scope: SaveReplyInput['scope']): rows.ReplyOwner {
  const { deskId, role } = actor.desk
  if (scope === 'desk' && role === 'agent') throw new Refusal('lead_only')
  return { deskId, ownerId: scope === 'desk' ? null : actor.userId }
}

function isSameOwner(one: rows.ReplyOwner, other: rows.ReplyOwner): boolean {
  return one.deskId === other.deskId && one.ownerId === other.ownerId
}
