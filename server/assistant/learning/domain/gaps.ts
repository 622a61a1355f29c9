import { gramsOfWord } from '#server/knowledge/retrieval/domain/phonetic.ts'
import { contentWords } from '#server/knowledge/retrieval/domain/text.ts'

/** A question that nobody was helped with; `session`: whoever asked it. */
export type Failed = {
  attemptId: string
  session: string
  text: string
  at: Date
  isHandedOver: boolean
}

/** Questions in like words, the newest first; the first one stands for them. */
export type Cluster = { questions: readonly [Failed, ...Failed[]]; people: number; handedOver: number }

/** As it was measured to separate subjects (reference of A5): the cosine of what two questions have of phonetic grams. */
const leastAlike = 0.5

type Grams = { terms: ReadonlySet<number>; norm: number }
type Growing = { grams: Grams; questions: [Failed, ...Failed[]] }

/** A5: greedy, in the order of the questions; ranked by people times the share that was handed over, then by people, then by questions. */
export function clustersOf(failed: readonly Failed[]): Cluster[] {
  const growing: Growing[] = []
  for (const question of failed) {
    const grams = gramsOf(question.text)
    if (grams.terms.size === 0) continue
    const known = mostLike(growing, grams)
    if (known === null) growing.push({ grams, questions: [question] })
    else known.questions.push(question)
  }
  return growing.map(({ questions }) => counted(questions)).toSorted(byWeight)
}

function gramsOf(text: string): Grams {
  const terms = new Set(contentWords(text).flatMap((word) => gramsOfWord(word)))
  return { terms, norm: Math.sqrt(terms.size) }
}

function mostLike(growing: readonly Growing[], grams: Grams): Growing | null {
  let best: { alike: number; cluster: Growing } | null = null
  for (const cluster of growing) {
    const alike = cosine(cluster.grams, grams)
    if (alike >= leastAlike && alike > (best?.alike ?? 0)) best = { alike, cluster }
  }
  return best?.cluster ?? null
}

function cosine(one: Grams, other: Grams): number {
  if (one.norm === 0 || other.norm === 0) return 0
  let common = 0
  for (const term of one.terms) if (other.terms.has(term)) common += 1
  return common / (one.norm * other.norm)
}

function counted(questions: [Failed, ...Failed[]]): Cluster {
  const people = new Set(questions.map(({ session }) => session))
  const handedOver = new Set(questions.filter((one) => one.isHandedOver).map(({ session }) => session))
  return { questions, people: people.size, handedOver: handedOver.size }
}

/** People times the share of them that was handed over is how many were handed over. */
function byWeight(one: Cluster, other: Cluster): number {
  return other.handedOver - one.handedOver || other.people - one.people || other.questions.length - one.questions.length
}
