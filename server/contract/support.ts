import * as v from 'valibot'
import { count, id, instant, language, memberId, note, person, shortText, texts } from './common.ts'
import { deskKind } from './session.ts'

export const levels = ['free', 'basic', 'standard', 'professional', 'enterprise'] as const
export const level = v.picklist(levels)
export type Level = (typeof levels)[number]

export const helperKinds = ['assistant', 'knowledge', 'people'] as const
export const unavailableReasons = [
  'free_tariff',
  'outside_hours',
  'partner_answers',
  'no_standard_desk',
  'not_enterprise',
] as const

/** What support a portal gets right now, and why (E1). */
export const entitlementView = v.strictObject({
  kind: v.picklist(['standard', 'partner', 'selfService']),
  reason: v.picklist(['connected', 'tariff', 'free_tariff', 'no_standard_desk']),
  deskId: v.nullable(v.string()),
  deskName: v.nullable(v.string()),
  level,
  helpers: v.array(v.picklist(helperKinds)),
  people: v.strictObject({
    entitled: v.boolean(),
    now: v.boolean(),
    until: v.nullable(instant),
    from: v.nullable(instant),
    aroundTheClock: v.boolean(),
    timeZone: v.nullable(v.string()),
    hours: v.array(v.strictObject({ weekdays: v.array(v.number()), from: v.string(), to: v.string() })),
  }),
  unavailable: v.array(
    v.strictObject({ what: v.picklist([...helperKinds, 'onDuty']), reason: v.picklist(unavailableReasons) }),
  ),
})
export type EntitlementView = v.InferOutput<typeof entitlementView>

export const supportView = v.strictObject({
  portalName: v.string(),
  licence: v.string(),
  licenceCheckedAt: v.nullable(instant),
  /** The last question about the tariff failed; the answer before it holds for seven days (E5). */
  licenceIsStale: v.boolean(),
  at: instant,
  entitlement: entitlementView,
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
  /** Desks that were left and may be connected again without a new code (E3). */
  formerDesks: v.array(v.strictObject({ deskId: id, deskName: v.string(), leftAt: instant })),
  standardDeskName: v.nullable(v.string()),
  canSwitch: v.boolean(),
  /** The state of the connection that a confirmation must carry (C4). */
  stateToken: v.string(),
})
export type SupportView = v.InferOutput<typeof supportView>

export const planPrice = v.strictObject({
  code: v.string(),
  name: texts,
  reactionMinutes: v.nullable(v.number()),
  leastQuanta: v.number(),
  validDays: v.number(),
  quantumPriceMinor: v.number(),
  currency: v.string(),
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
  /** Open tickets at the desk that answers now; they become read-only. */
  locksTickets: count,
  locksDeskName: v.nullable(v.string()),
  unlocksTickets: count,
  stateToken: v.string(),
})
export type CodePreview = v.InferOutput<typeof codePreview>

export const typedCode = v.pipe(v.string(), v.minLength(1), v.maxLength(100))
export const activateCodeInput = v.strictObject({ code: typedCode, stateToken: v.pipe(v.string(), v.maxLength(100)) })
export const switchInput = v.strictObject({ stateToken: v.pipe(v.string(), v.maxLength(100)) })
export const reconnectInput = v.strictObject({ deskId: id, stateToken: v.pipe(v.string(), v.maxLength(100)) })

export const issueCodeInput = v.strictObject({
  /** The portal's address or its id; absent for an open code. */
  portal: v.optional(shortText),
  maxUses: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
  expiresInDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(730)),
  clientStatus: v.picklist([1, 2, 3]),
  note,
})
export type IssueCodeInput = v.InferOutput<typeof issueCodeInput>

export const codeStates = ['active', 'expired', 'revoked', 'usedUp'] as const
export const codeView = v.strictObject({
  codeId: id,
  lastGroup: v.string(),
  state: v.picklist(codeStates),
  portal: v.nullable(v.string()),
  maxUses: count,
  uses: v.array(v.strictObject({ portalName: v.string(), by: v.string(), at: instant })),
  clientStatus: v.number(),
  note: v.string(),
  issuedBy: v.string(),
  issuedAt: instant,
  expiresAt: instant,
  revokedAt: v.nullable(instant),
})
export type CodeView = v.InferOutput<typeof codeView>
/** The only answer that ever carries a code in full (C2). */
export const issuedCode = v.strictObject({ code: v.string(), view: codeView })

export const connectionView = v.strictObject({
  connectionId: id,
  memberId,
  portalName: v.string(),
  clientStatus: v.number(),
  since: instant,
  activatedBy: v.string(),
  endsAt: v.nullable(instant),
  endedAt: v.nullable(instant),
  endedReason: v.nullable(v.picklist(['client_left', 'desk_ended', 'switched', 'uninstalled'])),
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
  timeZone: v.string(),
  staff: v.array(v.strictObject({ person, role: v.picklist(['agent', 'lead', 'owner']) })),
})
export type DeskView = v.InferOutput<typeof deskView>
