import * as v from 'valibot'
import { memberId, userId } from '#contract/common.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { isKeepable, isOfOurTime, mostLetters, readForeignText } from './domain/foreignText.ts'
import { readClientEndpoint } from './domain/portalAddress.ts'

/**
 * The few fields of Bitrix24's answers that the product reads (reference §1.5, §6, §7); everything else is ignored. Whatever a
 * portal says passes here, and leaves as something that can be kept: bounded, in one line, or not at all.
 */
const line = (most: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => readForeignText(text, most)),
  )
/** Where a text is missing or is none, nothing is said. */
const text = (most: number) => v.fallback(line(most), '')
/** Sent back as it came, so it cannot be changed. */
const exact = (most: number) =>
  v.pipe(
    v.string(),
    v.check((value) => isKeepable(value, most), 'cannot be kept'),
  )
const token = v.pipe(exact(mostLetters.token), v.minLength(1))
const code = exact(mostLetters.code)

const wholeNumber = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^-?\d{1,16}$/))]),
  v.transform(Number),
  v.safeInteger(),
)
const personId = v.pipe(wholeNumber, userId)
const itemId = v.pipe(wholeNumber, v.minValue(1))
/** Pages may show pictures over https alone; whatever else is named is no picture. */
const photo = v.fallback(
  v.nullable(
    v.pipe(
      exact(mostLetters.address),
      v.check((address) => URL.canParse(address) && /^https?:$/.test(new URL(address).protocol), 'is no address'),
    ),
  ),
  null,
)
const endpoint = v.pipe(
  v.string(),
  v.check((address) => readClientEndpoint(address) !== null, 'is no address of REST'),
)

export const appInfo = v.object({
  result: v.object({
    client_id: code,
    user_id: personId,
    install: v.object({
      installed: v.boolean(),
      version: v.fallback(v.nullable(v.pipe(wholeNumber, v.minValue(0), v.maxValue(2_147_483_647))), null),
      domain: v.pipe(exact(300), v.minLength(1)),
      client_endpoint: endpoint,
      member_id: memberId,
    }),
  }),
})

export const tokenAnswer = v.object({
  access_token: token,
  refresh_token: token,
  expires_in: v.pipe(wholeNumber, v.minValue(1), v.maxValue(86_400)),
  /** Where the portal is now: it may have been renamed since the tokens were made (P7). */
  client_endpoint: v.fallback(v.nullable(endpoint), null),
  member_id: v.fallback(v.nullable(memberId), null),
})

const name = text(mostLetters.name)
export const profileAnswer = v.object({
  ID: personId,
  ADMIN: v.boolean(),
  NAME: name,
  LAST_NAME: name,
  PERSONAL_PHOTO: photo,
})
export type ProfileAnswer = v.InferOutput<typeof profileAnswer>

export const userAnswer = v.object({ ID: personId, NAME: name, LAST_NAME: name, PERSONAL_PHOTO: photo })

export const addressAnswer = v.object({ ID: personId, EMAIL: v.optional(text(mostLetters.address), '') })

export const accountAnswer = v.object({
  ID: personId,
  NAME: name,
  LAST_NAME: name,
  SECOND_NAME: v.optional(name, ''),
  WORK_POSITION: v.optional(name, ''),
  EMAIL: v.optional(text(mostLetters.address), ''),
})

const codeOfTariff = text(mostLetters.code)
export const licenceAnswer = v.object({
  LICENSE: codeOfTariff,
  LICENSE_TYPE: codeOfTariff,
  LICENSE_FAMILY: codeOfTariff,
})

const handler = exact(mostLetters.address)
export const placementAnswer = v.object({ placement: code, handler })
export const eventAnswer = v.object({ event: code, handler })
export const scopesAnswer = v.pipe(v.array(code), v.maxLength(500))

/** A sum in CRM is a JSON number or a text; its shortest decimal form is the sum, no arithmetic is made with it. */
const sum = v.pipe(v.union([v.number(), v.string()]), v.transform(String), v.maxLength(40))
export const itemAnswer = v.object({
  id: itemId,
  accountNumber: v.fallback(v.pipe(v.union([v.number(), v.string()]), v.transform(String), line(mostLetters.code)), ''),
  stageId: code,
  /** Before it came to where it is; empty where it never moved. */
  previousStageId: v.fallback(code, ''),
  categoryId: v.fallback(wholeNumber, 0),
  companyId: v.fallback(wholeNumber, 0),
  opportunity: v.fallback(sum, '0'),
  currencyId: text(mostLetters.code),
})
export const stageAnswer = v.object({ STATUS_ID: code, SEMANTICS: codeOfTariff })
/** A payment of an invoice; `sum` is nothing as long as it has no lines. */
export const paymentAnswer = v.object({ id: itemId, paid: v.fallback(code, ''), sum: v.fallback(sum, '0') })
export const madePaymentAnswer = itemId
export const paymentLinkAnswer = v.object({ payment: v.object({ url: exact(mostLetters.address) }) })
export const productRowAnswer = v.object({ id: itemId, quantity: v.pipe(v.number(), v.minValue(0)) })
export const companyAnswer = v.object({ id: itemId, title: text(mostLetters.title) })

/** Messages of a chat, and beside them whom and what they name by id: PHP writes an empty map as a list. */
export const chatAnswer = v.object({
  messages: v.pipe(v.array(v.unknown()), v.maxLength(100)),
  users: v.fallback(v.pipe(v.array(v.unknown()), v.maxLength(1000)), []),
  files: v.fallback(v.pipe(v.array(v.unknown()), v.maxLength(1000)), []),
})
const chatInstant = v.pipe(
  v.string(),
  v.maxLength(40),
  v.transform((at) => new Date(at)),
  v.check((at) => isOfOurTime(at), 'is no instant'),
)
export const chatMessageAnswer = v.object({
  id: itemId,
  /** 0: the portal itself says it. */
  author_id: v.fallback(wholeNumber, 0),
  date: chatInstant,
  text: v.fallback(v.string(), ''),
  params: v.fallback(v.object({ FILE_ID: v.fallback(v.pipe(v.array(wholeNumber), v.maxLength(100)), []) }), {
    FILE_ID: [],
  }),
})
export const chatUserAnswer = v.object({ id: itemId, name })
export const chatFileAnswer = v.object({ id: itemId, name: text(mostLetters.title) })

/** A portal that answers in another shape is one that does not answer: nothing is wrong with this server. */
/** Several answers at once by the names of their questions; PHP writes an empty map as a list. */
const named = <Entries extends v.GenericSchema>(entries: Entries) =>
  v.pipe(
    v.union([v.record(v.string(), entries), v.array(v.unknown())]),
    v.transform((given): Record<string, v.InferOutput<Entries> | undefined> => (Array.isArray(given) ? {} : given)),
  )
export const batchAnswer = v.object({
  result: named(v.unknown()),
  result_error: named(v.object({ error: text(mostLetters.code), error_description: text(mostLetters.sentence) })),
})

export function readAnswer<Schema extends v.GenericSchema>(
  schema: Schema,
  answer: unknown,
  method: string,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, answer, { abortEarly: true })
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const cause = new Error(`${method} was answered in another shape: ${v.getDotPath(issue) ?? ''}: ${issue.expected}`)
  throw Object.assign(new Refusal('portal_unreachable', { method }), { cause })
}

/** Of a list those that can be read; a portal's one odd row does not hide the others. */
export function readRows<Schema extends v.GenericSchema>(
  schema: Schema,
  answer: unknown,
  method: string,
): v.InferOutput<Schema>[] {
  return readAnswer(v.array(v.unknown()), answer, method).flatMap((row) => {
    const parsed = v.safeParse(schema, row, { abortEarly: true })
    return parsed.success ? [parsed.output] : []
  })
}
