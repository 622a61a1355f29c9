import * as v from 'valibot'
import { specialInput, type SpecialInput } from '#contract/coupons/types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { storedJson } from '#server/platform/db/storedJson.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

const storedObjects = storedJson({
  name: 'objects of a special request',
  schema: v.strictObject({ objects: specialInput.entries.objects }),
  upcasts: [],
})

export async function insertSpecial(
  unit: UnitOfWork,
  { ticketId, couponId, special }: { ticketId: string; couponId: string; special: SpecialInput },
): Promise<void> {
  const { kind, objects } = special
  await unit.tx
    .insertInto('special_requests')
    .values({ ticket_id: ticketId, coupon_id: couponId, kind, objects: storedObjects.write({ objects }) })
    .execute()
}

/** Null for an ordinary ticket. */
export async function findSpecial(
  db: Reader,
  ticketId: string,
): Promise<{ couponId: string; special: SpecialInput } | null> {
  const row = await db
    .selectFrom('special_requests')
    .select(['coupon_id', 'kind', 'objects'])
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst()
  if (row === undefined) return null
  return { couponId: row.coupon_id, special: { kind: row.kind, ...storedObjects.read(row.objects) } }
}

/** C5, uninstall with CLEAN: what was to be reviewed is the client's own words. */
export async function forgetObjects(unit: UnitOfWork, couponIds: readonly string[]): Promise<void> {
  if (couponIds.length === 0) return
  await unit.tx
    .updateTable('special_requests')
    .set({ objects: storedObjects.write({ objects: [] }) })
    .where('coupon_id', 'in', [...couponIds])
    .execute()
}
