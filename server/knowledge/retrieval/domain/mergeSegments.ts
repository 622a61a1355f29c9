import { Growing, shared } from './growing.ts'
import { liveIn, type Part } from './index.ts'
import { rangeOf, type Postings, type Segment, type Texts } from './segment.ts'

type Merged = Pick<Part, 'segment' | 'dead'>
/** The new number of each document of a part; -1 where it is gone. */
type Numbers = readonly Int32Array[]

/** One segment of all that is alive in several. */
export function mergeSegments(parts: readonly Merged[]): Segment {
  const numbers = numbersOf(parts)
  const size = parts.reduce((sum, { dead }) => sum + liveIn(dead), 0)
  const segments = parts.map(({ segment }) => segment)
  const pick = <Kept extends Uint8Array | Uint16Array | Uint32Array>(
    to: Kept,
    of: (segment: Segment) => Kept,
    width: number,
  ) => {
    for (const [at, segment] of segments.entries()) {
      const from = of(segment)
      for (const [doc, number] of (numbers[at] ?? []).entries()) {
        if (number >= 0) to.set(from.subarray(doc * width, (doc + 1) * width), number * width)
      }
    }
    return to
  }
  return {
    size,
    stems: mergePostings(
      segments.map(({ stems }) => stems),
      numbers,
    ),
    grams: mergePostings(
      segments.map(({ grams }) => grams),
      numbers,
    ),
    lengths: pick(shared(Uint16Array, size * 6), ({ lengths }) => lengths, 6),
    tags: pick(shared(Uint8Array, size), ({ tags }) => tags, 1),
    groups: pick(shared(Uint32Array, size), ({ groups }) => groups, 1),
    ids: pick(shared(Uint32Array, size * 2), ({ ids }) => ids, 2),
    heads: mergeTexts(
      segments.map(({ heads }) => heads),
      numbers,
    ),
    bodies: mergeTexts(
      segments.map(({ bodies }) => bodies),
      numbers,
    ),
  }
}

function numbersOf(parts: readonly Merged[]): Numbers {
  let next = 0
  return parts.map(({ dead }) => Int32Array.from(dead, (gone) => (gone === 1 ? -1 : next++)))
}

function mergePostings(all: readonly Postings[], numbers: Numbers): Postings {
  const terms = Uint32Array.from(new Set(all.flatMap((one) => Array.from(one.terms)))).toSorted()
  const kept = new Growing(Uint32Array, terms.length + 1)
  const starts = new Growing(Uint32Array, terms.length + 2)
  const most = all.reduce((sum, { docs }) => sum + docs.length, 0)
  const docs = new Growing(Uint8Array, most + 1)
  const counts = new Growing(Uint8Array, most + 1)
  for (const term of terms) {
    const before = docs.length
    for (const [at, one] of all.entries()) {
      const [from, to] = rangeOf(one, term)
      for (let place = from; place < to; place += 1) {
        const number = numbers[at]?.[one.docs[place] ?? 0] ?? -1
        if (number < 0) continue
        docs.push(number)
        counts.push(one.counts[place] ?? 0)
      }
    }
    if (docs.length === before) continue
    kept.push(term)
    starts.push(before)
  }
  starts.push(docs.length)
  return {
    terms: kept.shared(),
    starts: starts.shared(),
    docs: docs.shared(),
    counts: counts.shared(),
  }
}

function mergeTexts(all: readonly Texts[], numbers: Numbers): Texts {
  const bytes = new Growing<Uint8Array>(Uint8Array)
  const starts = new Growing(Uint32Array)
  for (const [at, one] of all.entries()) {
    for (const [doc, number] of (numbers[at] ?? []).entries()) {
      if (number < 0) continue
      starts.push(bytes.length)
      bytes.pushAll(one.bytes.subarray(one.starts[doc], one.starts[doc + 1]))
    }
  }
  starts.push(bytes.length)
  return { bytes: bytes.shared(), starts: starts.shared() }
}
