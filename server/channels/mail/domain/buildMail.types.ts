import type { Language } from '#contract/common.ts'

/** What kind of mail goes out; only `answer` is somebody's own words. */
export type OutgoingKind = 'answer' | 'receipt' | 'refusal' | 'code' | 'notice' | 'digest'

export type OutgoingMail = {
  kind: OutgoingKind
  language: Language
  /** The outbox's row: a resend is the same message. */
  messageUuid: string
  from: { name: string; address: string }
  to: string
  /** The ticket that the mail belongs to; null: a code, or a refusal of one. */
  ticket: {
    uuid: string
    number: string
    subject: string
    replyToken: string
    marker: string
  } | null
  /** Without a ticket: the subject itself. */
  subject: string
  /** Paragraphs and line breaks; never a note. */
  text: string
  /** Who says it, shown above; null: the desk itself. */
  author: string | null
  /** The page where it is read and answered. */
  link: { url: string; label: string } | null
  /** The message that this one answers, quoted below; `at` as the reader's clock shows it, with date and time. */
  quoted: { author: string; at: string; text: string } | null
  /** With brackets: the last message of the client, and all known of the ticket, oldest first. */
  inReplyTo: string | null
  references: readonly string[]
  attachments: readonly { name: string; type: string; bytes: Uint8Array }[]
  /** D4: only on what somebody has chosen to get. */
  unsubscribeUrl: string | null
  /** Why this mail comes, in small letters at the foot. */
  footer: string
  date: Date
}

export type MailIdentity = {
  /** Signs Message-IDs and tokens. */
  key: Uint8Array
  /** Right of the @ in Message-IDs. */
  domain: string
  serverId: string
  /** Null: no plus addresses, replies come to the desk's address. */
  delimiter: string | null
  /** For VERP. */
  outboxId: string
  dkim?: { domainName: string; keySelector: string; privateKey: string }
}

export type BuiltMail = {
  raw: Uint8Array
  envelope: { from: string; to: string }
  messageId: string
}

/** `buildMail.adapter.ts`: the same input gives the same bytes (built once, stored, sent again as it is). */
export type BuildMailFunction = (mail: OutgoingMail, identity: MailIdentity) => Promise<BuiltMail>
