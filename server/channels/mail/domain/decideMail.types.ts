import type { MailKind, Verdict } from './readMail.types.ts'

/** What the database says of what the finders name. */
export type FoundBy = 'token' | 'reference' | 'marker' | 'subject'
export type Known<Ticket> = {
  replyTokens: ReadonlyMap<string, Ticket>
  bounceTokens: ReadonlyMap<string, Ticket>
  /** Sent and received Message-IDs of this desk. */
  messageIds: ReadonlyMap<string, Ticket>
  markers: ReadonlyMap<string, Ticket>
  numbers: ReadonlyMap<string, Ticket>
}
/** Who has this address in a portal that this desk serves. */
export type MailSender = {
  portal: string
  role: 'admin' | 'integrator' | 'employee'
  isActive: boolean
  /** E6: may the portal open tickets by mail? Answers land anyway. */
  mailIsOfficial: boolean
}

export type DecideMailInput<Ticket extends { portal: string; ownerAddress: string | null }> = {
  mail: { kind: MailKind; verdict: Verdict; from: string | null; mayAnswer: boolean }
  found: { ticket: Ticket; by: FoundBy } | null
  /** All with the sender's address. */
  senders: readonly MailSender[]
  /** Does the address belong to the desk's staff, and may staff write by mail? */
  isStaff: boolean
  staffByMail: boolean
}

export type MailDecision<Ticket> =
  | { effect: 'drop' }
  | { effect: 'bounce'; ticket: Ticket | null }
  /** A quiet line in the ticket: no reopening, no clock, no answer. */
  | { effect: 'quietLine'; ticket: Ticket }
  | { effect: 'log'; reason: 'forged' | 'bulk' | 'automatic' | 'machine' }
  | { effect: 'append'; ticket: Ticket; as: 'client' | 'staff'; isProven: boolean }
  /** `portals`: where this person may open one; more than one: they are asked. `linked`: found, but not theirs to write in. */
  | { effect: 'newTicket'; portals: string[]; isProven: boolean; linked: Ticket | null; mayAnswer: boolean }
  | {
      effect: 'refuse'
      reason: 'unknownSender' | 'inactive' | 'mayNotWrite' | 'notOfficial' | 'noSingleSender' | 'staffWithoutToken'
      mayAnswer: boolean
    }
