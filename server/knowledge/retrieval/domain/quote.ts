import type { Asked, AskedChannel } from './asked.ts'
import { gramsOfWord } from './phonetic.ts'
import { contentWords } from './text.ts'

/** As long as a reader takes in at a glance. */
const longest = 320
/** Behind so few letters a sentence alone says too little: the next one belongs to it. */
const shortest = 80
/** Longer articles are not read to their end for one sentence. */
const mostSentences = 200

/** The place in a plain text that has most of what was asked, word for word as it stands there. */
export function bestQuote(body: string, { grams }: Asked): string {
  const sentences = sentencesOf(body).slice(0, mostSentences)
  const worths = new Map<string, Worth>()
  let best = { at: 0, worth: 0 }
  for (const [at, { text }] of sentences.entries()) {
    const worth = worthOf(text, grams, worths)
    if (worth > best.worth) best = { at, worth }
  }
  return widened(body, sentences, best.at)
}

/** What a word has of the question, and how many grams that are in all. */
type Worth = { common: number; size: number }

function worthOf(sentence: string, asked: AskedChannel, worths: Map<string, Worth>): number {
  let [common, size] = [0, 0]
  for (const word of new Set(contentWords(sentence))) {
    const known = worths.get(word) ?? worthOfWord(word, asked)
    worths.set(word, known)
    common += known.common
    size += known.size
  }
  return common / Math.sqrt(size + 20)
}

function worthOfWord(word: string, { idf }: AskedChannel): Worth {
  const grams = gramsOfWord(word)
  return { size: grams.length, common: grams.reduce((sum, gram) => sum + (idf.get(gram) ?? 0), 0) }
}

type Sentence = { start: number; end: number; text: string }

function sentencesOf(body: string): Sentence[] {
  return Array.from(body.matchAll(/[^\n]+?(?:[.!?…]+(?=\s|$)|$)/gm), ({ index, 0: text }) => ({
    start: index,
    end: index + text.length,
    text,
  })).filter(({ text }) => text.trim() !== '')
}

function widened(body: string, sentences: readonly Sentence[], at: number): string {
  const first = sentences[at]
  if (first === undefined) return ''
  let { end } = first
  for (const { end: next } of sentences.slice(at + 1)) {
    const isEnough = end - first.start >= shortest && !body.slice(0, end).trimEnd().endsWith(':')
    if (isEnough || next - first.start > longest) break
    end = next
  }
  return shortened(body.slice(first.start, end).trim())
}

function shortened(text: string): string {
  if (text.length <= longest) return text
  const cut = text.slice(0, longest)
  return cut.slice(0, Math.max(cut.lastIndexOf(' '), longest / 2)).trimEnd()
}
