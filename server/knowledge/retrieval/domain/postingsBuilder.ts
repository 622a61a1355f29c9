import { Growing, shared } from './growing.ts'
import { packed, type Postings } from './segment.ts'

/** Where the count of each field begins in one number, ten bits each. */
const shifts = { title: 20, phrases: 10, body: 0 }
const mostCounted = 1023

export type TermsOfFields = Record<keyof typeof shifts, readonly number[]>

/** Gives each term a number, from 0 on, in the order in which they come. */
export type Numbering = { numberOf(term: number): number; terms: readonly number[]; clear(): void }

/** Terms that may be any number. */
export function sparseNumbering(): Numbering {
  const numbers = new Map<number, number>()
  const terms: number[] = []
  return {
    terms,
    numberOf(term) {
      const known = numbers.get(term)
      if (known !== undefined) return known
      numbers.set(term, terms.length)
      return terms.push(term) - 1
    },
    clear() {
      numbers.clear()
      terms.length = 0
    },
  }
}

/** So many terms have a number in two bytes; a builder that comes near is finished before. */
const mostDense = 65_000

/** Terms below a limit: a table is several times as quick as a map. */
export function denseNumbering(limit: number): Numbering {
  /** One more than the number: 0 is none. */
  const numbers = new Uint16Array(limit)
  const terms: number[] = []
  return {
    terms,
    numberOf(term) {
      const known = numbers[term] ?? 0
      if (known > 0) return known - 1
      if (terms.length >= mostDense) throw new Error('the segment has too many terms')
      numbers[term] = terms.length + 1
      return terms.push(term) - 1
    },
    clear() {
      for (const term of terms) numbers[term] = 0
      terms.length = 0
    },
  }
}

/** Terms of one kind, document by document: sorted by term when it is finished. */
export class PostingsBuilder {
  readonly #numbering: Numbering
  /** By a term's number: in how many documents it is, and how often in the present one. */
  readonly #documents: number[] = []
  readonly #present: number[] = []
  readonly #terms = new Growing(Uint32Array)
  readonly #docs = new Growing(Uint8Array)
  readonly #counts = new Growing(Uint8Array)

  constructor(numbering: Numbering) {
    this.#numbering = numbering
  }

  add(doc: number, terms: TermsOfFields): void {
    for (const number of this.#count(terms)) {
      this.#documents[number] = (this.#documents[number] ?? 0) + 1
      this.#terms.push(number)
      this.#docs.push(doc)
      this.#counts.push(packedCounts(this.#present[number] ?? 0))
      this.#present[number] = 0
    }
  }

  /** Is there hardly room for one more article's terms? */
  get isFull(): boolean {
    return this.#numbering.terms.length > mostDense / 2
  }

  /** The numbers of a document's terms, each once. */
  #count(document: TermsOfFields): number[] {
    const found: number[] = []
    for (const field of ['title', 'phrases', 'body'] as const) {
      const shift = shifts[field]
      for (const term of document[field]) {
        const number = this.#numbering.numberOf(term)
        const counts = this.#present[number] ?? 0
        if (counts === 0) found.push(number)
        if (((counts >> shift) & mostCounted) < mostCounted) this.#present[number] = counts + (1 << shift)
      }
    }
    return found
  }

  /** What was added, sorted by term; the builder is empty behind it, and keeps its room. */
  finish(): Postings {
    const order = Array.from(this.#numbering.terms, (term, number) => [term, number] as const).toSorted(
      ([one], [other]) => one - other,
    )
    const terms = shared(Uint32Array, order.length)
    const starts = shared(Uint32Array, order.length + 1)
    /** By a term's number: where its next posting goes. */
    const next = new Uint32Array(order.length)
    for (const [place, [term, number]] of order.entries()) {
      const start = starts[place] ?? 0
      terms[place] = term
      next[number] = start
      starts[place + 1] = start + (this.#documents[number] ?? 0)
    }
    const postings = { terms, starts, ...this.#sorted(next) }
    this.#clear()
    return postings
  }

  #sorted(next: Uint32Array): Pick<Postings, 'docs' | 'counts'> {
    const docs = shared(Uint8Array, this.#terms.length)
    const counts = shared(Uint8Array, this.#terms.length)
    const [docOf, countOf] = [this.#docs.view, this.#counts.view]
    for (const [from, number] of this.#terms.view.entries()) {
      const to = next[number] ?? 0
      docs[to] = docOf[from] ?? 0
      counts[to] = countOf[from] ?? 0
      next[number] = to + 1
    }
    return { docs, counts }
  }

  #clear(): void {
    for (const growing of [this.#terms, this.#docs, this.#counts]) growing.clear()
    this.#numbering.clear()
    this.#documents.length = 0
    this.#present.length = 0
  }
}

function packedCounts(counts: number): number {
  const of = (field: keyof typeof shifts) => (counts >> shifts[field]) & mostCounted
  return packed({ title: of('title'), phrases: of('phrases'), body: of('body') })
}
