import * as v from 'valibot'
import { languages } from '#contract/common.ts'

const inReplyTo = v.optional(v.nullable(v.string()), null)

/** What of a message to be sent is known before it is built: the rest is read then. */
export const outgoingContent = v.variant('says', [
  v.object({ says: v.literal('probe') }),
  v.object({ says: v.literal('answer'), messageId: v.string() }),
  v.object({ says: v.literal('changed'), messageId: v.string(), answerId: v.string() }),
  v.object({ says: v.literal('question'), asks: v.picklist(['resolved', 'rating']) }),
  v.object({ says: v.literal('receipt'), inReplyTo }),
  v.object({
    says: v.literal('reply'),
    text: v.string(),
    language: v.picklist(languages),
    buttons: v.array(v.object({ label: v.string(), data: v.string() })),
  }),
  v.object({ says: v.literal('refusal'), text: v.string(), language: v.picklist(languages), inReplyTo }),
])
