/** What is known where a mail has arrived. Everything that has to be looked up to read it comes in with it. */
export type ReadMailContext = {
  account: {
    address: string
    /** Other addresses of the same mailbox. */
    aliases: readonly string[]
    /** Whose `Authentication-Results` are believed (§2.4); null: nobody's. */
    trustedAuthserv: string | null
    /** Between mailbox and token in a plus address; null: this provider has none. */
    delimiter: string | null
  }
  /** Addresses of all mailboxes of this server: what comes from them is our own. */
  ownAddresses: readonly string[]
  /** What stands in our `X-Opora-Desk`. */
  serverId: string
  /** How numbers of this desk's tickets begin, as `OP` (T2). */
  prefixes: readonly string[]
  arrivedAt: Date
  /** Of a mail that was delivered to us by SMTP; without it, it came by IMAP. */
  envelope?: MailEnvelope
  /** Was this Message-ID made by us, by its HMAC? */
  isOurMessageId: (messageId: string) => boolean
  /** Asks DNS; without it the system's resolver is asked, for 5 s at most. */
  resolver?: DnsResolver
}

export type MailEnvelope = { ip: string; helo: string; sender: string; recipients: readonly string[] }
export type DnsResolver = (name: string, type: string) => Promise<string[][] | string[]>

/** Is the From address true (§2.4)? */
export type Verdict = 'proven' | 'unproven' | 'forged'
/** Who wrote (§2.5): first fit wins, in this order; `auto` also for what only looks like an automatic reply. */
export type MailKind = 'own' | 'bounce' | 'auto' | 'bulk' | 'machine' | 'human'

/** What points to a ticket (§2.6), in the order in which it is tried. It only finds: the sender decides. */
export type Finders = {
  replyTokens: string[]
  /** `<outbox id>.<proof>` of a bounce's recipient. */
  bounceTokens: string[]
  /** With their angle brackets: In-Reply-To, References newest first, and of a bounce what it gives back. */
  messageIds: string[]
  markers: string[]
  /** As `OP-1042`, in the order of the subject. */
  numbers: string[]
}

export type MailText = {
  /** What this person wrote, without quotes and lines of devices. */
  kept: string
  /** What was taken off; empty: nothing was. */
  folded: string
}

export type MailAttachment = {
  /** Null: the mail gave it none. */
  name: string | null
  type: string
  bytes: Uint8Array
  /** Without brackets; the HTML shows it as `cid:` where it is there. */
  contentId: string | null
  isInline: boolean
}

/** What the reader should be told of it. */
export type MailHint = 'winmail' | 'calendar' | 'encrypted' | 'remotePictures' | 'repairedText' | 'attachedMessage'
/** Why only the headers could be read; the raw mail is shown instead. */
export type Unreadable = 'tooManyParts' | 'tooDeep' | 'headersTooLong' | 'tooSlow' | 'broken'

export type BouncedRecipient = {
  address: string
  action: 'failed' | 'delayed' | 'other'
  /** As `5.1.1`; null: it says none. */
  status: string | null
  /** In the words of the other server, at most 500 letters. */
  diagnostic: string | null
}

export type ReadMail = {
  verdict: Verdict
  kind: MailKind
  /** In small letters; null: there is not exactly one From with one address. */
  from: string | null
  fromName: string
  /** Addresses of To and Cc, in small letters, at most 100. */
  recipients: string[]
  subject: string
  /** With angle brackets, or `hash:…` of the content where it has none: the second key of the inbox. */
  messageKey: string
  messageId: string | null
  /** What the sender's clock said; only shown. */
  sentAt: Date | null
  arrivedAt: Date
  finders: Finders
  text: MailText
  /** Made harmless: no scripts, styles that cover the page, forms nor remote pictures. Null: it had none. */
  html: string | null
  attachments: MailAttachment[]
  hints: MailHint[]
  bounced: BouncedRecipient[]
  /** May an automatic answer go to it? Not to machines, lists, forgeries, nor where the mail asks for silence. */
  mayAnswer: boolean
  unreadable: Unreadable | null
}

/** `readMail.adapter.ts`: never throws for what a mail holds; at most 10 s. */
export type ReadMailFunction = (raw: Uint8Array, context: ReadMailContext) => Promise<ReadMail>
