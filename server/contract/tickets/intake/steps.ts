import { actionsIn, doneActs, handsOn } from './actions.ts'
import { type Act, actsDone, actsNamed, englishActsIn, touchesAsked, touchesOfAnybody } from './hands.ts'
import { lexicon, type Match, type Span } from './phrases.ts'
import { holds, inOrder, type Reading, within } from './reading.ts'
import type { Sentence } from './sentences.ts'
import * as words from './steps.lexicon.ts'

/** All acts of a text, by how they are told. */
type Told = {
  now: readonly Match[]
  done: readonly Act[]
  named: readonly Act[]
  anybody: readonly Act[]
  asked: readonly Act[]
  english: readonly Act[]
}

/** So far from the beginning of an item its order stands. */
const openingLength = 16
const arrow = /\S\s{0,3}(?:→|->|=>|⇒|➜|>)\s{0,3}\S/gu
const heading = lexicon(words.stepHeadings)
const orders = lexicon(words.stepOrders)
const byHand = lexicon(words.stepOrdersByHand)
const wished = lexicon(words.stepWishes)
const link = lexicon(words.stepLinks)
const attempt = lexicon(words.attempts)
const condition = lexicon(words.conditions)

/** Two ordered actions at least: under a heading, in a list, in one sentence or in two that follow each other. */
export function givesSteps(reading: Reading, sentences: readonly Sentence[]): boolean {
  const told = toldIn(reading, sentences)
  if (isHeaded(reading, sentences, told) || isListed(reading, sentences, told)) return true
  return sentences.some((sentence, index) => {
    if (isSequence(reading, sentence, told)) return true
    const next = sentences[index + 1]
    return (
      next !== undefined &&
      next.opens !== 'paragraph' &&
      goesOn(reading, { start: sentence.start, end: next.end }, told)
    )
  })
}

function toldIn(reading: Reading, sentences: readonly Sentence[]): Told {
  return {
    now: handsOn(reading),
    done: actsDone(reading),
    named: actsNamed(reading),
    anybody: touchesOfAnybody(reading),
    asked: touchesAsked(reading),
    english: sentences.flatMap((sentence) => englishActsIn(reading, sentence)),
  }
}

/** "Как воспроизвести: …", and acts below in whatever form. */
function isHeaded(reading: Reading, sentences: readonly Sentence[], told: Told): boolean {
  return reading.find(heading).some(({ start }) => {
    const below = { start, end: reading.text.length }
    const acts = [...actionsIn(reading), ...told.named, ...reading.find(orders)]
    return within(sentences, below).filter(isItem).length > 1 || differentIn(inOrder(acts), below) > 1
  })
}

/** Items that are acts; a list of orders needs one that only hands can do, or else it is a list of requests. */
function isListed(reading: Reading, sentences: readonly Sentence[], told: Told): boolean {
  const items = sentences.filter(isItem)
  const first = sentences.findIndex(isItem)
  const lead = sentences[first - 1]
  if ([...(lead === undefined ? [] : [lead]), ...items].some((span) => holds(reading, attempt, span))) return false
  const acts = inOrder([...told.now, ...doneActs(reading), ...told.done, ...told.english])
  if (items.filter((item) => within(acts, item).length > 0).length > 1) return true
  const named = inOrder([...told.named, ...reading.find(orders)])
  const touches = inOrder([...told.named.filter(({ isTouch }) => isTouch), ...reading.find(byHand)])
  const begun = items.filter((item) => within(named, opening(item)).length > 0)
  return begun.length > 1 && begun.some((item) => within(touches, opening(item)).some(({ text }) => text !== 'open'))
}

function isSequence(reading: Reading, sentence: Sentence, told: Told): boolean {
  if (within(told.now, sentence).length > 1 || arrowsIn(reading, sentence) > 1) return true
  if ([told.anybody, told.asked].some((acts) => differentIn(acts, sentence) > 1)) return true
  const isAttempt = holds(reading, attempt, sentence)
  const isLinked = holds(reading, link, sentence)
  const count = isLinked ? differentIn : withTouch
  if (!isAttempt && [told.done, told.english].some((acts) => count(acts, sentence) > 1)) return true
  if (!isAttempt && isLinked && within(doneActs(reading), sentence).length > 1) return true
  if (holds(reading, wished, sentence)) return false
  if (holds(reading, condition, sentence) && count(told.named, sentence) > 1) return true
  return holds(reading, byHand, sentence) && differentIn(reading.find(orders), sentence) > 2
}

/** "Открыла карточку. Нажала «Реквизиты»." */
function goesOn(reading: Reading, pair: Span, told: Told): boolean {
  if (holds(reading, attempt, pair)) return false
  const isLinked = holds(reading, link, pair)
  return [told.done, told.english].some((acts) => {
    const touches = acts.filter(({ isTouch }) => isTouch)
    return differentIn(touches, pair) > 1 || (isLinked && withTouch(acts, pair) > 1)
  })
}

function withTouch(acts: readonly Act[], span: Span): number {
  return within(acts, span).some(({ isTouch }) => isTouch) ? differentIn(acts, span) : 0
}

function differentIn(acts: readonly Match[], span: Span): number {
  return new Set(within(acts, span).map(({ text }) => text)).size
}

function opening({ start, end }: Span): Span {
  return { start, end: Math.min(end, start + openingLength) }
}

function isItem({ opens }: Sentence): boolean {
  return opens === 'item'
}

function arrowsIn({ text }: Reading, { start, end }: Span): number {
  return (text.slice(start, end).match(arrow) ?? []).length
}
