import type { ArticleLanguage, Audience, IndexedArticle } from './article.ts'

/**
 * Which documents have a term, how often in which field. `terms` is sorted; the postings of `terms[i]` are those from `starts[i]` to
 * `starts[i + 1]`. Of a count two bits are the title's, three the phrasings' and three the body's; see `packed`.
 */
export type Postings = { terms: Uint32Array; starts: Uint32Array; docs: Uint8Array; counts: Uint8Array }

/**
 * Articles that were indexed together, never changed afterwards; all in memory that threads share. `lengths` has six numbers a
 * document: words in title, body and phrasings, then grams. `heads` are JSON in UTF-8, `bodies` are packed.
 */
export type Segment = {
  size: number
  stems: Postings
  grams: Postings
  lengths: Uint16Array
  /** Who may read each document, and its language: see `tagOf`. */
  tags: Uint8Array
  /** Translations of one article have one number. */
  groups: Uint32Array
  /** Two numbers a document, made of the article's id. */
  ids: Uint32Array
  heads: Texts
  bodies: Texts
}

/** How bodies are kept small; the rules do not care how. */
export type Packing = { pack(text: string): Uint8Array; unpack(bytes: Uint8Array<ArrayBuffer>): string }

export type Texts = { bytes: Uint8Array; starts: Uint32Array }

/** What is shown of an article, and what it is asked by. */
export type Head = Pick<IndexedArticle, 'articleId' | 'slug' | 'language' | 'audience' | 'title' | 'phrasings'>

/** More documents have no number in a segment. */
export const mostInSegment = 256

/** What a body's three bits say: how often, roughly, a word is in it. More of the same hardly counts (BM25). */
const often = [0, 1, 2, 3, 4, 6, 10, 18]
const bitsOf = Uint8Array.from({ length: 19 }, (_, count) => often.findLastIndex((one) => one <= count))

/** How often a term is in title, phrasings and body, in eight bits. */
export function packed(count: { title: number; phrases: number; body: number }): number {
  return (Math.min(count.title, 3) << 6) | (Math.min(count.phrases, 7) << 3) | (bitsOf[Math.min(count.body, 18)] ?? 0)
}

export const inTitle = Float32Array.from({ length: 256 }, (_, count) => count >> 6)
export const inPhrases = Float32Array.from({ length: 256 }, (_, count) => (count >> 3) & 7)
export const inBody = Float32Array.from({ length: 256 }, (_, count) => often[count & 7] ?? 0)

export const audiences: readonly Audience[] = ['public', 'clients', 'staff']
export const languages: readonly ArticleLanguage[] = ['ru', 'uk', 'en']

export function tagOf({ audience, language }: Pick<IndexedArticle, 'audience' | 'language'>): number {
  return audiences.indexOf(audience) * 4 + languages.indexOf(language)
}

export function audienceOf(tag: number): number {
  return tag >> 2
}

export function languageOf(tag: number): ArticleLanguage {
  return languages[tag & 3] ?? 'ru'
}

/** Where a term's postings begin and end; nothing where nobody has it. */
export function rangeOf({ terms, starts }: Postings, term: number): readonly [number, number] {
  let low = 0
  let high = terms.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((terms[middle] ?? 0) < term) low = middle + 1
    else high = middle
  }
  return terms[low] === term ? [starts[low] ?? 0, starts[low + 1] ?? 0] : [0, 0]
}

const decoder = new TextDecoder()

export function headOf(segment: Segment, doc: number): Head {
  return JSON.parse(decoder.decode(bytesOf(segment.heads, doc))) as Head
}

/** A copy: decoders take no memory that threads share. */
export function bytesOf({ bytes, starts }: Texts, doc: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes.subarray(starts[doc], starts[doc + 1]))
}

/** How much memory it holds, in bytes. */
export function bytesIn(segment: Segment): number {
  return arraysOf(segment).reduce((sum, array) => sum + array.byteLength, 0)
}

function arraysOf({ stems, grams, lengths, tags, groups, ids, heads, bodies }: Segment): ArrayBufferView[] {
  const ofTexts = [heads, bodies].flatMap(({ bytes, starts }) => [bytes, starts])
  const ofPostings = [stems, grams].flatMap(({ terms, starts, docs, counts }) => [terms, starts, docs, counts])
  return [...ofTexts, ...ofPostings, lengths, tags, groups, ids]
}
