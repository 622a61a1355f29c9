import * as v from 'valibot'
import { count, id, instant, language } from '../common.ts'
import { slug } from '../monitoring/types.ts'

export const helpPath = '/help'
/** So many questions of a desk wait at a time; more are refused in words. */
export const mostHelpQuestions = 200
export const longestAskerName = 100
export const longestHelpQuestion = 4000
/** Answered or not, for so many days. */
export const helpQuestionDays = 180

/** Null: there is no public page. */
export const setHelpPageInput = v.strictObject({ slug: v.nullable(slug) })
export const helpQuestionInput = v.strictObject({ questionId: id })

const helpQuestion = v.strictObject({
  questionId: id,
  at: instant,
  name: v.string(),
  email: v.string(),
  text: v.string(),
  language,
})
export type HelpQuestion = v.InferOutput<typeof helpQuestion>

/** E7: the public page of a desk, and what was asked there and nobody has ended yet, the oldest first. */
export const helpPage = v.strictObject({
  slug: v.nullable(v.string()),
  /** Where the public page is, without its name. */
  address: v.string(),
  canSet: v.boolean(),
  /** Published for everybody. */
  articles: count,
  questions: v.array(helpQuestion),
})
export type HelpPage = v.InferOutput<typeof helpPage>
