import { signatureOf, type ClientActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { levelOfPortal } from '#server/portals/domain/portal.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import type { AnsweringPort } from '#server/tickets/answering.port.ts'
import { lockTyped, saveEntered } from './coupons.sql.ts'
import { enteredBy } from './domain/coupon.ts'

export type EnterDeps = TermsPort & { answering: Pick<AnsweringPort, 'findAnswering'> }

/**
 * T10: from its first entry a coupon is that portal's. The tariff is asked then and never again: it was bought with the licence, so it
 * runs to its end even where the tariff is another one by then. To enter one's own once more changes nothing.
 * @param hash the digest of what was typed
 */
export async function enterCoupon(unit: UnitOfWork, deps: EnterDeps, actor: ClientActor, hash: Buffer): Promise<void> {
  const { memberId } = actor
  const { deskId } = await deps.answering.findAnswering(unit, memberId)
  const { regulation } = await deps.termsFor(unit, { deskId, memberId })
  if (regulation.coupons === null) throw new Refusal('coupons_not_offered')
  const portal = await loadPortal(unit.tx, memberId)
  if (portal === null) throw new Refusal('portal_not_installed')
  const levelFits = regulation.coupons.levels.includes(levelOfPortal(portal))
  const typed = await lockTyped(unit, { hash, deskId }, portal)
  const entered = enteredBy(typed, { memberId, levelFits }, unit.at)
  if (entered === null) return
  const { couponId, lastGroup } = entered
  await saveEntered(unit, couponId, actor)
  const actorOf = { actor: signatureOf(actor, 'client'), memberId, deskId }
  await append(unit, [{ type: 'coupon.entered', payload: { couponId, lastGroup }, ...actorOf }])
}
