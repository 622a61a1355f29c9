import type { QueueView } from '#contract/tickets/queue.types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { listViews, lockViews, upsertView, type ViewOwner } from './views.sql.ts'

const mostViews = 30

/** New under an id of its own, or the same view under another name or with other filters. A person's own, so the journal has nothing of it. */
export async function saveView(unit: UnitOfWork, owner: ViewOwner, view: QueueView): Promise<void> {
  await lockViews(unit, owner)
  const views = await listViews(unit.tx, owner)
  const others = views.filter(({ viewId }) => viewId !== view.viewId)
  if (others.some(({ name }) => name.toLowerCase() === view.name.toLowerCase())) throw new Refusal('view_name_taken')
  if (others.length >= mostViews) throw new Refusal('too_many_views', { most: mostViews })
  if (!(await upsertView(unit, owner, view))) throw new Refusal('not_found')
}
