import { conjugated, type Lexicon, lexicon, type Match, type Span } from './phrases.ts'
import { inOrder, type Reading, within } from './reading.ts'
import * as words from './steps.lexicon.ts'

/** One act on a page. A touch is done with hands on a page and on nothing else; any other act may be work of any kind. */
export type Act = Match & { isTouch: boolean }
type Both = { touches: Lexicon; others: Lexicon }

const done: Both = {
  touches: lexicon(conjugated(words.touchesDone, words.doneEndings), words.touchesDoneWhole),
  others: lexicon(conjugated(words.actsDone, words.doneEndings)),
}
const named: Both = { touches: lexicon(words.touchesToDo), others: lexicon(words.actsToDo) }
const english: Both = { touches: lexicon(words.englishTouches), others: lexicon(words.englishActs) }
const ofAnybody = lexicon(words.touchesOfAnybody)
const asked = lexicon(words.touchesAsked)

const negation = /(?:^|[^\p{L}])(?:не|ні|ни|not|never)\s{1,3}$/u
/** Who does it: the writer at any time, others in the present; "can I open" and "how do we save" tell nothing. */
const writer = /(?<!\p{L})(?:i|we)\s(?:(?:just|then|first|also|always|usually|simply|now)\s)?$/u
const others =
  /(?<!\p{L})(?:you|one|they|users?|customers?|clients?|managers?|and|then)\s(?:(?:just|then|first|also|always|simply)\s)?$/u
const wondering =
  /(?<!\p{L})(?:can|could|should|do|did|may|how|would|must|will|let)\s(?:i|we|you|one|they)\s(?:\p{L}{1,10}\s)?$/u
const joined = /(?:[,;–-]|(?<!\p{L})(?:and|then))\s{1,2}(?:(?:then|also)\s)?$/u
const past = /^(?:set|put)(?!\p{L})|(?:ed|sent|ran|went|got|chose|copied|did)(?:\s\p{L}+)?$/u
const farBack = 32

/** Done once, in Russian and Ukrainian: what was done again and again was an attempt. */
export function actsDone(reading: Reading): Act[] {
  return actsOf(reading, done)
}

/** Not told of anybody: "открыть", "додати". */
export function actsNamed(reading: Reading): Act[] {
  return actsOf(reading, named)
}

/** "Натискає", "clicks". */
export function touchesOfAnybody(reading: Reading): Act[] {
  return asTouches(reading, ofAnybody)
}

/** "Откройте карточку, нажмите «Ещё»". */
export function touchesAsked(reading: Reading): Act[] {
  return asTouches(reading, asked)
}

/** In one English sentence: from the first act with a doer on, those with a doer and those joined to one before. */
export function englishActsIn(reading: Reading, sentence: Span): Act[] {
  const chain: Act[] = []
  for (const act of actsOf(reading, english, sentence)) {
    const before = textBefore(reading, act.start)
    if (wondering.test(before)) continue
    const hasDoer = writer.test(before) || (!past.test(act.text) && others.test(before))
    const opens = past.test(act.text) && reading.text.slice(sentence.start, act.start).trim() === ''
    if (hasDoer || opens || (chain.length > 0 && joined.test(before))) chain.push(act)
  }
  return chain
}

function actsOf(reading: Reading, { touches, others: rest }: Both, span?: Span): Act[] {
  const found = inOrder([
    ...reading.find(touches).map((match) => ({ ...match, isTouch: true })),
    ...reading.find(rest).map((match) => ({ ...match, isTouch: false })),
  ])
  const inside = span === undefined ? found : within(found, span)
  return inside.filter(({ start }) => !negation.test(textBefore(reading, start)))
}

function asTouches(reading: Reading, phrases: Lexicon): Act[] {
  return reading
    .find(phrases)
    .filter(({ start }) => !negation.test(textBefore(reading, start)))
    .map((match) => ({ ...match, isTouch: true }))
}

function textBefore({ text }: Reading, place: number): string {
  return text.slice(Math.max(0, place - farBack), place)
}
