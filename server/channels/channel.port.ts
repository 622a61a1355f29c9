import type { ChannelReason } from '#contract/channels/types.ts'
import type { Language } from '#contract/common.ts'
import type { Channel as ChannelName } from '#contract/regulations/base.types.ts'
import type { Readable } from 'node:stream'

/** One mailbox or bot of a desk, as whoever receives and sends for it needs it. `cursor` and `settings` are the channel's own. */
export type Account = {
  accountId: string
  deskId: string
  channel: ChannelName
  address: string
  settings: unknown
  /** Opened: what it signs in with, as the channel keeps it. */
  secret: string
  cursor: unknown
}

/** What has come, as it came. */
export type RawEvent = {
  /** Within the account: the same delivery again is the same event. */
  externalKey: string
  /** Within the desk: the same content by another way is the same event. */
  contentKey: string
  /** Events of one conversation are worked on one after the other, in the order of their arrival. */
  conversation: string
  raw: Buffer
  /** False: it was larger than is kept, and only its beginning is there. */
  isWhole: boolean
}

/** Stores events and the cursor behind them in one transaction; only when it returns may the vendor be told that they were taken. */
export type Sink = {
  store(events: readonly RawEvent[], cursor: unknown): Promise<void>
  /** The vendor was asked, and everything up to here is stored. */
  looked(): Promise<void>
  /** False: too much of it waits to be worked on; it stays at the vendor for now. */
  hasRoom(): Promise<boolean>
}

/**
 * What came of a call, in five classes: come again (after so many milliseconds, where the vendor says so), this address takes nothing any
 * more, the account itself is refused, this content is refused, and: nobody knows whether it was taken.
 */
export type Failure = {
  is: 'retry' | 'addressGone' | 'accountBroken' | 'rejected' | 'unknownFate'
  reason: ChannelReason
  after?: number
  /** Where it concerns the whole account, which is then slowed down. */
  isOfAccount?: boolean
}
export type Outcome = { is: 'sent'; vendorId: string | null } | Failure

/** Thrown by `receive`. */
export class ReceiveFailure extends Error {
  readonly failure: Failure
  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.reason, options)
    this.failure = failure
  }
}

export type IncomingFile = { name: string; bytes: Uint8Array }

/** An event as it was understood. */
export type Incoming = {
  verdict: 'proven' | 'unproven' | 'forged'
  kind: 'own' | 'bounce' | 'auto' | 'bulk' | 'machine' | 'human'
  /** Null: there is not exactly one. */
  address: string | null
  name: string
  subject: string
  text: string
  files: IncomingFile[]
  messageId: string | null
  /** Of what the account has sent to itself to be tested; null: it is none. */
  probe: string | null
  /** What points to a ticket; it only finds, the sender decides. */
  finders: Finders
  bounced: { address: string; isFinal: boolean; reason?: ChannelReason }[]
  mayAnswer: boolean
  isUnreadable: boolean
  /** The content key of the message that was written anew; null: this is a message of its own. */
  edits: string | null
  /** It is but a part of the message that is changed: what that said besides is not known from it. */
  editsPart?: boolean
  /** Of each of its parts, where there are several: by any of them a reply finds its ticket. */
  partKeys?: readonly string[]
  /** What the button that was pressed stands for; null: none was. */
  pressed: string | null
  language: Language
}

/** `keys`: message ids, tokens and markers of ours, as they are kept beside the ticket; `outboxIds`: of a bounce, proven. */
export type Finders = { keys: readonly string[]; numbers: readonly string[]; outboxIds: readonly string[] }

export type FoundTicket = { ticketId: string; portal: string; ownerAddress: string | null }
/** What the database says of what the finders name. */
export type Known = {
  keys: ReadonlyMap<string, FoundTicket>
  numbers: ReadonlyMap<string, FoundTicket>
  /** Open ones in which this address writes by this account, the latest first; of messengers alone. */
  open: readonly FoundTicket[]
}

/** Somebody who has this address in a portal that the desk serves. `isOfficial`: it may open tickets by this channel (E6). */
export type Sender = { portal: string; userId: number; role: 'admin' | 'integrator'; isOfficial: boolean }

/** What an event does: what it finds is a hint, who it is proven to come from decides. */
export type Decision =
  | { effect: 'end'; outcome: 'own' | 'bulk' | 'forged' | 'auto' | 'unknownSender' | 'notOfficial' }
  | { effect: 'bounce'; ticketId: string | null }
  | { effect: 'quietLine'; ticketId: string }
  | { effect: 'append'; ticketId: string; portal: string; isProven: boolean }
  | { effect: 'open'; portals: readonly string[]; isProven: boolean; mayAnswer: boolean }
  /** It could belong to several: its writer is asked by buttons. `isClosed`: what they have chosen was closed meanwhile. */
  | { effect: 'ask'; tickets: readonly FoundTicket[]; portals: readonly string[]; isClosed?: true }
  /** `mayAnswer`: one polite word. */
  | { effect: 'refuse'; outcome: 'unknownSender' | 'notOfficial'; mayAnswer: boolean }

/** `probe`: what an account sends to itself. A notice is said once or never; a message is somebody's own words. */
export type OutgoingKind = 'message' | 'notice' | 'probe'

export type Outgoing = {
  outboxId: string
  says: 'answer' | 'changed' | 'receipt' | 'refusal' | 'probe' | 'reply' | 'code'
  language: Language
  from: string
  to: string
  ticket: { ticketId: string; number: string; subject: string } | null
  subject: string
  text: string
  author: string | null
  link: { url: string; label: string } | null
  quoted: { author: string; at: string; text: string } | null
  inReplyTo: string | null
  references: readonly string[]
  footer: string
  buttons: readonly Button[]
  /** In their order, behind the words; of those that the channel does not take the words say the names. */
  files: readonly OutgoingFile[]
  /** Of `changed`: the answer that was written anew or taken back. */
  changes: ChangedAnswer | null
  at: Date
}

/** Looked into before, as every file of a message. `type` is its content's. */
export type OutgoingFile = {
  contentId: string
  name: string
  bytes: number
  type: string
  width: number | null
  height: number | null
}

/** What a file holds, at the moment of sending; null: it is kept no more. */
export type OpenFile = (contentId: string) => Promise<Readable | null>

/** `parts`: what of it is at its reader, in order. `instead`: what is said where the channel can change nothing there. */
export type ChangedAnswer = { isTakenBack: boolean; parts: readonly ReachedPart[]; instead: string }
export type ReachedPart = { vendorKey: string; isFile: boolean }

/** `data`: at most 64 bytes. */
export type Button = { label: string; data: string }

/** Made once: what is sent again are the same bytes. */
export type Built = { raw: Buffer; messageId: string }

/** `fileBytes`: of the largest file that goes out; 0: none does, and the words name them. */
export type Capabilities = {
  edits: boolean
  deletes: boolean
  showsTyping: boolean
  buttons: boolean
  fileBytes: number
}

/** What came of one step of a message: a part at its reader, one that is there no more, or nothing besides. */
export type Step = { is: 'said'; part: ReachedPart } | { is: 'gone'; vendorKey: string } | { is: 'changed' }

/** How far a message that goes in several steps has come: `noteStep` is committed behind each, so that a retry begins behind `done`. */
export type Progress = { stepsDone: number; noteStep(step: Step, done: number): Promise<void> }

/** One way in which clients write: mail, messengers. */
export type Channel = {
  name: ChannelName
  /** Who writes is known by the address alone, or is proven in a talk first (I2). */
  identifies: 'byAddress' | 'byTalk'
  capabilities: Capabilities
  /** Receives until `signal`, or throws `ReceiveFailure`; each account is received for by one process at a time. */
  receive(account: Account, sink: Sink, signal: AbortSignal): Promise<void>
  read(account: Account, event: { raw: Buffer; isWhole: boolean; arrivedAt: Date }, known: ReadAs): Promise<Incoming>
  /** Pure. */
  decide(incoming: Incoming, known: Known, senders: readonly Sender[]): Decision
  /** By what a reply finds its ticket, besides the ids of messages. */
  keysOf(ticketId: string): string[]
  build(account: Account, outgoing: Outgoing): Promise<Built>
  /** What the account's own test message has taught of it, as its settings are kept; null: nothing. */
  learnt(account: Account, raw: Buffer): string | null
  send(account: Account, to: string, built: Built, progress: Progress): Promise<Outcome>
  /** Connections that are kept open for sending. */
  close(): void
}

/** What has to be known to read: the desk's addresses and how its tickets are numbered. */
export type ReadAs = { ownAddresses: readonly string[]; prefixes: readonly string[] }
