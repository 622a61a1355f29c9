import type { Db } from '#server/platform/db/db.ts'
import type { Call, Handlers } from '#server/platform/http/api.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { StaffActor } from '#server/platform/actor.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import { refundRequest, revokeCoupon } from './correct.commands.ts'
import { viewCoupon, viewCoupons, viewLedger } from './desk.queries.ts'
import { couponDigest } from './domain/couponCode.ts'
import { enterCoupon, type EnterDeps } from './enter.commands.ts'
import { issueCoupons } from './issue.commands.ts'
import { viewOwnCoupons, type OwnReads } from './ownCoupons.queries.ts'
import { viewSpecial } from './special.queries.ts'

export type CouponRoutes = ClientRoutes | TicketRoutes | DeskRoutes
type ClientRoutes = 'readOwnCoupons' | 'enterCoupon'
type TicketRoutes = 'readSpecial' | 'refundRequest'
type DeskRoutes = 'listCoupons' | 'readCoupon' | 'issueCoupons' | 'revokeCoupon'

export type CouponRoutesDeps = Omit<OwnReads, 'db'> &
  EnterDeps & {
    db: Db
    secrets: Secrets
    /** C2: guesses are counted, as those of support codes are. */
    withAttempt<Found>(transaction: Transaction, memberId: string, use: () => Promise<Found>): Promise<Found>
  }

export function couponRoutes(deps: CouponRoutesDeps): Handlers<CouponRoutes> {
  return { ...clientRoutes(deps), ...ticketRoutes(deps), ...deskRoutes(deps) }
}

function clientRoutes(deps: CouponRoutesDeps): Handlers<ClientRoutes> {
  return {
    readOwnCoupons: (_input, { actor, at }) => viewOwnCoupons(deps, actor.memberId, at),
    async enterCoupon({ code }, { actor, at, transaction }) {
      const hash = couponDigest(code, deps.secrets.pepper)
      await deps.withAttempt(transaction, actor.memberId, () =>
        transaction((unit) => enterCoupon(unit, deps, actor, hash)),
      )
      return viewOwnCoupons(deps, actor.memberId, at)
    },
  }
}

function ticketRoutes({ db }: CouponRoutesDeps): Handlers<TicketRoutes> {
  return {
    async readSpecial({ ticketId }, { actor }) {
      return { special: await viewSpecial(db, actor, ticketId) }
    },
    async refundRequest(input, { actor, transaction }) {
      await transaction((unit) => refundRequest(unit, actor, input))
      return { special: await viewSpecial(db, actor, input.ticketId) }
    },
  }
}

function deskRoutes({ db, secrets }: CouponRoutesDeps): Handlers<DeskRoutes> {
  const ofDesk = ({ actor, at }: Pick<Call, 'at'> & { actor: StaffActor }) => ({ db, deskId: actor.desk.deskId, at })
  return {
    listCoupons: (input, call) => viewCoupons(ofDesk(call), input),
    readCoupon: ({ couponId }, call) => viewLedger(ofDesk(call), couponId),
    async issueCoupons(input, call) {
      const issued = await call.transaction((unit) => issueCoupons(unit, call.actor, input, secrets.pepper))
      const coupons = issued.map(async ({ code, coupon }) => ({ code, view: await viewCoupon(ofDesk(call), coupon) }))
      return { coupons: await Promise.all(coupons) }
    },
    async revokeCoupon(input, call) {
      await call.transaction((unit) => revokeCoupon(unit, call.actor, input))
      return viewLedger(ofDesk(call), input.couponId)
    },
  }
}
