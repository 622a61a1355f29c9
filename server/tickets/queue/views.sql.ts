import type { QueueView } from '#contract/tickets/queue.types.ts'
import { queueQuery } from '#contract/tickets/queue.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { storedJson } from '#server/platform/db/storedJson.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

const storedQuery = storedJson({ name: 'view of the queue', schema: queueQuery, upcasts: [] })

/** Saved views are everybody's own. */
export type ViewOwner = { deskId: string; userId: number }

export async function listViews(db: Reader, { deskId, userId }: ViewOwner): Promise<QueueView[]> {
  const rows = await db
    .selectFrom('queue_views')
    .select(['view_id', 'name', 'query'])
    .where('desk_id', '=', deskId)
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('view_id')
    .execute()
  return rows.map((row) => ({ viewId: row.view_id, name: row.name, query: storedQuery.read(row.query) }))
}

/** Of two pages that save at once the second one waits, and then counts what is there. */
export async function lockViews(unit: UnitOfWork, { deskId, userId }: ViewOwner): Promise<void> {
  await unit.tx
    .selectFrom('desk_staff')
    .select('user_id')
    .where('desk_id', '=', deskId)
    .where('user_id', '=', userId)
    .forNoKeyUpdate()
    .execute()
}

/** False when the id is somebody else's view. */
export async function upsertView(unit: UnitOfWork, { deskId, userId }: ViewOwner, view: QueueView): Promise<boolean> {
  const values = { name: view.name, query: storedQuery.write(view.query) }
  const { numInsertedOrUpdatedRows } = await unit.tx
    .insertInto('queue_views')
    .values({ view_id: view.viewId, desk_id: deskId, user_id: userId, created_at: unit.at, ...values })
    .onConflict((conflict) =>
      conflict
        .column('view_id')
        .doUpdateSet(values)
        .where('queue_views.desk_id', '=', deskId)
        .where('queue_views.user_id', '=', userId),
    )
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function removeView(unit: UnitOfWork, { deskId, userId }: ViewOwner, viewId: string): Promise<void> {
  await unit.tx
    .deleteFrom('queue_views')
    .where('view_id', '=', viewId)
    .where('desk_id', '=', deskId)
    .where('user_id', '=', userId)
    .execute()
}
