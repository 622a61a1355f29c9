import type { SpecialInput } from '#contract/coupons/types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** What tickets need of coupons (T10). */
export type CouponPort = {
  /**
   * Takes one special request for this ticket, in its transaction, from the coupon of the client that ends first; says which.
   * Refuses where none is left, where the terms have none, and what is not included.
   */
  spend(
    unit: UnitOfWork,
    actor: Actor,
    opening: { deskId: string; ticketId: string; number: string; special: SpecialInput },
  ): Promise<string>
  /** What a ticket was opened with; null: an ordinary one. */
  findSpecial(db: Reader, ticketId: string): Promise<SpecialInput | null>
}
