import * as v from 'valibot'
import {
  clientNames,
  count,
  id,
  instant,
  language,
  memberId,
  namedInstant,
  person,
  shortText,
  texts,
  userId,
} from '../common.ts'
import { awaitedPayment } from '../billing/base.types.ts'
import { onDutyNow } from '../desks/duty.types.ts'
import { channel } from '../regulations/base.types.ts'
import { kindTitles } from '../regulations/kinds.types.ts'
import { promisedReaction } from '../regulations/reactions.types.ts'
import { served } from '../regulations/served.types.ts'
import { deskKind } from '../session.ts'

export const levels = ['free', 'basic', 'standard', 'professional', 'enterprise'] as const
export const level = v.picklist(levels)
export type Level = (typeof levels)[number]

export const helperKinds = ['assistant', 'knowledge', 'people'] as const
/** Why something is not available; each has words that say what would change it. */
export const unavailableReasons = [
  'free_tariff',
  /** Bitrix24 has never told the tariff, or not for longer than an answer holds (E5). */
  'tariff_unknown',
  'outside_hours',
  /** People answer, and the desk's calendar cannot say when. */
  'hours_unknown',
  'partner_answers',
  'no_standard_desk',
  'not_enterprise',
  /** The desk's regulation has it for nobody like this portal. */
  'not_promised',
] as const

const hours = v.array(v.strictObject({ weekdays: v.array(v.number()), from: v.string(), to: v.string() }))
/** The on-duty takes over what chat has not solved so long after the first answer (T12). */
const onDuty = v.nullable(v.strictObject({ afterMinutes: count }))

/** Where one client writes (E6). */
export const channelsView = v.strictObject({
  edition: v.picklist(['cloud', 'box']),
  official: v.array(channel),
  talkingOnly: v.array(channel),
  /** Out of these exactly one; empty where nothing is to be chosen. */
  choices: v.array(channel),
  messenger: v.nullable(channel),
  isMessengerConnected: v.boolean(),
  /** Where to, of those that are official and have an address. */
  addresses: v.optional(v.array(v.strictObject({ channel, address: v.string() }))),
})
export type ChannelsView = v.InferOutput<typeof channelsView>

/** What support a portal gets right now, and why (E1). */
export const entitlementView = v.strictObject({
  kind: v.picklist(['standard', 'partner', 'selfService']),
  reason: v.picklist(['connected', 'tariff', 'free_tariff', 'tariff_unknown', 'no_standard_desk']),
  deskId: v.nullable(v.string()),
  deskName: v.nullable(v.string()),
  level,
  helpers: v.array(v.picklist(helperKinds)),
  people: v.strictObject({
    entitled: v.boolean(),
    now: v.boolean(),
    until: v.nullable(instant),
    from: v.nullable(instant),
    /** False where the country's days up to that instant are not published yet (S1). */
    isFinal: v.boolean(),
    aroundTheClock: v.boolean(),
    timeZone: v.nullable(v.string()),
    hours,
  }),
  onDuty,
  unavailable: v.array(
    v.strictObject({ what: v.picklist([...helperKinds, 'onDuty']), reason: v.picklist(unavailableReasons) }),
  ),
})
export type EntitlementView = v.InferOutput<typeof entitlementView>

/** One row of the table of levels: which tariffs share it, and who helps there. */
export const levelRow = v.strictObject({
  /** Empty: not a tariff but a connected partner. */
  levels: v.array(level),
  assistant: v.boolean(),
  knowledge: v.boolean(),
  /** Null: no people; of a partner that is not connected, whatever its own regulation says. */
  people: v.nullable(v.strictObject({ aroundTheClock: v.boolean(), timeZone: v.string(), hours })),
  onDuty,
  isHere: v.boolean(),
})
export type LevelRow = v.InferOutput<typeof levelRow>

export const supportView = v.strictObject({
  portalName: v.string(),
  licence: v.string(),
  /** A box does not tell its edition: it counts as professional until the desk's owner says enterprise (E1). */
  edition: v.picklist(['cloud', 'box']),
  licenceCheckedAt: v.nullable(instant),
  /** The last question about the tariff failed; the answer before it holds for seven days (E5). */
  licenceIsStale: v.boolean(),
  licenceHoldsUntil: v.nullable(instant),
  /** The last change of the level, until an admin has put it away or two weeks are over. */
  tariffChange: v.nullable(v.strictObject({ from: level, to: level, at: instant })),
  at: instant,
  entitlement: entitlementView,
  /** How this support differs from the others; a partner's row comes last. */
  levels: v.array(levelRow),
  /** Where to write; null where no desk answers. */
  channels: v.nullable(channelsView),
  /** Why work at the desk that answers waits for a payment (E10); null where it does not. */
  awaits: v.nullable(awaitedPayment),
  connection: v.nullable(
    v.strictObject({
      connectionId: id,
      deskId: id,
      deskName: v.string(),
      since: instant,
      activatedBy: v.string(),
      /** The desk ended it: the last day of the notice period (C5). */
      endsAt: v.nullable(instant),
    }),
  ),
  /** E9: another version of the partner's regulation is about to hold for this portal, or has begun within two weeks. */
  termsChange: v.nullable(v.strictObject({ from: instant, isComing: v.boolean() })),
  /** Who of the answering desk looks after this portal (D8); absent: nobody in particular. */
  manager: v.optional(person),
  /** Where whoever answers helps without an application, which Bitrix24 does not open on a free tariff (E7); absent: nowhere. */
  helpAddress: v.optional(v.string()),
  /** The terms of whoever answers know special requests by coupon (T10); absent: nothing mentions them. */
  hasCoupons: v.optional(v.literal(true)),
  /** Desks that were left and may be connected again without a new code (E3). */
  formerDesks: v.array(v.strictObject({ deskId: id, deskName: v.string(), leftAt: instant })),
  /** Every desk with which there may be an account to read, export and dispute, because it sells or has sold (E3): the connected one first, then the newest left. */
  accountDesks: v.array(v.strictObject({ deskId: id, deskName: v.string() })),
  standardDeskName: v.nullable(v.string()),
  canSwitch: v.boolean(),
  /** The state of the connection that a confirmation must carry (C4). */
  stateToken: v.string(),
})
export type SupportView = v.InferOutput<typeof supportView>

export const planPrice = v.strictObject({
  code: v.string(),
  name: texts,
  reactions: v.array(promisedReaction),
  currency: v.string(),
  /** Null where the plan is sold in packages of fixed sizes, or billed afterwards. */
  leastQuanta: v.nullable(count),
  valid: v.nullable(v.strictObject({ unit: v.picklist(['days', 'months']), count })),
  quantumPriceMinor: v.nullable(v.number()),
  sizes: v.array(v.strictObject({ quanta: count, priceMinor: v.number() })),
  /** Billed afterwards, up to so many owed quanta. */
  limitQuanta: v.nullable(count),
})
export type PlanPrice = v.InferOutput<typeof planPrice>

/** What an activation will change, shown before the one question (C3). */
export const codePreview = v.strictObject({
  deskId: id,
  deskName: v.string(),
  timeZone: v.string(),
  hours: v.array(v.strictObject({ weekdays: v.array(v.number()), from: v.string(), to: v.string() })),
  clientStatus: v.number(),
  quantumMinutes: v.number(),
  plans: v.array(planPrice),
  /** Without a plan, or where the desk has none; what is said where nothing of it is a time. */
  reactions: v.array(promisedReaction),
  withoutTarget: v.nullable(texts),
  /** Open tickets at the desk that answers now; they become read-only. */
  locksTickets: count,
  locksDeskName: v.nullable(v.string()),
  unlocksTickets: count,
  stateToken: v.string(),
})
export type CodePreview = v.InferOutput<typeof codePreview>

export const typedCode = v.pipe(v.string(), v.minLength(1), v.maxLength(100))
export const activateCodeInput = v.strictObject({ code: typedCode, stateToken: v.pipe(v.string(), v.maxLength(100)) })
export const dismissTariffChangeInput = v.strictObject({ at: namedInstant })
export const chooseMessengerInput = v.strictObject({ connectionId: id, messenger: channel })
export const setBoxEditionInput = v.strictObject({ memberId, isEnterprise: v.boolean() })
export const switchInput = v.strictObject({ stateToken: v.pipe(v.string(), v.maxLength(100)) })
export const reconnectInput = v.strictObject({ deskId: id, stateToken: v.pipe(v.string(), v.maxLength(100)) })

export const clientTitle = v.pipe(shortText, v.maxLength(120))
/** D8: null gives the name back to the company of CRM or the code's note, where there is one. */
/** D8: who of the desk's people looks after a client; null: nobody in particular. */
export const clientManager = v.strictObject({ manager: v.nullable(person) })
export const readManagerInput = v.strictObject({ memberId })
export const setManagerInput = v.strictObject({ memberId, userId: v.nullable(userId) })
export const nameClientInput = v.strictObject({ memberId, name: v.nullable(clientTitle) })
/** How a desk's people read a client, and where the name comes from; without one it is called by its portal's address. */
export const namedClient = v.strictObject({
  memberId,
  ...clientNames,
  source: v.nullable(v.picklist(['desk', 'company', 'code'])),
})
export type NamedClient = v.InferOutput<typeof namedClient>

export const endedReasons = ['client_left', 'desk_ended', 'switched', 'uninstalled'] as const

export const connectionView = v.strictObject({
  connectionId: id,
  memberId,
  ...clientNames,
  clientStatus: v.number(),
  /** The plans that its code allows (C1); null for all. */
  plans: v.nullable(v.array(v.string())),
  since: instant,
  activatedBy: v.string(),
  /** By which version of the regulation it goes now, and which one it is to get next (E9); of one that is over, its last. */
  version: v.pipe(count, v.minValue(1)),
  planned: v.nullable(v.strictObject({ version: v.pipe(count, v.minValue(1)), from: instant })),
  /** How long it would live on if the desk ended it now (C5), by its version. */
  noticeDays: count,
  /** By the present edition of the portal; null where the connection is over. */
  channels: v.nullable(channelsView),
  endsAt: v.nullable(instant),
  endedAt: v.nullable(instant),
  endedReason: v.nullable(v.picklist(endedReasons)),
  openTickets: count,
})
export type ConnectionView = v.InferOutput<typeof connectionView>

export const deskView = v.strictObject({
  deskId: id,
  name: v.string(),
  kind: deskKind,
  language,
  regulation: v.string(),
  openNow: v.boolean(),
  until: v.nullable(instant),
  from: v.nullable(instant),
  /** False where the country's days up to that instant are not published yet (S1). */
  isFinal: v.boolean(),
  /** When it opens on its next working day after today. */
  nextWorkday: v.nullable(instant),
  timeZone: v.string(),
  /** Tariffs to which people are promised now, also while the desk is closed for the others. */
  openFor: v.array(level),
  /** Where the regulation promises people in the week to come and nobody is there (E10); the nearest times by name. */
  uncovered: v.array(
    v.strictObject({
      who: v.picklist(['people', 'onDuty']),
      levels: v.array(level),
      spans: v.array(v.strictObject({ from: instant, until: instant })),
      minutes: count,
    }),
  ),
  /** T12: null where it should be somebody and is nobody; absent where the desk keeps no rota and promises no on-duty. */
  onDuty: v.optional(v.nullable(onDutyNow)),
  /** What of a regulation this server has to offer. */
  served,
  /** What its codes may say (C1). */
  plans: v.array(v.strictObject({ code: v.string(), title: texts })),
  clientStatuses: v.array(v.strictObject({ status: v.number(), title: texts, meaning: texts })),
  kinds: kindTitles,
  /** The regulation in force has coupons (T10); absent: nothing mentions them. */
  hasCoupons: v.optional(v.literal(true)),
  staff: v.array(v.strictObject({ person, role: v.picklist(['agent', 'lead', 'owner']) })),
})
export type DeskView = v.InferOutput<typeof deskView>
