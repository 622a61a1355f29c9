import type { QuickReply } from '#contract/tickets/replies.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** Who reads: the desk's, and their own. */
export type ReplyReader = { deskId: string; userId: number }
/** Whose one is: `ownerId` null is the desk. */
export type ReplyOwner = { deskId: string; ownerId: number | null }
export type KnownReply = Pick<QuickReply, 'title' | 'text' | 'revision'> & ReplyOwner

export async function listReplies(db: Reader, { deskId, userId }: ReplyReader): Promise<QuickReply[]> {
  const rows = await db
    .selectFrom('quick_replies')
    .selectAll()
    .where('desk_id', '=', deskId)
    .where((eb) => eb.or([eb('owner_id', 'is', null), eb('owner_id', '=', userId)]))
    .orderBy('title')
    .orderBy('reply_id')
    .execute()
  const replies = rows.map((row): QuickReply => ({
    replyId: row.reply_id,
    scope: row.owner_id === null ? 'desk' : 'own',
    title: row.title,
    text: row.text,
    revision: row.revision,
    changedBy: row.changed_by,
    changedAt: row.changed_at.toISOString(),
  }))
  return [...replies.filter(({ scope }) => scope === 'own'), ...replies.filter(({ scope }) => scope === 'desk')]
}

/** Of two that save at once the second one waits, and then finds what the first has made. One lock for a desk: it is held for a moment. */
export async function lockReplies(unit: UnitOfWork, deskId: string): Promise<void> {
  await unit.tx.selectFrom('desks').select('desk_id').where('desk_id', '=', deskId).forNoKeyUpdate().execute()
}

export async function findReply(unit: UnitOfWork, replyId: string): Promise<KnownReply | null> {
  const row = await unit.tx
    .selectFrom('quick_replies')
    .select(['desk_id', 'owner_id', 'title', 'text', 'revision'])
    .where('reply_id', '=', replyId)
    .executeTakeFirst()
  if (row === undefined) return null
  return { deskId: row.desk_id, ownerId: row.owner_id, title: row.title, text: row.text, revision: row.revision }
}

export async function countReplies(unit: UnitOfWork, { deskId, ownerId }: ReplyOwner): Promise<number> {
  const row = await unit.tx
    .selectFrom('quick_replies')
    .select((eb) => eb.fn.countAll<number>().as('there'))
    .where('desk_id', '=', deskId)
    .where('owner_id', ownerId === null ? 'is' : '=', ownerId)
    .executeTakeFirst()
  return row?.there ?? 0
}

type Written = { replyId: string; title: string; text: string; revision: number; changedBy: string }

/** New, or in the place of the one that has its id; whose it is does not change. False when somebody else has made one by this id meanwhile. */
export async function upsertReply(unit: UnitOfWork, owner: ReplyOwner, reply: Written): Promise<boolean> {
  const values = {
    title: reply.title,
    text: reply.text,
    revision: reply.revision,
    changed_by: reply.changedBy,
    changed_at: unit.at,
  }
  const { numInsertedOrUpdatedRows } = await unit.tx
    .insertInto('quick_replies')
    .values({ reply_id: reply.replyId, desk_id: owner.deskId, owner_id: owner.ownerId, ...values })
    .onConflict((conflict) =>
      conflict.column('reply_id').doUpdateSet(values).where('quick_replies.desk_id', '=', owner.deskId),
    )
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function removeReply(unit: UnitOfWork, replyId: string): Promise<void> {
  await unit.tx.deleteFrom('quick_replies').where('reply_id', '=', replyId).execute()
}
