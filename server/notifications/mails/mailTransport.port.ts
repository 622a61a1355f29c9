import type { DeliveryReason } from '#contract/notifications/deliveries.types.ts'

/** What the other server said; `isOfServer`: it concerns every letter, not this one. */
export type MailOutcome =
  | { is: 'taken' }
  | { is: 'later'; reason: DeliveryReason; isOfServer: boolean }
  | { is: 'never'; reason: DeliveryReason }

export type MailParts = {
  fromName: string
  to: string
  subject: string
  text: string
  html: string
  messageId: string
  inReplyTo: string | null
  references: readonly string[]
  at: Date
}

/** The server's way to send letters. */
export type MailTransport = {
  /** Of the sender's address: message ids are made under it. */
  domain: string
  /** The bytes of a letter; nothing is sent. */
  build(parts: MailParts): Promise<string>
  send(raw: string, to: string): Promise<MailOutcome>
  close(): void
}
