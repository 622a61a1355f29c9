import * as v from 'valibot'
import { instant, storable } from '../common.ts'
import { level } from '../connections/types.ts'
import { words } from '../regulations/base.types.ts'
import { intakeFields } from '../regulations/tickets.types.ts'
import { coach, type Coached } from './intake/coach.ts'

/** The intake of a ticket (T4): what its desk's regulation asks for, what the writer has answered, and what is open still. */

export const intakeCode = v.picklist(intakeFields)
export type IntakeCode = v.InferOutput<typeof intakeCode>

export const longestAnswer = 2_000
/** All the answers of a ticket together. */
export const mostInAnswers = 10_000
/** So many tickets one text is split into at most. */
export const mostPieces = 5

/** `link`: what the link said that opened the application, and the writer left as it was. */
export const answerSources = ['writer', 'link'] as const

export const intakeAnswer = v.strictObject({
  code: intakeCode,
  text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestAnswer), storable),
  source: v.picklist(answerSources),
})
export type IntakeAnswer = v.InferOutput<typeof intakeAnswer>

export const intakeAnswers = v.pipe(
  v.array(intakeAnswer),
  v.maxLength(intakeFields.length),
  v.check((answers) => new Set(answers.map(({ code }) => code)).size === answers.length, 'answers a question twice'),
  v.check((answers) => lettersIn(answers) <= mostInAnswers, 'are too long'),
)

/** What the portal itself has said of its product. A box does not tell its edition: its level is null until the desk's owner says it (E1). */
export const productFacts = v.strictObject({
  edition: v.picklist(['cloud', 'box']),
  level: v.nullable(level),
  checkedAt: instant,
})
export type ProductFacts = v.InferOutput<typeof productFacts>

export const askedField = v.strictObject({
  code: intakeCode,
  title: words,
  help: words,
  isRequired: v.boolean(),
  fromPortal: v.boolean(),
})
export type AskedField = v.InferOutput<typeof askedField>

/** For the page of a new ticket: what is asked, and what the portal has answered already. */
export const newIntake = v.strictObject({ fields: v.array(askedField), product: v.nullable(productFacts) })
export type NewIntake = v.InferOutput<typeof newIntake>

/** The intake of a ticket as its pages show it. */
export const intakeView = v.strictObject({
  /** Without a title where the regulation does not ask for it any more. */
  answers: v.array(v.strictObject({ ...intakeAnswer.entries, title: v.nullable(words) })),
  product: v.nullable(productFacts),
  /** What the portal has answered. */
  known: v.array(v.strictObject({ code: intakeCode, title: words })),
  /** What neither the answers nor anything that the client has written since tell. */
  open: v.array(v.strictObject({ code: intakeCode, title: words, isRequired: v.boolean() })),
  /** For the desk: what is missing as a question in the client's language; null where nothing is. */
  question: v.nullable(v.string()),
})
export type IntakeView = v.InferOutput<typeof intakeView>

/** Null: opened before there were questions. */
export const readIntakeAnswer = v.strictObject({ intake: v.nullable(intakeView) })

/** A page cannot take pictures before there are attachments (T7): until then nobody is asked for them. */
const notAskedYet: readonly IntakeCode[] = ['screenshots']

export function askedOf<Field extends { code: IntakeCode }>(fields: readonly Field[]): Field[] {
  return fields.filter(({ code }) => !notAskedYet.includes(code))
}

/** Which of the questions the portal has answered. A cloud has one version, the newest. */
export function isKnown({ code, fromPortal }: AskedField, product: ProductFacts | null): boolean {
  if (!fromPortal || product === null) return false
  return code === 'edition' ? product.level !== null : code === 'version' && product.edition === 'cloud'
}

export type Told = {
  /** Everything that the client has written. */
  texts: readonly string[]
  answers: readonly Pick<IntakeAnswer, 'code' | 'text'>[]
  product: ProductFacts | null
}

/** The questions that nothing has answered yet, in the order in which they are asked: one rule for the page and for the desk. */
export function openQuestions(fields: readonly AskedField[], { texts, answers, product }: Told): AskedField[] {
  const answered = new Set(answers.flatMap(({ code, text }) => (text.trim() === '' ? [] : [code])))
  const left = askedOf(fields).filter((field) => !answered.has(field.code) && !isKnown(field, product))
  return texts.reduce((open, text) => (open.length === 0 ? open : stillOpen(open, text)), left)
}

function stillOpen(fields: readonly AskedField[], text: string): AskedField[] {
  const { has } = coach(text)
  return fields.filter(({ code }) => !isToldBy[code]({ text, has }))
}

type Read = { text: string; has: Coached['has'] }

const leastDescription = 20
const isToldBy: Record<IntakeCode, (read: Read) => boolean> = {
  did: ({ has }) => has.did,
  expected: ({ has }) => has.expected,
  got: ({ has }) => has.got,
  description: ({ text }) => (text.match(/\p{L}/gu) ?? []).length >= leastDescription,
  goal: ({ has }) => has.goal,
  place: ({ has }) => has.where,
  object: ({ has }) => has.where,
  steps: ({ has }) => has.steps,
  version: ({ has }) => has.version,
  edition: ({ has }) => has.version,
  article: ({ text }) => /https?:\/\/\S/iu.test(text),
  environment: ({ has }) => has.version,
  screenshots: () => false,
}

export function lettersIn(answers: readonly Pick<IntakeAnswer, 'text'>[]): number {
  return answers.reduce((sum, { text }) => sum + text.length, 0)
}
