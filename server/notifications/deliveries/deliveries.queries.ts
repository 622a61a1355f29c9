import type { DeliveryFilter, DeliveryPage } from '#contract/notifications/deliveries.types.ts'
import { notifiedEvents } from '#contract/notifications/table.types.ts'
import type { StaffActor } from '#server/platform/actor.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { noCursor } from '#server/platform/http/cursor.ts'
import { listDeliveries, type DeliveryPosition } from './deliveries.sql.ts'

/** D4: what came of the notifications of this desk, for its owner. No address and no word of what was said is in it. */
export async function viewDeliveries(
  db: Reader,
  actor: StaffActor,
  { cursor, limit, ...filter }: DeliveryFilter & { cursor?: string | undefined; limit: number },
): Promise<DeliveryPage> {
  const below = cursor === undefined ? null : readCursor(cursor)
  const found = await listDeliveries(db, actor.desk.deskId, filter, { below, limit: limit + 1 })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    deliveries: page.map(({ deliveryId, at, event, clientName, portalName, ...one }) => {
      const isOwn = one.memberId === actor.memberId
      return {
        ...one,
        deliveryId: String(deliveryId),
        at: at.toISOString(),
        event: notifiedEvents.find((known) => known === event) ?? null,
        clientName: isOwn ? null : clientName,
        portalName: isOwn ? null : portalName,
      }
    }),
    nextCursor: found.length > limit && last !== undefined ? `${last.at.getTime()}_${last.deliveryId}` : null,
  }
}

function readCursor(text: string): DeliveryPosition {
  const parts = /^(\d{1,14})_(\d{1,15})$/.exec(text)
  if (parts === null) throw noCursor()
  return { at: new Date(Number(parts[1])), deliveryId: Number(parts[2]) }
}
