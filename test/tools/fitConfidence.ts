import { parseArgs } from 'node:util'
import { ask } from '#server/knowledge/retrieval/domain/asked.ts'
import { SegmentBuilder } from '#server/knowledge/retrieval/domain/buildSegment.ts'
import { features, names, probability, type Model } from '#server/knowledge/retrieval/domain/confidence.ts'
import { follow, type Index } from '#server/knowledge/retrieval/domain/index.ts'
import { emptyIndex } from '#test/server/knowledge/retrieval/articles.ts'
import { rank } from '#server/knowledge/retrieval/domain/rank.ts'
import type { Segment } from '#server/knowledge/retrieval/domain/segment.ts'
import { deflated } from '#server/knowledge/retrieval/packing.adapter.ts'
import type { IndexedArticle } from '#server/knowledge/retrieval/retrieval.port.ts'
import { readDocuments, readQuestions, type AskedQuestion } from '../bench/questionSets.ts'

/**
 * Fits the coefficients of `confidence.ts`: `node test/tools/fitConfidence.ts FOLDER … --foreign FOLDER …`, each with `docs.jsonl` and
 * `queries.jsonl`. Each question is asked with its article there and with its article away, and every third one at every other set; what is foreign is
 * asked at the others alone.
 */
type Example = { values: readonly number[]; isFirst: boolean; isAmongThree: boolean; isPresent: boolean; fold: number }
type Set = { index: Index; questions: readonly AskedQuestion[] }

const folds = 4
const steps = 3000
const ridge = 1e-3
const rate = 0.05
const foreignShare = 3

function segmentsOf(articles: readonly IndexedArticle[]): Segment[] {
  const builder = new SegmentBuilder(deflated)
  const segments: Segment[] = []
  for (const article of articles) {
    builder.add(article)
    if (builder.isFull) segments.push(builder.finish())
  }
  return [...segments, builder.finish()]
}

function readSet(folder: string): Set {
  const added = segmentsOf(readDocuments(`${folder}/docs.jsonl`))
  return {
    index: follow(emptyIndex, { version: 1, gone: [], added }),
    questions: readQuestions(`${folder}/queries.jsonl`),
  }
}

function examplesOf(set: Set, others: readonly Set[]): Example[] {
  const own = set.questions.flatMap((question, number) => {
    const fold = number % folds
    return [
      { ...asked(set.index, question, []), isPresent: true, fold },
      { ...asked(set.index, question, question.rel), isPresent: false, fold },
    ]
  })
  const foreign = others.flatMap(({ questions }) => questions.filter((_, number) => number % foreignShare === 0))
  const nothing = { isFirst: false, isAmongThree: false, isPresent: false }
  return [
    ...own,
    ...foreign.map((question, number) => ({ ...asked(set.index, question, []), ...nothing, fold: number % folds })),
  ]
}

function asked(index: Index, { q, rel }: AskedQuestion, without: readonly string[]) {
  const question = ask(index, q, { language: 'ru' })
  const ranked = rank(index, [question], { audience: 'public', language: 'ru', without })
  const places = ranked.map(({ head }) => rel.includes(head.articleId))
  return {
    values: features(ranked, question, 1),
    isFirst: places[0] === true,
    isAmongThree: places.slice(0, 3).includes(true),
  }
}

/** Logistic regression by gradient descent with momentum (Adam). */
function fit(examples: readonly Example[], isRight: (example: Example) => boolean): Model {
  const size = names.length + 1
  const weights = new Float64Array(size)
  const [first, second] = [new Float64Array(size), new Float64Array(size)]
  for (let step = 1; step <= steps; step += 1) {
    for (const [at, slope] of slopesOf(examples, weights, isRight).entries()) {
      first[at] = 0.9 * (first[at] ?? 0) + 0.1 * slope
      second[at] = 0.999 * (second[at] ?? 0) + 0.001 * slope * slope
      const move = (first[at] ?? 0) / (1 - 0.9 ** step)
      weights[at] = (weights[at] ?? 0) - (rate * move) / (Math.sqrt((second[at] ?? 0) / (1 - 0.999 ** step)) + 1e-8)
    }
  }
  return modelOf(weights)
}

/** The bias is the last one. */
function modelOf(weights: Float64Array): Model {
  return { bias: weights.at(-1) ?? 0, weights: Array.from(weights.subarray(0, -1)) }
}

function slopesOf(
  examples: readonly Example[],
  weights: Float64Array,
  isRight: (example: Example) => boolean,
): Float64Array {
  const slopes = new Float64Array(weights.length)
  const model = modelOf(weights)
  for (const example of examples) {
    const miss = (probability(model, example.values) - (isRight(example) ? 1 : 0)) / examples.length
    for (const [at, value] of [...example.values, 1].entries()) slopes[at] = (slopes[at] ?? 0) + miss * value
  }
  return slopes.map((slope, at) => (at < names.length ? slope + ridge * (weights[at] ?? 0) : slope))
}

function share(part: number, all: number): string {
  return (part / Math.max(1, all)).toFixed(3)
}

/** Of questions that the model was not fitted on: how many are answered, and how many of these rightly. */
function crossValidated(examples: readonly Example[]): string {
  const models = Array.from({ length: folds }, (_, fold) => {
    const others = examples.filter((example) => example.fold !== fold)
    return fit(others, ({ isFirst }) => isFirst)
  })
  const isAnswered = ({ fold, values }: Example) => {
    const model = models[fold]
    return model !== undefined && probability(model, values) >= 0.5
  }
  const present = examples.filter(({ isPresent }) => isPresent)
  const answered = present.filter(isAnswered)
  const wrong = examples.filter((example) => !example.isPresent && isAnswered(example))
  return [
    `coverage ${share(answered.length, present.length)}`,
    `precision ${share(answered.filter(({ isFirst }) => isFirst).length, answered.length)}`,
    `answered without an article ${share(wrong.length, examples.length - present.length)}`,
  ].join(', ')
}

function say(name: string, { bias, weights }: Model): void {
  process.stdout.write(`${name} ${JSON.stringify({ bias: rounded(bias), weights: weights.map(rounded) })}\n`)
}

function rounded(value: number): number {
  return Number(value.toFixed(3))
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { foreign: { type: 'string', multiple: true } },
})
const sets = positionals.map(readSet)
const foreign = (values.foreign ?? []).map(readSet)
const examples = sets.flatMap((set) => examplesOf(set, [...sets.filter((other) => other !== set), ...foreign]))
process.stdout.write(`${crossValidated(examples)}\n`)
say(
  'first',
  fit(examples, ({ isFirst }) => isFirst),
)
say(
  'amongThree',
  fit(examples, ({ isAmongThree }) => isAmongThree),
)
