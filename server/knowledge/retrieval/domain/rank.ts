import type { ArticleLanguage, Audience } from './article.ts'
import type { Asked, AskedChannel } from './asked.ts'
import { bestPhrasing, type Phrasing } from './bestPhrasing.ts'
import { addSlot, idOf, isReadable, placesOf, type Index, type Part, type Scores } from './index.ts'
import { audiences, headOf, languageOf, type Head } from './segment.ts'

/** Where a document lies, what it scored, and what of the question it has. */
export type Ranked = {
  part: Part
  doc: number
  group: number
  head: Head
  score: number
  /** Shares of the question, in idf, that any field of it has. */
  coveredStems: number
  coveredGrams: number
  phrasing: Phrasing
}

export type Reader = { audience: Audience; language: ArticleLanguage; without: readonly string[] }

/** So many are looked at more closely. */
const candidates = 30
const weightOfPhrasing = 0.5
const k1 = { stems: 1.2, grams: 2 }

type Scored = { part: Part; lexical: Float32Array; coveredStems: Float32Array; coveredGrams: Float32Array }

/**
 * The articles that a reader may see, best first, each once: of translations the one in the reader's language. Scores of earlier
 * questions about the same problem are added (`questions`: the present one first).
 */
export function rank(index: Index, questions: readonly [Asked, ...Asked[]], reader: Reader): Ranked[] {
  const scored = index.parts.map((part) => scoredIn(part, questions))
  const hidden = groupsOf(index, reader.without)
  const best = topOf(scored, { audience: audiences.indexOf(reader.audience), hidden })
  const ranked = best.map(({ at, doc }) => rankedAt(at, doc, questions)).toSorted(bestFirst)
  return onceEach(ranked).map((one) => translated(index, one, reader))
}

function scoredIn(part: Part, questions: readonly [Asked, ...Asked[]]): Scored {
  const { size } = part.segment
  const [present] = questions
  const own = channels(part, present)
  const lexical = new Float32Array(size)
  for (const question of questions) {
    const { stems, grams } = question === present ? own : channels(part, question)
    const ofStems = (question.isLatin ? 1 : 0.5) / question.stems.mass
    for (let doc = 0; doc < size; doc += 1) {
      const sum = (grams.scores[doc] ?? 0) / question.grams.mass + (stems.scores[doc] ?? 0) * ofStems
      lexical[doc] = (lexical[doc] ?? 0) + sum
    }
  }
  return { part, lexical, coveredStems: own.stems.covered, coveredGrams: own.grams.covered }
}

function channels(part: Part, question: Asked) {
  return { stems: channel(part, 'stems', question.stems), grams: channel(part, 'grams', question.grams) }
}

function channel(part: Part, name: 'stems' | 'grams', asked: AskedChannel): Scores {
  const { size } = part.segment
  const to = { scores: new Float32Array(size), covered: new Float32Array(size) }
  for (const slot of asked.slots) addSlot(part, name, { slot, k1: k1[name], to })
  return to
}

type Place = { at: Scored; doc: number; lexical: number }

function topOf(
  scored: readonly Scored[],
  { audience, hidden }: { audience: number; hidden: ReadonlySet<number> },
): Place[] {
  const top: Place[] = []
  for (const at of scored) {
    for (let doc = 0; doc < at.lexical.length; doc += 1) {
      const lexical = at.lexical[doc] ?? 0
      const worst = top.length < candidates ? 0 : (top.at(-1)?.lexical ?? 0)
      if (lexical <= worst || !isReadable(at.part, doc, audience)) continue
      if (hidden.has(at.part.segment.groups[doc] ?? 0)) continue
      const place = top.findIndex((one) => one.lexical < lexical)
      top.splice(place < 0 ? top.length : place, 0, { at, doc, lexical })
      if (top.length > candidates) top.pop()
    }
  }
  return top
}

function rankedAt(at: Scored, doc: number, questions: readonly [Asked, ...Asked[]]): Ranked {
  const { part } = at
  const head = headOf(part.segment, doc)
  const [present, ...earlier] = questions
  const phrasing = bestPhrasing(head, present)
  const ofEarlier = earlier.reduce((sum, question) => sum + bestPhrasing(head, question).grams.f1, 0)
  return {
    part,
    doc,
    head,
    group: part.segment.groups[doc] ?? 0,
    score: (at.lexical[doc] ?? 0) + weightOfPhrasing * (phrasing.grams.f1 + ofEarlier),
    coveredStems: Math.min(1, (at.coveredStems[doc] ?? 0) / present.stems.mass),
    coveredGrams: Math.min(1, (at.coveredGrams[doc] ?? 0) / present.grams.mass),
    phrasing,
  }
}

/** Of equal ones always the same first, however they came into the index. */
function bestFirst(one: Ranked, other: Ranked): number {
  return other.score - one.score || (one.head.articleId < other.head.articleId ? -1 : 1)
}

function onceEach(ranked: readonly Ranked[]): Ranked[] {
  const seen = new Set<number>()
  return ranked.filter(({ group }) => !seen.has(group) && seen.add(group))
}

function groupsOf({ parts }: Index, articleIds: readonly string[]): Set<number> {
  const pairs = articleIds.map(idOf)
  return new Set(
    parts.flatMap(({ segment }) =>
      pairs.flatMap(([high, low]) => placesOf(segment, high, low).map((doc) => segment.groups[doc] ?? 0)),
    ),
  )
}

/** The same article in the reader's language, where there is one that they may read. */
function translated(index: Index, ranked: Ranked, { audience, language }: Reader): Ranked {
  if (ranked.head.language === language) return ranked
  for (const part of index.parts) {
    const { groups, tags, size } = part.segment
    for (let doc = 0; doc < size; doc += 1) {
      if (groups[doc] !== ranked.group || languageOf(tags[doc] ?? 0) !== language) continue
      if (!isReadable(part, doc, audiences.indexOf(audience))) continue
      return { ...ranked, part, doc, head: headOf(part.segment, doc) }
    }
  }
  return ranked
}
