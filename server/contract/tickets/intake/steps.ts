import * as words from './actions.lexicon.ts'
import { actionsIn, doneActs, handsOn } from './actions.ts'
import { lexicon, type Span } from './phrases.ts'
import { type Reading, within } from './reading.ts'
import type { Sentence } from './sentences.ts'

const arrow = /\S\s{0,3}(?:→|->|=>|⇒|➜|>)\s{0,3}\S/gu
const heading = lexicon(words.stepHeadings)
const orders = lexicon(words.stepOrders)
const byHand = lexicon(words.stepOrdersByHand)
const wished = lexicon(words.stepWishes)
const thenWord = lexicon(words.stepLinks)
const attempt = lexicon(words.attempts)

/** Two ordered actions at least, in one sentence or one list. */
export function givesSteps(reading: Reading, sentences: readonly Sentence[]): boolean {
  const listed = sentences.filter(({ opens }) => opens === 'item')
  const items = listed.length
  if (reading.find(heading).length > 0 && (items > 1 || actionsIn(reading).length > 1)) return true
  const hands = handsOn(reading)
  const done = doneActs(reading)
  const isAct = (item: Span) => within(hands, item).length + within(done, item).length > 0
  if (reading.find(attempt).length === 0 && listed.filter(isAct).length > 1) return true
  return sentences.some((sentence) => {
    const has = (phrases: typeof orders) => within(reading.find(phrases), sentence).length > 0
    if (within(hands, sentence).length > 1 || arrowsIn(reading, sentence) > 1) return true
    if (within(done, sentence).length > 1 && has(thenWord) && !has(attempt)) return true
    return has(byHand) && !has(wished) && differentIn(reading, sentence) > 2
  })
}

function differentIn(reading: Reading, sentence: Span): number {
  return new Set(within(reading.find(orders), sentence).map(({ text }) => text)).size
}

function arrowsIn({ text }: Reading, { start, end }: Span): number {
  return (text.slice(start, end).match(arrow) ?? []).length
}
