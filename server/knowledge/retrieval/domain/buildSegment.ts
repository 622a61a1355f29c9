import type { IndexedArticle } from './article.ts'
import { Growing } from './growing.ts'
import { idOf } from './index.ts'
import { gramsBelow, gramsOfWord } from './phonetic.ts'
import { denseNumbering, PostingsBuilder, sparseNumbering, type TermsOfFields } from './postingsBuilder.ts'
import { mostInSegment, tagOf, type Head, type Packing, type Segment, type Texts } from './segment.ts'
import { hashed, stemOf } from './stems.ts'
import { contentWords, plainText } from './text.ts'

/** By how it begins an article says what it is about; grams of the rest cost memory and find no better. */
const bodyOfGrams = 600
const mostPhrasings = 30

const encoder = new TextEncoder()

type TermsOfWord = (word: string) => readonly number[]

/** Takes articles one after the other, so that all of them never lie in memory at once, and makes one segment of them. */
export class SegmentBuilder {
  readonly #packing: Packing
  readonly #stems = new PostingsBuilder(sparseNumbering())
  readonly #grams = new PostingsBuilder(denseNumbering(gramsBelow))
  readonly #lengths = new Growing(Uint16Array)
  readonly #tags = new Growing(Uint8Array)
  readonly #groups = new Growing(Uint32Array)
  readonly #ids = new Growing(Uint32Array)
  readonly #heads = new GrowingTexts()
  readonly #bodies = new GrowingTexts()

  constructor(packing: Packing) {
    this.#packing = packing
  }

  get size(): number {
    return this.#tags.length
  }

  /** The next article needs another segment. */
  get isFull(): boolean {
    return this.size >= mostInSegment || this.#grams.isFull
  }

  add(article: IndexedArticle): void {
    const { title, language } = article
    const body = plainText(article.body)
    const phrasings = article.phrasings.slice(0, mostPhrasings)
    const asked = phrasings.join('\n')
    this.#addTerms(this.#stems, { title, body, phrases: asked }, (word) => [stemOf(word, language)])
    this.#addTerms(this.#grams, { title, body: body.slice(0, bodyOfGrams), phrases: asked }, (word) =>
      gramsOfWord(word),
    )
    this.#tags.push(tagOf(article))
    this.#groups.push(hashed(article.slug))
    for (const number of idOf(article.articleId)) this.#ids.push(number)
    this.#heads.add(encoder.encode(JSON.stringify(headOf(article, phrasings))))
    this.#bodies.add(this.#packing.pack(body))
  }

  #addTerms(to: PostingsBuilder, texts: Record<keyof TermsOfFields, string>, termsOf: TermsOfWord): void {
    const of = (text: string) => contentWords(text).flatMap(termsOf)
    const terms = { title: of(texts.title), body: of(texts.body), phrases: of(texts.phrases) }
    to.add(this.size, terms)
    for (const { length } of [terms.title, terms.body, terms.phrases]) this.#lengths.push(Math.min(length, 65_535))
  }

  /** One segment of what was added; the builder is empty behind it, and keeps its room. */
  finish(): Segment {
    const segment = {
      size: this.#tags.length,
      stems: this.#stems.finish(),
      grams: this.#grams.finish(),
      lengths: this.#lengths.shared(),
      tags: this.#tags.shared(),
      groups: this.#groups.shared(),
      ids: this.#ids.shared(),
      heads: this.#heads.finish(),
      bodies: this.#bodies.finish(),
    }
    for (const growing of [this.#lengths, this.#tags, this.#groups, this.#ids]) growing.clear()
    return segment
  }
}

function headOf({ articleId, slug, language, audience, title }: IndexedArticle, phrasings: readonly string[]): Head {
  return { articleId, slug, language, audience, title, phrasings }
}

class GrowingTexts {
  readonly #bytes = new Growing<Uint8Array>(Uint8Array)
  readonly #starts = new Growing(Uint32Array)

  add(bytes: Uint8Array): void {
    this.#starts.push(this.#bytes.length)
    this.#bytes.pushAll(bytes)
  }

  finish(): Texts {
    this.#starts.push(this.#bytes.length)
    const texts = { bytes: this.#bytes.shared(), starts: this.#starts.shared() }
    for (const growing of [this.#bytes, this.#starts]) growing.clear()
    return texts
  }
}
