import type { Zone } from './question.ts'
import type { Asked } from './asked.ts'
import type { Ranked } from './rank.ts'

/** What a ranking says about how right it is; the order of `names` is that of the coefficients. */
export const names = [
  'score',
  'gap2',
  'gap3',
  'gap4',
  'phrasingF1',
  'phrasingPrecision',
  'phrasingRecall',
  'stemsF1',
  'stemsPrecision',
  'stemsRecall',
  'coveredStems',
  'coveredGrams',
  'words',
] as const

export function features(ranked: readonly Ranked[], asked: Asked, questions: number): number[] {
  const [first] = ranked
  if (first === undefined) return names.map(() => 0)
  const gap = (place: number) => 1 - (ranked[place]?.score ?? 0) / Math.max(first.score, 1e-6)
  const { grams, stems } = first.phrasing
  return [
    first.score / questions / 3,
    gap(1),
    gap(2),
    gap(3),
    grams.f1,
    grams.precision,
    grams.recall,
    stems.f1,
    stems.precision,
    stems.recall,
    first.coveredStems,
    first.coveredGrams,
    Math.log1p(asked.words.length) / 3,
  ]
}

export type Model = { bias: number; weights: readonly number[] }

export function probability({ bias, weights }: Model, values: readonly number[]): number {
  const sum = values.reduce((total, value, place) => total + value * (weights[place] ?? 0), bias)
  return 1 / (1 + Math.exp(-sum))
}

/**
 * That the first article is the right one, and that the right one is among the first three. Fitted by `test/tools/fitConfidence.ts`
 * (logistic regression, a little ridge) on two sets of questions that others wrote (A6): each with its article there, with
 * its article taken away, and questions of other subjects.
 */
export const first: Model = {
  bias: -5.173,
  weights: [0.931, 1.366, 0.909, 1.215, 1.049, 0.547, -0.385, 0.313, 0.329, -0.677, 1.292, 1.556, 1.292],
}
export const amongThree: Model = {
  bias: -4.885,
  weights: [1.13, 0.507, 0.365, 1.728, 1.024, 0.703, -0.207, 0.191, 0.232, -0.615, 1.264, 1.69, 1.462],
}

const answers = 0.5
const lists = 0.2

export function zoneOf(p1: number, p3: number): Zone {
  if (p1 >= answers) return 'answer'
  return p3 >= lists ? 'list' : 'unknown'
}
