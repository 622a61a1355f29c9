import { actionsIn } from './actions.ts'
import type { Group, Told } from './groups.ts'
import * as markers from './markers.lexicon.ts'
import { endAt, lexicon } from './phrases.ts'
import { type Reading, within } from './reading.ts'

type Cue = keyof typeof weights

const several = lexicon(markers.severalAnnounced)
const one = lexicon(markers.oneAnnounced)
const anaphora = lexicon(markers.references)
const answerHead = lexicon(markers.answerHeads)
const consequence = lexicon(markers.consequences)
const and = /^[\s,;:–—-]{0,6}(?:и|та|і|й|а|and)\s/u
const order = /^(?:\p{L}+(?:йте|ьте|ите|іть|ть|ти|ться|тися)|[a-z]{3,10}(?: (?:up|on|off|back))?)$/u
const wanted = /\p{L}{3,20}(?:ть|ти|ться|тися|йте|ите|іть)(?!\p{L})/gu
/** Areas whose words come up in tickets about any other. */
const broad = new Set<string>([
  'deals',
  'contacts',
  'fields',
  'people',
  'rights',
  'site',
  'server',
  'api',
  'design',
  'search',
  'documents',
])

/**
 * How much each cue weighs, fitted by logistic regression with a ridge over all neighbouring statements of the labelled texts;
 * what turned out to weigh nothing was left out. Above zero the statement is another problem.
 */
const weights = {
  base: -2.61,
  item: 0.76,
  itemAsks: 0.29,
  itemAfterItem: 0.76,
  longItem: 0.75,
  paragraph: 0.99,
  paragraphAsks: 0.43,
  line: 0.32,
  addition: 1.14,
  additionAsks: 1.11,
  continuation: -0.41,
  and: 0.54,
  andSentenceAsks: 0.73,
  named: 0.62,
  otherArea: 0.59,
  otherSymptom: 0.13,
  sameArea: 0.36,
  sameNarrowArea: -0.2,
  onlySameAreas: -0.64,
  symptoms: 0.08,
  asksAfterSymptom: 0.82,
  question: 0.02,
  questionsInside: -0.09,
  order: 0.45,
  enumerated: 0.27,
  commonCause: -0.66,
  refers: -0.26,
  short: -1.21,
  acts: -0.56,
  several: 0.12,
  one: -0.17,
  repeats: -0.52,
  state: -0.17,
  follows: -0.14,
  sameVerb: -0.31,
  otherNarrow: 0.33,
  otherFirst: 1,
  itemRefers: 0,
}

const cueNames = Object.keys(weights).filter((name): name is Cue => name in weights)

export function isAnotherProblem(reading: Reading, group: Group, told: Told): boolean {
  if (isAnswer(reading, told)) return false
  const cues = cuesOf(reading, group, told)
  let score = 0
  for (const cue of cueNames) score += weights[cue] * Number(cues[cue])
  return score > 0
}

/** Each as 0 or 1, or a share. */
function cuesOf(reading: Reading, group: Group, { clause, stems, kind, isState }: Told): Record<Cue, number | boolean> {
  const { opens, opener, areas, heads } = clause
  const asks = kind !== 'symptom'
  const symptoms = !asks && group.kind === 'symptom'
  const shared = [...areas].filter((area) => group.areas.has(area))
  const bothNamed = areas.size > 0 && group.areas.size > 0
  const joins = and.test(reading.text.slice(clause.start, clause.start + 20))
  const [first] = areas
  const isOrder = heads.some(({ text, kind: head, isGeneral }) => head === 'request' && !isGeneral && order.test(text))
  const refers = within(reading.find(anaphora), clause).length > 0
  const isEnumerated =
    isOrder && opens === 'clause' && group.kind === 'request' && !refers && areas.size > 0 && shared.length < areas.size
  return {
    base: true,
    item: opens === 'item',
    itemAsks: opens === 'item' && asks,
    itemAfterItem: opens === 'item' && group.hasItems,
    longItem: opens === 'item' && stems.size >= 4,
    paragraph: opens === 'paragraph',
    paragraphAsks: (opens === 'paragraph' || opens === 'line') && asks,
    line: opens === 'line',
    addition: opener === 'addition',
    additionAsks: opener === 'addition' && asks,
    continuation: opener === 'continuation',
    and: opens === 'clause' && joins,
    andSentenceAsks: opens !== 'clause' && joins && asks,
    named: areas.size > 0,
    otherArea: bothNamed && shared.length === 0,
    otherSymptom: bothNamed && shared.length === 0 && symptoms,
    sameArea: bothNamed && shared.length > 0,
    sameNarrowArea: shared.some((area) => !broad.has(area)),
    onlySameAreas: bothNamed && shared.length === areas.size,
    symptoms,
    asksAfterSymptom: asks && group.kind === 'symptom',
    question: kind === 'question',
    questionsInside: opens === 'clause' && kind === 'question' && group.kind === 'question',
    order: isOrder,
    enumerated: isEnumerated,
    commonCause: symptoms && group.tellsCause,
    refers,
    short: stems.size < 4 && !(isOrder && areas.size > 0),
    acts: within(actionsIn(reading), clause).length > 0,
    several: reading.find(several).length > 0,
    one: reading.find(one).length > 0,
    repeats: stems.size === 0 ? 0 : [...stems].filter((stem) => group.stems.has(stem)).length / stems.size,
    otherNarrow: bothNamed && shared.length === 0 && isNarrow(areas) && isNarrow(group.areas),
    otherFirst: first !== undefined && bothNamed && !group.areas.has(first),
    itemRefers: opens === 'item' && refers && (shared.length > 0 || areas.size === 0),
    state: isState,
    follows: within(reading.find(consequence), clause).length > 0,
    sameVerb: asks && namesSameAct(reading.text.slice(clause.start, clause.end), group),
  }
}

function isNarrow(areas: ReadonlySet<string>): boolean {
  return [...areas].some((area) => !broad.has(area))
}

/** "Жму «Подписать» … Хочу подписать": what is wanted is what was tried. */
function namesSameAct(text: string, { stems }: Group): boolean {
  return [...text.matchAll(wanted)].some(({ 0: verb }) => stems.has(verb.slice(0, 5)))
}

/** "Ожидаемый результат: …" answers a question of a form. */
function isAnswer({ text }: Reading, { clause }: Told): boolean {
  const at = text.slice(clause.start, clause.start + 40).search(/\p{L}/u)
  const end = at < 0 ? null : endAt(answerHead, text, clause.start + at)
  return end !== null && /^[^\n.!?]{0,30}:/u.test(text.slice(end, end + 32))
}
