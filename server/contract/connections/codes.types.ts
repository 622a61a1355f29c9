import * as v from 'valibot'
import { clientNames, count, id, instant, note, shortText } from '../common.ts'
import { typedCode } from './types.ts'

/**
 * A portal as people write it, also pasted from the address bar: its host, or the portal's id. Null for what can be neither,
 * such as a company's name: a code for it would work nowhere.
 */
export function readPortalName(typed: string): string | null {
  const [host = ''] = typed
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .split(/[/?#]/)
  const isAddress = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]*\.)+[\p{L}\p{N}-]*[\p{L}\p{N}](?::\d{1,5})?$/u.test(host)
  return isAddress || /^[0-9a-f]{32}$/.test(host) ? host : null
}

const portalName = v.pipe(
  shortText,
  v.check((text) => readPortalName(text) !== null, 'is no address of a portal'),
  v.transform((text) => readPortalName(text) ?? text),
)
const planCode = v.pipe(v.string(), v.regex(/^[a-zA-Z][a-zA-Z0-9-]{0,63}$/))

export const issueCodeInput = v.strictObject({
  /** The portal's address or its id; absent for an open code. */
  portal: v.optional(portalName),
  maxUses: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
  expiresInDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(730)),
  clientStatus: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9)),
  /** Codes of the plans that whoever connects with it may choose; absent for all, also later ones. */
  plans: v.optional(v.pipe(v.array(planCode), v.minLength(1), v.maxLength(50))),
  note,
})
export type IssueCodeInput = v.InferOutput<typeof issueCodeInput>

export const codeStates = ['active', 'usedUp', 'expired', 'revoked'] as const
export type CodeState = (typeof codeStates)[number]

/** On its way to the portal's admins, taken by so many of them, or by nobody. */
const codeSending = v.strictObject({ at: instant, by: v.string(), people: v.nullable(count) })

export const codeView = v.strictObject({
  codeId: id,
  lastGroup: v.string(),
  state: v.picklist(codeStates),
  portal: v.nullable(v.string()),
  maxUses: count,
  used: count,
  clientStatus: v.number(),
  plans: v.nullable(v.array(v.string())),
  note: v.string(),
  issuedBy: v.string(),
  issuedAt: instant,
  expiresAt: instant,
  revokedAt: v.nullable(instant),
  sent: v.nullable(codeSending),
})
export type CodeView = v.InferOutput<typeof codeView>

/** The only answer that ever carries a code in full (C2). */
export const issuedCode = v.strictObject({
  code: v.string(),
  view: codeView,
  /** The named portal has the app and wants notifications: its admins can get the code there. */
  canNotify: v.boolean(),
})
export type IssuedCode = v.InferOutput<typeof issuedCode>

export const listCodesInput = v.strictObject({
  state: v.optional(v.picklist([...codeStates, 'all']), 'all'),
  search: v.optional(v.pipe(note, v.maxLength(100))),
  cursor: v.optional(v.pipe(v.string(), v.maxLength(200))),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 50),
})
export type ListCodesInput = v.InferOutput<typeof listCodesInput>
export const codePage = v.strictObject({ codes: v.array(codeView), nextCursor: v.nullable(v.string()) })
export type CodePage = v.InferOutput<typeof codePage>

const at = instant
const by = v.string()
/** What has happened to a code, in order. */
export const codeMoment = v.variant('type', [
  v.strictObject({ type: v.literal('issued'), at, by }),
  v.strictObject({ type: v.literal('sent'), at, by }),
  v.strictObject({ type: v.literal('delivered'), at, people: count }),
  v.strictObject({ type: v.literal('undelivered'), at }),
  v.strictObject({ type: v.literal('used'), at, by, ...clientNames }),
  v.strictObject({ type: v.literal('usedUp'), at }),
  v.strictObject({ type: v.literal('revoked'), at, by }),
  v.strictObject({ type: v.literal('expired'), at }),
])
export type CodeMoment = v.InferOutput<typeof codeMoment>

export const codeInput = v.strictObject({ codeId: id })
export const codeLife = v.strictObject({ moments: v.array(codeMoment) })
/** The page gives the code back right after it was issued: the server itself does not know it any more. */
export const sendCodeInput = v.strictObject({ codeId: id, code: typedCode })
