import * as v from 'valibot'
import { count, id, instant, storable } from '../common.ts'

/** I1: how a mailbox does. `checking`: its test message has not come back yet. */
export const accountStates = ['checking', 'working', 'broken'] as const
export type AccountState = (typeof accountStates)[number]
export const inboxStates = ['waiting', 'done', 'parked'] as const
export type InboxState = (typeof inboxStates)[number]
export const outboxStates = ['waiting', 'sending', 'sent', 'failed', 'unknown'] as const
export type OutboxState = (typeof outboxStates)[number]

/** Why something does not work; the other server's own words are never shown. */
export const channelReasons = [
  'signInRefused',
  'notReached',
  'badCertificate',
  'insideAddress',
  'folderMissing',
  'serverRefused',
  'addressRefused',
  'addressStopped',
  'contentRefused',
  'tooSlow',
  'notArrived',
  'fateUnknown',
  'takenElsewhere',
  'windowClosed',
  'other',
] as const
export type ChannelReason = (typeof channelReasons)[number]

/** What became of something that came; the first nine made no ticket. */
export const inboxOutcomes = [
  'own',
  'bounce',
  'auto',
  'bulk',
  'forged',
  'unknownSender',
  'notOfficial',
  'notServed',
  'unreadable',
  'opened',
  'appended',
  'edited',
  'asked',
  'chosen',
  'identification',
] as const
export type InboxOutcome = (typeof inboxOutcomes)[number]

export const mostMailboxes = 10
/** Where messengers call that call by themselves; the account's id goes behind it. */
export const channelHookPath = '/hook/channels'
/** So many of each list are shown. */
export const mostShownEvents = 30

const line = (atMost: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(atMost), storable)
const host = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(253),
  v.regex(/^[a-z0-9](?:[a-z0-9.:-]*[a-z0-9])?$/),
)
const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535))
/** Encrypted from the first byte, from the greeting on, or not at all: the last is for a server of the same machine or network alone. */
export const securities = ['tls', 'starttls', 'none'] as const
const security = v.picklist(securities)
/** One address and nothing else; small letters. */
export const mailAddress = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(254),
  v.regex(/^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/),
)
const server = v.strictObject({ host, port, security, user: line(254) })
export type MailServer = v.InferOutput<typeof server>
const password = v.pipe(v.string(), v.minLength(1), v.maxLength(500), storable)

const mailbox = { address: mailAddress, imap: server, smtp: server }
export const addMailboxInput = v.strictObject({
  accountId: id,
  ...mailbox,
  imapPassword: password,
  smtpPassword: password,
})
export type AddMailboxInput = v.InferOutput<typeof addMailboxInput>
/** A password that is left out stays; where server or user change it has to be given again. */
export const changeMailboxInput = v.strictObject({
  accountId: id,
  revision: count,
  ...mailbox,
  imapPassword: v.optional(password),
  smtpPassword: v.optional(password),
})
export type ChangeMailboxInput = v.InferOutput<typeof changeMailboxInput>
/** E6: what a bot is connected for; its token is what the messenger gave its owner. */
export const botChannels = ['telegram', 'max', 'whatsapp'] as const
export const accountChannels = ['email', ...botChannels] as const
const token = v.pipe(v.string(), v.trim(), v.minLength(10), v.maxLength(300), v.regex(/^[\x21-\x7e]+$/))
/** WhatsApp's are long. */
const longToken = v.pipe(v.string(), v.trim(), v.minLength(10), v.maxLength(1000), v.regex(/^[\x21-\x7e]+$/))
/** The id that WhatsApp has given a number; it is not the number. */
const phoneNumberId = v.pipe(v.string(), v.trim(), v.regex(/^\d{5,20}$/))
const appSecret = v.pipe(v.string(), v.trim(), v.regex(/^[0-9a-f]{32}$/i))
export const addBotInput = v.variant('channel', [
  v.strictObject({ accountId: id, channel: v.picklist(['telegram', 'max']), token }),
  v.strictObject({ accountId: id, channel: v.literal('whatsapp'), token: longToken, phoneNumberId, appSecret }),
])
export type AddBotInput = v.InferOutput<typeof addBotInput>
/** The same bot with a token that was made anew; an app's secret that is left out stays, and of other messengers there is none. */
export const changeBotInput = v.strictObject({
  accountId: id,
  revision: count,
  token: longToken,
  appSecret: v.optional(appSecret),
})
export type ChangeBotInput = v.InferOutput<typeof changeBotInput>
export const accountInput = v.strictObject({ accountId: id })
export const pauseAccountInput = v.strictObject({ accountId: id, isPaused: v.boolean() })
export const retryEventInput = v.strictObject({ eventId: id })

const reason = v.nullable(v.picklist(channelReasons))
/** `sent`, `received`: the test message's; null: not known yet. */
const probe = v.strictObject({
  at: instant,
  sent: v.nullable(v.boolean()),
  received: v.nullable(v.boolean()),
  reason,
})
const inboxEvent = v.strictObject({
  eventId: id,
  at: instant,
  from: v.string(),
  state: v.picklist(inboxStates),
  outcome: v.nullable(v.picklist(inboxOutcomes)),
  ticket: v.nullable(v.strictObject({ ticketId: id, number: v.string() })),
})
export type InboxEvent = v.InferOutput<typeof inboxEvent>
const undelivered = v.strictObject({
  at: instant,
  to: v.string(),
  state: v.picklist(outboxStates),
  reason,
  ticket: v.nullable(v.strictObject({ ticketId: id, number: v.string() })),
})
export const channelAccount = v.strictObject({
  accountId: id,
  channel: v.picklist(accountChannels),
  revision: count,
  address: v.string(),
  /** Of mailboxes alone. */
  imap: v.nullable(server),
  smtp: v.nullable(server),
  isPaused: v.boolean(),
  state: v.picklist(accountStates),
  reason,
  since: instant,
  /** When the mailbox was last looked at, and when something came last. */
  lookedAt: v.nullable(instant),
  heardAt: v.nullable(instant),
  probe: v.nullable(probe),
  /** What its owner tells a messenger that calls by itself; null: this one is asked. */
  hook: v.nullable(v.strictObject({ address: v.string(), verifyToken: v.string() })),
  waiting: v.strictObject({ in: count, out: count }),
  /** The newest first. */
  events: v.array(inboxEvent),
  undelivered: v.array(undelivered),
})
export type ChannelAccount = v.InferOutput<typeof channelAccount>
export const channels = v.strictObject({ accounts: v.array(channelAccount) })
export type Channels = v.InferOutput<typeof channels>
