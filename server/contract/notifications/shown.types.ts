import * as v from 'valibot'
import { count, id, instant } from '../common.ts'
import { notifiedSides } from './choices.types.ts'
import { notifiedEvents } from './table.types.ts'

/** One notification as the reader's open page shows it (D4). */
export const shownNotice = v.strictObject({
  noticeId: id,
  event: v.picklist(notifiedEvents),
  ticketId: v.nullable(id),
  text: v.string(),
  /** What the page opens: names and values as a portal hands them to the application (P2). */
  place: v.record(v.string(), v.string()),
  at: instant,
})
export type ShownNotice = v.InferOutput<typeof shownNotice>

/** What the reader has not seen yet: how many, and the newest of them. */
export const shownNotices = v.strictObject({
  unseen: count,
  notices: v.array(shownNotice),
  /** How the reader wants to be told of new ones besides. */
  sound: v.boolean(),
  desktop: v.boolean(),
})
export type ShownNotices = v.InferOutput<typeof shownNotices>

const side = v.picklist(notifiedSides)
export const readShownInput = v.strictObject({ side })

/** Of one ticket, or all of them up to one, as it was shown: what came meanwhile stays unseen. */
export const seeNoticesInput = v.strictObject({
  side,
  of: v.variant('is', [
    v.strictObject({ is: v.literal('ticket'), ticketId: id }),
    v.strictObject({ is: v.literal('notice'), noticeId: id }),
    v.strictObject({ is: v.literal('upTo'), noticeId: id }),
  ]),
})

const mostAtOnce = 50
/** Those for which this page would ring. */
export const ringNoticesInput = v.strictObject({
  side,
  noticeIds: v.pipe(v.array(id), v.minLength(1), v.maxLength(mostAtOnce)),
})
/** Those for which it shall: each is one page's alone, and none's in the reader's quiet hours. */
export const rungNotices = v.strictObject({ noticeIds: v.array(id) })
