import * as v from 'valibot'
import type { Language } from '#contract/common.ts'
import type { couponEvents } from '#contract/coupons/events.ts'
import { isAnsweredBy } from '#server/connections/entitlement/entitlement.queries.ts'
import { couponNow, type CouponNow } from '#server/coupons/ownCoupons.queries.ts'
import { now } from '#server/platform/clock.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { adminsLookedAtSince } from '#server/portals/domain/admins.ts'
import { readBillingFacts } from './billing.sql.ts'
import { couponTexts } from './coupons.texts.ts'
import { makeSender, type NotificationDeps } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { toldOf } from './domain/recipients.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'

/** Of coupons (T10): what a client has not done itself. */
export const couponNotifications = [
  'coupon.issued',
  'coupon.refunded',
] as const satisfies readonly (keyof typeof couponEvents)[]

const happened = v.object({
  type: v.picklist(couponNotifications),
  deskId: v.string(),
  memberId: v.string(),
  couponId: v.string(),
  notice: v.string(),
  /** Of the ticket whose request came back, and what was left then. */
  number: v.optional(v.string(), ''),
  left: v.optional(v.number(), 0),
  reason: v.optional(v.string(), ''),
})
type Happened = v.InferOutput<typeof happened>

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticeCoupon: v.InferInput<typeof happened>
  }
}

/**
 * T10, D4: a client is told that a coupon was issued for its portal, without the coupon itself, and that a request came back. What was
 * revoked meanwhile is told to nobody, and no desk can tell portals that it does not answer.
 */
export function couponNotificationJobs(deps: NotificationDeps): JobTasks<'noticeCoupon'> {
  const send = makeSender(deps)
  return {
    noticeCoupon: {
      payload: happened,
      async run(kept) {
        const [at, told] = [now(), v.parse(happened, kept)]
        const { memberId, deskId, notice, type } = told
        const coupon = await couponNow(deps.db, told.couponId, at)
        if (coupon === null || coupon.state === 'revoked') return
        if (type === 'coupon.issued' && !(await isAnsweredBy(deps.db, { deskId, memberId }, at))) return
        const facts = await readBillingFacts(deps.db, { deskId, memberId }, adminsLookedAtSince(at))
        if (facts === null || !facts.wants) return
        const { appId, deskName } = facts
        const text = (language: Language) =>
          `${sayingOf(told, { coupon, deskName, language })} ${appLink(notificationTexts[language].open, { appId })}`
        const about = { about: notice, event: type, memberId, deskId, text, tag: `OPORA|COUPON|${notice}` } as const
        await send(toldOf(type, facts.clientReaders).map(({ userId, as }) => ({ ...about, userId, as })))
      },
    },
  }
}

type Knowledge = { coupon: CouponNow; deskName: string; language: Language }

function sayingOf({ type, number, left, reason }: Happened, { coupon, deskName, language }: Knowledge): string {
  const { issued, refunded } = couponTexts[language]
  if (type === 'coupon.refunded') return refunded({ number, left, reason: escapeBb(reason) })
  const until = new Date(`${coupon.lastDay}T00:00:00Z`).toLocaleDateString(language, {
    dateStyle: 'long',
    timeZone: 'UTC',
  })
  return issued({ requests: coupon.requests, until, desk: escapeBb(deskName) })
}
