import * as v from 'valibot'
import { securities } from '#contract/channels/types.ts'
import { storedJson } from '#server/platform/db/storedJson.ts'

const server = v.object({ host: v.string(), port: v.number(), security: v.picklist(securities), user: v.string() })
/** How a mailbox is reached; what was learnt of it by its test stands beside. */
const mailSettings = v.object({
  imap: server,
  smtp: server,
  /** Whose word on a sender is believed: the server that puts the topmost of these headers (I1). */
  trustedAuthserv: v.optional(v.nullable(v.string()), null),
})
export type MailSettings = v.InferOutput<typeof mailSettings>
export type MailServer = MailSettings['imap']

const mailSecret = v.object({ imap: v.string(), smtp: v.string() })

/** The passwords, as they were sealed together. */
export function readSecret(opened: string): v.InferOutput<typeof mailSecret> {
  return v.parse(mailSecret, JSON.parse(opened))
}

/** Up to which message of which numbering of the folder everything is stored, and when the newest of them had come. */
const mailCursor = v.object({ uidValidity: v.string(), lastUid: v.number(), lastAt: v.string() })
export type MailCursor = v.InferOutput<typeof mailCursor>

/** Null: nothing was looked at yet, or by another way. */
export function readCursor(stored: unknown): MailCursor | null {
  const read = v.safeParse(mailCursor, stored)
  return read.success ? read.output : null
}

export const storedMail = storedJson({ name: 'setting of a mailbox', schema: mailSettings, upcasts: [] })
