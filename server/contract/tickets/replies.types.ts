import * as v from 'valibot'
import { count, id, instant, shortText, storable } from '../common.ts'
import { longestReply } from './replies.words.ts'

/** So many has a desk, and so many each person beside them. */
export const mostReplies = { desk: 200, own: 100 } as const

/** Whose it is: the desk's, changed by its lead and its owner, or the reader's own (T8). */
export const replyScopes = ['desk', 'own'] as const

const fields = {
  replyId: id,
  scope: v.picklist(replyScopes),
  title: v.pipe(shortText, v.maxLength(80)),
  text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestReply), storable),
}

export const saveReplyInput = v.strictObject({
  ...fields,
  /** The one that was read before it was changed; null for a new one. Another one is refused with `reply_stale`. */
  revision: v.nullable(count),
})
export type SaveReplyInput = v.InferOutput<typeof saveReplyInput>
export const deleteReplyInput = v.strictObject({ replyId: id, revision: count })

export const quickReply = v.strictObject({ ...fields, revision: count, changedBy: v.string(), changedAt: instant })
export type QuickReply = v.InferOutput<typeof quickReply>
export const quickReplies = v.strictObject({
  /** By title, each scope for itself: first the reader's own. */
  replies: v.array(quickReply),
  canEditDesk: v.boolean(),
})
export type QuickReplies = v.InferOutput<typeof quickReplies>

/** A wall clock's `HH:MM`; the end of the day is 24:00. */
const wall = v.pipe(v.string(), v.regex(/^(?:[01]\d|2[0-4]):[0-5]\d$/))
/** What the page cannot know by itself: when the desk works today, by its own clock. Null where that cannot be computed. */
export const replyHours = v.strictObject({
  hours: v.nullable(
    v.strictObject({ timeZone: v.string(), spans: v.array(v.strictObject({ from: wall, until: wall })) }),
  ),
})
export type ReplyHours = v.InferOutput<typeof replyHours>
