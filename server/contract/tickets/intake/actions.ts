import * as words from './actions.lexicon.ts'
import { conjugated, isOneOf, lexicon, type Lexicon, type Match } from './phrases.ts'
import { inOrder, lastBefore, type Reading } from './reading.ts'

const now = lexicon(conjugated(words.presentStems, words.presentEndings))
const then = lexicon(conjugated(words.pastStems, words.pastEndings), words.irregularActions)
const presentForms = lexicon(words.presentForms)
const idlePresent = lexicon(words.idlePresent)
const pastForms = lexicon(words.pastForms)
const idlePast = lexicon(words.idlePast)
const anybody = lexicon(words.anybodyForms)
const idleAnybody = lexicon(words.idleAnybody)
const byPronoun = lexicon(words.pronounForms)
const idlePronoun = lexicon(words.idlePronoun)
const english = lexicon(englishForms())
const englishIdle = lexicon(words.englishIdle)
const englishAlone = lexicon(words.englishAlone)
const englishDone = lexicon(words.englishDone)
const other = lexicon(words.otherActors)

/** Asked of every clause of a text. */
const known = new WeakMap<Reading, Match[]>()

/** Without these before it a past form has a subject of its own: "менеджер удалил". */
const clauseStart =
  /(?:^|[.,!?;:\n(«–—-]\s{0,3}|(?<!\p{L})(?:и|а|но|та|і|й)\s{1,3})(?:(?:вчера|сегодня|сами|сама|сам|уже|вчора|сьогодні|вже|случайно|недавно|нечаянно|только что|специально|нещодавно|випадково)\s{1,3}){0,2}$/u
const sentenceStart = /(?:^|[.!?;:\n]\s{0,3}|,\s|\sand\s)$/u
const negation = /(?:^|[^\p{L}])(?:не|ні|ни|not|never|n't)\s{1,3}$/u
const asked = /(?:do|can|could|should|would|did|may|will)\s$/u

/** What the writer did or does, in order; what others did and what was not done is left out. */
export function actionsIn(reading: Reading): Match[] {
  const actions = known.get(reading) ?? findActions(reading)
  known.set(reading, actions)
  return actions
}

function findActions(reading: Reading): Match[] {
  const found = [
    ...handsOn(reading),
    ...reading.find(then),
    ...reading.find(pastForms).filter((match) => isPastAct(reading, match)),
  ].filter((match) => !isNegated(reading, match) && !isOfAnother(reading, match))
  return inOrder([...found, ...pronounActs(reading), ...englishActs(reading)])
}

/** Present forms: what is done on the page, one after the other. */
export function handsOn(reading: Reading): Match[] {
  const acts = inOrder([
    ...reading.find(now),
    ...unless(reading, presentForms, idlePresent),
    ...unless(reading, anybody, idleAnybody),
  ])
  return acts.filter((match, index) => match.start !== acts[index - 1]?.start && !isNegated(reading, match))
}

/** Past forms of verbs that are known to be acts. */
export function doneActs(reading: Reading): Match[] {
  return reading.find(then).filter((match) => !isNegated(reading, match) && !isOfAnother(reading, match))
}

function unless({ find }: Reading, forms: Lexicon, idle: Lexicon): Match[] {
  return find(forms).filter(({ text }) => !isOneOf(idle, text))
}

function isPastAct(reading: Reading, { start, text }: Match): boolean {
  return text.length > 4 && !isOneOf(idlePast, text) && clauseStart.test(before(reading, start, 40))
}

function pronounActs(reading: Reading): Match[] {
  return reading.find(byPronoun).filter(({ text }) => !isOneOf(idlePronoun, text) && !/\sне\s/u.test(text))
}

function englishActs(reading: Reading): Match[] {
  const told = reading
    .find(english)
    .filter(({ start, text }) => !isOneOf(englishIdle, text) && !asked.test(before(reading, start, 7)))
  const done = reading.find(englishDone).filter(({ start }) => sentenceStart.test(before(reading, start, 6)))
  return [...told, ...reading.find(englishAlone), ...done]
}

function isNegated(reading: Reading, { start }: Match): boolean {
  return negation.test(before(reading, start, 8))
}

/** "Менеджер удалил": within a few words before stands who did it. */
function isOfAnother(reading: Reading, { start }: Match): boolean {
  const actor = lastBefore(reading.find(other), start)
  if (actor === undefined || start - actor.end > 40) return false
  const between = reading.text.slice(actor.end, start)
  return !/[.,!?;:\n()«»]/u.test(between) && between.trim().split(/\s+/u).length <= 3
}

function before({ text }: Reading, place: number, length: number): string {
  return text.slice(Math.max(0, place - length), place)
}

function englishForms(): string {
  return `(i|we) (* )?(${words.englishActions.trim()}|${words.englishPast.trim()})`
}
