import * as v from 'valibot'
import { mostArticleVersions } from '../knowledge/types.ts'
import { count, id, instant, language } from '../common.ts'

/** How far back figures and gaps look. */
export const figureWeeks = 12
export const gapDays = 90
export const mostGaps = 30
/** So many questions of a gap are told. */
export const mostOfGap = 200

/** One week of the desk, from Monday by UTC. What is confirmed and what is assumed are never added together (A5). */
const week = v.strictObject({
  monday: v.string(),
  attempts: count,
  answered: count,
  listed: count,
  unknown: count,
  /** Clients have said that it helped; by the first, second and third attempt. */
  confirmed: count,
  confirmedBy: v.tuple([count, count, count]),
  /** Nobody has said anything for a day, and no people were asked for. */
  assumed: count,
  /** Answers of which clients have said that they did not help, of those that they have judged. */
  wrong: count,
  judged: count,
  sessions: count,
  handedOver: count,
  p99Ms: v.nullable(count),
})
export type LearningWeek = v.InferOutput<typeof week>

export const learningFigures = v.strictObject({ weeks: v.array(week) })
export type LearningFigures = v.InferOutput<typeof learningFigures>

/** Questions in like words that nobody was helped with. */
const gap = v.strictObject({
  /** Of the question that stands for all of them. */
  attemptId: id,
  questions: v.array(v.strictObject({ attemptId: id, text: v.string() })),
  language,
  attempts: count,
  people: count,
  handedOver: count,
  lastAt: instant,
  /** What would be found now, best first; `answers`: surely enough to be said. `byAgent`: an agent has named it as the answer. */
  articles: v.array(v.strictObject({ articleId: id, title: v.string(), answers: v.boolean(), byAgent: v.boolean() })),
})
export type Gap = v.InferOutput<typeof gap>
export const gaps = v.strictObject({ gaps: v.array(gap) })
export type Gaps = v.InferOutput<typeof gaps>

export const acceptPhrasingInput = v.strictObject({ attemptId: id, articleId: id })
export type AcceptPhrasingInput = v.InferOutput<typeof acceptPhrasingInput>
/** By the question that stands for the gap; all of its questions are let be, those after it are not. */
export const dismissGapInput = v.strictObject({ attemptId: id })
export type DismissGapInput = v.InferOutput<typeof dismissGapInput>

/** Null: no article answers it. */
export const nameAnswerInput = v.strictObject({ ticketId: id, articleId: v.nullable(id) })
export type NameAnswerInput = v.InferOutput<typeof nameAnswerInput>
export const namedAnswer = v.strictObject({
  /** False: the assistant did not speak there, and there is nothing to name. */
  isAsked: v.boolean(),
  named: v.nullable(v.strictObject({ articleId: v.nullable(id), title: v.string() })),
})
export type NamedAnswer = v.InferOutput<typeof namedAnswer>

/** `version` null: it is archived. */
export const rehearseInput = v.strictObject({
  articleId: id,
  version: v.nullable(v.pipe(count, v.minValue(1), v.maxValue(mostArticleVersions))),
})
export type RehearseInput = v.InferOutput<typeof rehearseInput>
const shares = v.strictObject({ first: v.number(), amongThree: v.number() })
/** The replay gate (A5): known questions against the desk's articles as they are, and as they would be. */
export const rehearsal = v.strictObject({
  questions: count,
  before: shares,
  after: shares,
  /** It falls by more than a hundredth. */
  isWorse: v.boolean(),
  /** Questions that would not find their article among the first three any more. */
  lost: v.array(v.strictObject({ question: v.string(), title: v.string() })),
})
export type Rehearsal = v.InferOutput<typeof rehearsal>
