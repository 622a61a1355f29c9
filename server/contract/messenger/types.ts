import * as v from 'valibot'
import { instant } from '../common.ts'

/** As Bitrix24 names them (P2): `12` is a talk with one person, `chat12` and `sg12` are a group's. */
const dialogId = v.pipe(v.string(), v.regex(/^(?:chat|sg)?\d{1,15}$/))
const chatMessageId = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(Number.MAX_SAFE_INTEGER))

export const readChatMessageInput = v.strictObject({ dialogId, messageId: chatMessageId })
export type ReadChatMessageInput = v.InferOutput<typeof readChatMessageInput>

/** The most of a message of the portal's messenger that a new ticket takes over, in UTF-16 units: its own text has room for more. */
export const longestChatText = 15_000

/** A message of the portal's own messenger as its reader may see it; `author` is empty where the portal names nobody. */
export const chatMessage = v.strictObject({
  author: v.string(),
  at: instant,
  /** Plain text; empty where the message is files alone. */
  text: v.string(),
  /** Cut at `longestChatText`. */
  isCut: v.boolean(),
  /** What hangs on it, by name. */
  files: v.array(v.string()),
})
export type ChatMessage = v.InferOutput<typeof chatMessage>
