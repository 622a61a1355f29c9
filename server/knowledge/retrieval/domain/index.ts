import { audienceOf, inBody, inPhrases, inTitle, rangeOf, type Postings, type Segment } from './segment.ts'
import { hashed } from './stems.ts'

/** A segment with what is not published any more, and with the lengths of its fields against those of the whole index. */
export type Part = { segment: Segment; dead: Uint8Array; norms: readonly Float32Array[] }

/** What one desk has published, at one version. It is never changed: what follows is made beside it. */
export type Index = { version: number; parts: readonly Part[]; live: number }

/** Terms that stand for one thing, each with what it is worth. */
export type Slot = readonly { term: number; worth: number }[]

export type ChannelName = 'stems' | 'grams'

/** BM25F (Robertson, Zaragoza 2009): weight and length normalisation of a field; measured on the sets of A6. */
const fieldsOf = [
  { weight: 4, b: 0.3 },
  { weight: 1, b: 0.6 },
  { weight: 1, b: 0.75 },
]

/** Two numbers of 32 bits stand for an article's id. */
export function idOf(articleId: string): readonly [number, number] {
  return [hashed(articleId), hashed(`${articleId}#`)]
}

/** The same index without some articles and with segments of new ones, which replace older ones of the same id. */
export function follow(
  index: Index,
  change: { version: number; gone: readonly string[]; added: readonly Segment[] },
): Index {
  const { version, gone, added } = change
  const replaced = added.flatMap((segment) => Array.from({ length: segment.size }, (_, doc) => pairAt(segment, doc)))
  const away = new Set([...gone.map(idOf), ...replaced].map(keyOf))
  const parts = index.parts.map((part) => without(part, away))
  return measured(version, [...parts, ...added.map((segment) => ({ segment, dead: new Uint8Array(segment.size) }))])
}

/** An index of these parts, with the average lengths of what is alive in them. */
export function measured(version: number, parts: readonly Pick<Part, 'segment' | 'dead'>[]): Index {
  const used = parts.filter(({ segment, dead }) => liveIn(dead) > 0 && segment.size > 0)
  const live = used.reduce((sum, { dead }) => sum + liveIn(dead), 0)
  const averages = Array.from({ length: 6 }, (_, field) => {
    const sum = used.reduce((total, part) => total + lengthsOf(part, field), 0)
    return Math.max(1, sum / Math.max(1, live))
  })
  return {
    version,
    live,
    parts: used.map(({ segment, dead }) => ({ segment, dead, norms: normsOf(segment, averages) })),
  }
}

/** The same index with other segments for some of its parts; what has gone since they were read stays gone. */
export function merged(index: Index, parts: readonly Part[], segments: readonly Segment[]): Index {
  const before = new Map(parts.map((part) => [part.segment, part.dead]))
  const since = index.parts.flatMap(({ segment, dead }) => {
    const then = before.get(segment)
    const docs = then === undefined ? [] : Array.from(dead.keys()).filter((doc) => dead[doc] === 1 && then[doc] === 0)
    return docs.map((doc) => keyOf(pairAt(segment, doc)))
  })
  const away = new Set(since)
  const others = index.parts.filter(({ segment }) => !before.has(segment))
  const fresh = segments.map((segment) => without({ segment, dead: new Uint8Array(segment.size), norms: [] }, away))
  return measured(index.version, [...others, ...fresh])
}

function pairAt({ ids }: Segment, doc: number): readonly [number, number] {
  return [ids[doc * 2] ?? 0, ids[doc * 2 + 1] ?? 0]
}

/** Two numbers of 32 bits as one text. */
function keyOf([high, low]: readonly [number, number]): string {
  return `${high} ${low}`
}

function without(part: Part, away: ReadonlySet<string>): Part {
  if (away.size === 0) return part
  const { segment } = part
  const dead = part.dead.map((gone, doc) => (gone === 1 || away.has(keyOf(pairAt(segment, doc))) ? 1 : 0))
  return { ...part, dead }
}

export function placesOf({ ids, size }: Segment, high: number, low: number): number[] {
  const places: number[] = []
  for (let doc = 0; doc < size; doc += 1) if (ids[doc * 2] === high && ids[doc * 2 + 1] === low) places.push(doc)
  return places
}

export function liveIn(dead: Uint8Array): number {
  let live = dead.length
  for (const one of dead) live -= one
  return live
}

function lengthsOf({ segment, dead }: Pick<Part, 'segment' | 'dead'>, field: number): number {
  let sum = 0
  for (let doc = 0; doc < segment.size; doc += 1) if (dead[doc] === 0) sum += segment.lengths[doc * 6 + field] ?? 0
  return sum
}

/** What a count in each field is worth in each document. */
function normsOf({ lengths, size }: Segment, averages: readonly number[]): Float32Array[] {
  return averages.map((average, field) => {
    const { weight, b } = fieldsOf[field % 3] ?? { weight: 1, b: 0 }
    return Float32Array.from(
      { length: size },
      (_, doc) => weight / (1 - b + (b * (lengths[doc * 6 + field] ?? 0)) / average),
    )
  })
}

/** Of what was asked of an index, as often as it is asked again; no more than the index has terms. */
const counted = new WeakMap<Index, Record<ChannelName, Map<number, number>>>()

/** In how many documents of all parts a term is, those that are gone until the next merge included. */
export function documentsWith(index: Index, channel: ChannelName, term: number): number {
  const counts = counted.get(index) ?? { stems: new Map(), grams: new Map() }
  counted.set(index, counts)
  const before = counts[channel].get(term)
  if (before !== undefined) return before
  const count = countIn(index, channel, term)
  if (count > 0) counts[channel].set(term, count)
  return count
}

function countIn({ parts }: Index, channel: ChannelName, term: number): number {
  let count = 0
  for (const { segment } of parts) {
    const [from, to] = rangeOf(segment[channel], term)
    count += to - from
  }
  return count
}

/** How much a term tells (BM25's, never negative). */
export function idfOf({ live }: Index, documents: number): number {
  const having = Math.min(documents, live)
  return Math.log(1 + (live - having + 0.5) / (having + 0.5))
}

export function isReadable(part: Part, doc: number, audience: number): boolean {
  return part.dead[doc] === 0 && audienceOf(part.segment.tags[doc] ?? 255) <= audience
}

/** What documents of a part are worth for a question, and how much of it they have. */
export type Scores = { scores: Float32Array; covered: Float32Array }

/** Of words for the same thing the best one counts in each document; a mass of one word alone needs no comparing. */
export function addSlot(
  part: Part,
  channel: ChannelName,
  { slot, k1, to }: { slot: Slot; k1: number; to: Scores },
): void {
  const [only] = slot
  if (slot.length === 1 && only !== undefined) {
    eachPosting(part, channel, only.term, (doc, frequency) =>
      add(to, doc, only.worth, (only.worth * frequency * (k1 + 1)) / (frequency + k1)),
    )
    return
  }
  const best = new Map<number, { worth: number; score: number }>()
  for (const { term, worth } of slot) {
    eachPosting(part, channel, term, (doc, frequency) => {
      const score = (worth * frequency * (k1 + 1)) / (frequency + k1)
      if (score > (best.get(doc)?.score ?? 0)) best.set(doc, { worth, score })
    })
  }
  for (const [doc, { worth, score }] of best) add(to, doc, worth, score)
}

function add({ scores, covered }: Scores, doc: number, worth: number, score: number): void {
  scores[doc] = (scores[doc] ?? 0) + score
  covered[doc] = (covered[doc] ?? 0) + worth
}

function eachPosting(
  { norms, segment }: Part,
  channel: ChannelName,
  term: number,
  use: (doc: number, frequency: number) => void,
): void {
  const postings: Postings = segment[channel]
  const [from, to] = rangeOf(postings, term)
  const first = channel === 'stems' ? 0 : 3
  const [titles, bodies, phrases] = norms.slice(first, first + 3)
  if (titles === undefined || bodies === undefined || phrases === undefined) return
  const { docs, counts } = postings
  for (let at = from; at < to; at += 1) {
    const doc = docs[at] ?? 0
    const count = counts[at] ?? 0
    const ofTitle = (inTitle[count] ?? 0) * (titles[doc] ?? 0)
    const ofPhrases = (inPhrases[count] ?? 0) * (phrases[doc] ?? 0)
    use(doc, ofTitle + ofPhrases + (inBody[count] ?? 0) * (bodies[doc] ?? 0))
  }
}
