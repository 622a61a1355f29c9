import * as v from 'valibot'
import { count, instant, language, memberId, namedInstant, note, sides, texts, userId } from '../common.ts'
import { announcementActs, announcementFacts } from '../announcements/audit.types.ts'
import { billingActs, billingFacts } from '../billing/audit.types.ts'
import { identificationActs, identificationFacts } from '../identification/audit.types.ts'
import { channelActs, channelFacts } from '../channels/audit.types.ts'
import { connectionActs, connectionFacts } from '../connections/audit.types.ts'
import { couponActs } from '../coupons/audit.types.ts'
import { deskActs, deskFacts } from '../desks/audit.types.ts'
import { knowledgeActs, knowledgeFacts } from '../knowledge/audit.types.ts'
import { monitoringActs, monitoringFacts } from '../monitoring/audit.types.ts'
import { regulationActs, regulationFacts } from '../regulations/audit.types.ts'
import { slaActs, slaFacts } from '../sla/audit.types.ts'
import { ticketActs, ticketFacts } from '../tickets/audit.types.ts'
import { auditKinds } from './kinds.types.ts'
import { logActs, logFacts } from './log.types.ts'

/** Every act that an audit page has words for. What is said in a conversation, and how it moves, stands in the ticket. */
export const auditActs = {
  ...connectionActs,
  ...regulationActs,
  ...deskActs,
  ...ticketActs,
  ...billingActs,
  ...slaActs,
  ...announcementActs,
  ...monitoringActs,
  ...channelActs,
  ...identificationActs,
  ...couponActs,
  ...knowledgeActs,
  ...logActs,
} as const
export type AuditAct = keyof typeof auditActs

export function isAuditAct(type: string): type is AuditAct {
  return Object.hasOwn(auditActs, type)
}

/** What is known of an act besides who, when and where from; `facts.texts.ts` says how each is called. */
export const auditFacts = [
  ...connectionFacts,
  ...regulationFacts,
  ...deskFacts,
  ...ticketFacts,
  ...billingFacts,
  ...slaFacts,
  ...announcementFacts,
  ...monitoringFacts,
  ...channelFacts,
  ...identificationFacts,
  ...knowledgeFacts,
  ...logFacts,
] as const
export type AuditFact = (typeof auditFacts)[number]

export const auditFact = v.strictObject({ name: v.picklist(auditFacts), value: v.string() })

export const auditEntry = v.strictObject({
  entryId: v.string(),
  at: instant,
  /** Open: a journal may hold what another release has told. */
  type: v.string(),
  kind: v.picklist(auditKinds),
  by: v.strictObject({
    side: v.picklist(sides),
    name: v.string(),
    /** Null for the desk's own people and for what happened by itself. */
    portalName: v.nullable(v.string()),
    /** What the desk calls that client (D8); null where it calls it nothing. */
    clientName: v.nullable(v.string()),
  }),
  address: v.nullable(v.string()),
  /** About which portal. */
  portalName: v.nullable(v.string()),
  clientName: v.nullable(v.string()),
  facts: v.array(auditFact),
})
export type AuditEntry = v.InferOutput<typeof auditEntry>

const filter = {
  kinds: v.optional(v.pipe(v.array(v.picklist(auditKinds)), v.maxLength(auditKinds.length))),
  /** Who did it: a person of a portal. */
  person: v.optional(v.strictObject({ memberId, userId })),
  /** Whom it was about, or whose people did it. */
  portal: v.optional(memberId),
  from: v.optional(namedInstant),
  until: v.optional(namedInstant),
  search: v.optional(v.pipe(note, v.maxLength(100))),
}
export const auditFilter = v.strictObject(filter)
export type AuditFilter = v.InferOutput<typeof auditFilter>

export const listAuditInput = v.strictObject({
  ...filter,
  cursor: v.optional(v.pipe(v.string(), v.maxLength(200))),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 50),
})
export const auditPage = v.strictObject({ entries: v.array(auditEntry), nextCursor: v.nullable(v.string()) })
export type AuditPage = v.InferOutput<typeof auditPage>

/** Whom and which portals the journal knows: what the filters offer. */
export const auditChoices = v.strictObject({
  people: v.array(
    v.strictObject({
      memberId,
      userId,
      name: v.string(),
      portalName: v.nullable(v.string()),
      clientName: v.nullable(v.string()),
    }),
  ),
  portals: v.array(v.strictObject({ memberId, portalName: v.string(), clientName: v.nullable(v.string()) })),
  /** What the codes of plans in the acts mean. */
  plans: v.array(v.strictObject({ code: v.string(), title: texts })),
})
export type AuditChoices = v.InferOutput<typeof auditChoices>

export const exportAuditInput = v.strictObject({ filter: auditFilter, language })
/** What is left of an export that was begun, sealed by the server: only who has begun it can go on, and only for minutes. */
export const continueExportInput = v.strictObject({ next: v.pipe(v.string(), v.minLength(1), v.maxLength(4000)) })
/** The texts of an export, put behind each other, are the file. */
export const exportedPart = v.strictObject({ text: v.string(), rows: count, next: v.nullable(v.string()) })
export type ExportedPart = v.InferOutput<typeof exportedPart>

/** The same as a workbook, whole. */
export const auditSheet = v.strictObject({ fileName: v.string(), base64: v.string(), rows: count })

/** So many acts fit into one file; who needs more exports by months. */
export const maxExportedRows = 100_000
