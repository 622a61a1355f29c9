import * as v from 'valibot'
import { clientNames, count, date, day, id, instant, note, shortText, sides, texts } from '../common.ts'
import { readPortalName } from '../connections/codes.types.ts'
import { typedCode } from '../connections/types.ts'
import { promisedReaction } from '../regulations/reactions.types.ts'

const kindCode = v.pipe(v.string(), v.regex(/^[a-zA-Z][a-zA-Z0-9-]{0,63}$/))

/** Longer lists no regulation allows; what it does allow is said by its limits. */
const mostObjects = 100

/**
 * T10: what a special request is for. `kind` is one of what the regulation includes; null: any other problem within support's scope.
 * `objects` has one list for each limit of the kind, in the regulation's order: the pages, templates or components to be reviewed.
 */
export const specialInput = v.strictObject({
  kind: v.nullable(kindCode),
  objects: v.pipe(v.array(v.pipe(v.array(shortText), v.maxLength(mostObjects))), v.maxLength(10)),
})
export type SpecialInput = v.InferOutput<typeof specialInput>

export const couponStates = ['open', 'live', 'usedUp', 'ended', 'revoked'] as const
export type CouponState = (typeof couponStates)[number]

/** Money-like: `requests` = `spent` + `left` + `withdrawn` at every moment. `lastDay` is the last local date on which it counts. */
const balance = { requests: count, spent: count, left: count, withdrawn: count }
const term = { purchasedOn: day, lastDay: day, endsAt: instant }

/** What a client sees of a coupon of its own; never its code (C2). */
export const ownCoupon = v.strictObject({
  couponId: id,
  lastGroup: v.string(),
  state: v.picklist(couponStates),
  ...balance,
  ...term,
})
export type OwnCoupon = v.InferOutput<typeof ownCoupon>

const limit = v.strictObject({ what: texts, atMost: count })
/** `inWorkingHours`: only while the desk works; anything else at any time. */
const kind = v.strictObject({ code: v.string(), title: texts, inWorkingHours: v.boolean(), limits: v.array(limit) })
export type SpecialKind = v.InferOutput<typeof kind>

export const couponOffer = v.strictObject({
  /** What is promised to a special request: the very rows by which its clock goes. */
  reaction: v.array(promisedReaction),
  kinds: v.array(kind),
  excluded: v.array(texts),
  /** T10: coupons are for these tariffs; one that was entered before runs to its end whatever the tariff is now. */
  isForLevel: v.boolean(),
  /** The one that is used next comes first; what cannot be used any more comes last. */
  coupons: v.array(ownCoupon),
})
export type CouponOffer = v.InferOutput<typeof couponOffer>

/** Null where the regulation of whoever answers this portal has no coupons (E10). */
export const ownCoupons = v.strictObject({ offer: v.nullable(couponOffer) })
export type OwnCoupons = v.InferOutput<typeof ownCoupons>

export const enterCouponInput = v.strictObject({ code: typedCode })

/** T10 in a ticket. `phone` is the responsible person's, for details only; null: nobody is responsible yet, or has named none. */
export const specialView = v.strictObject({
  kind: v.nullable(v.strictObject({ code: v.string(), title: texts })),
  objects: v.array(v.strictObject({ what: texts, names: v.array(v.string()) })),
  coupon: v.strictObject({ lastGroup: v.string(), ...balance, ...term }),
  responsible: v.nullable(v.string()),
  phone: v.nullable(v.string()),
  /** What was promised when it was opened: the row by which its clock goes. */
  reaction: v.array(promisedReaction),
  refunded: v.nullable(v.strictObject({ at: instant, by: v.string(), reason: v.string() })),
  /** The reader may give the request back. */
  mayRefund: v.boolean(),
})
export type SpecialView = v.InferOutput<typeof specialView>
/** Null for an ordinary ticket. */
export const ticketSpecial = v.strictObject({ special: v.nullable(specialView) })

const reason = v.pipe(note, v.minLength(1))
export const refundRequestInput = v.strictObject({ ticketId: id, reason })
export type RefundRequestInput = v.InferOutput<typeof refundRequestInput>

const portalName = v.pipe(
  shortText,
  v.check((text) => readPortalName(text) !== null, 'is no address of a portal'),
  v.transform((text) => readPortalName(text) ?? text),
)
export const mostIssuedAtOnce = 200

/** `orderNumber`: of the licence that the coupon comes with, as the owner's books have it. */
export const issueCouponsInput = v.strictObject({
  /** Of the click: a second one with it issues nothing. */
  issueId: id,
  /** The local date of the purchase at the desk. */
  purchasedOn: date,
  coupons: v.pipe(
    v.array(
      v.strictObject({
        portal: v.optional(portalName),
        orderNumber: v.pipe(v.string(), v.trim(), v.maxLength(100), note),
        note,
      }),
    ),
    v.minLength(1),
    v.maxLength(mostIssuedAtOnce),
  ),
})
export type IssueCouponsInput = v.InferOutput<typeof issueCouponsInput>

export const couponView = v.strictObject({
  ...ownCoupon.entries,
  /** The address that it was issued for; null: whoever enters it first. */
  portal: v.nullable(v.string()),
  /** Whose it is since it was entered. */
  client: v.nullable(v.strictObject(clientNames)),
  orderNumber: v.string(),
  note: v.string(),
  issuedBy: v.string(),
  issuedAt: instant,
})
export type CouponView = v.InferOutput<typeof couponView>

/** The only answer that ever carries codes in full (C2). */
export const issuedCoupons = v.strictObject({
  coupons: v.array(v.strictObject({ code: v.string(), view: couponView })),
})
export type IssuedCoupons = v.InferOutput<typeof issuedCoupons>

/** What a coupon would be if it were issued today; null where the regulation in force has none. */
export const couponTerms = v.strictObject({
  requests: count,
  validYears: count,
  today: day,
  /** People of the desk who may become responsible and have named no phone. */
  withoutPhone: v.array(v.string()),
})

export const listCouponsInput = v.strictObject({
  state: v.optional(v.picklist([...couponStates, 'all']), 'all'),
  search: v.optional(v.pipe(note, v.maxLength(100))),
  cursor: v.optional(v.pipe(v.string(), v.maxLength(200))),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 50),
})
export type ListCouponsInput = v.InferOutput<typeof listCouponsInput>
export const couponPage = v.strictObject({
  coupons: v.array(couponView),
  nextCursor: v.nullable(v.string()),
  terms: v.nullable(couponTerms),
})
export type CouponPage = v.InferOutput<typeof couponPage>

export const entryKinds = ['issued', 'spent', 'refunded', 'revoked'] as const
export type EntryKind = (typeof entryKinds)[number]
/** A row of a coupon's ledger; `change` is signed, `leftAfter` what is left from then on. */
export const couponEntry = v.strictObject({
  position: count,
  kind: v.picklist(entryKinds),
  change: v.number(),
  leftAfter: count,
  at: instant,
  by: v.string(),
  side: v.picklist(sides),
  ticket: v.nullable(v.strictObject({ ticketId: id, number: v.string() })),
  reason: v.string(),
})
export type CouponEntryView = v.InferOutput<typeof couponEntry>

export const couponInput = v.strictObject({ couponId: id })
export const revokeCouponInput = v.strictObject({ couponId: id, reason })
export const couponLedger = v.strictObject({ coupon: couponView, entries: v.array(couponEntry) })
export type CouponLedger = v.InferOutput<typeof couponLedger>
