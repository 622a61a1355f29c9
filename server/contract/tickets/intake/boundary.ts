import { actionsIn } from './actions.ts'
import { areasIn } from './areasIn.ts'
import type { Group, Told } from './groups.ts'
import * as markers from './markers.lexicon.ts'
import { endAt, lexicon, type Span } from './phrases.ts'
import { type Reading, within } from './reading.ts'
import { type Cue, cueNames, weights } from './weights.ts'

const several = lexicon(markers.severalAnnounced)
const one = lexicon(markers.oneAnnounced)
const anaphora = lexicon(markers.references)
const answerHead = lexicon(markers.answerHeads)
const consequence = lexicon(markers.consequences)
const counted = lexicon(markers.severalCounted)
const sameness = lexicon(markers.samenesses)
const speakers = lexicon(markers.othersAsk)
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
  const isNew = first !== undefined && !group.areas.has(first)
  const startsOther = opens !== 'clause' && isNew && startsWithArea(reading, clause)
  const otherAsks = within(reading.find(speakers), clause).length > 0
  const refers = within(reading.find(anaphora), clause).length > 0
  const afterPayment = group.kind === 'question' && group.areas.has('payment') && !asks && !areas.has('payment')
  const isOther = ((isNew && shared.length === 0) || otherAsks || afterPayment) && !refers
  const isOrder = heads.some(({ text, kind: head, isGeneral }) => head === 'request' && !isGeneral && order.test(text))
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
    short:
      stems.size < 4 &&
      !(isOrder && areas.size > 0) &&
      !(opener === 'addition' && asks && group.kind === 'symptom' && !refers) &&
      !((startsOther || (isNew && (asks || opener === 'addition'))) && !refers),
    acts: within(actionsIn(reading), clause).length > 0,
    several: reading.find(several).length > 0,
    one: reading.find(one).length > 0,
    repeats: stems.size === 0 ? 0 : [...stems].filter((stem) => group.stems.has(stem)).length / stems.size,
    otherNarrow: bothNamed && shared.length === 0 && isNarrow(areas) && isNarrow(group.areas),
    otherFirst: isNew && group.areas.size > 0,
    itemRefers: opens === 'item' && refers && kind === 'question',
    startsOther,
    silent: group.kind === null,
    orderRefers: isOrder && refers && opens === 'clause',
    sameSymptom: symptoms && heads.some(({ text }) => group.stems.has(lastWord(text).slice(0, 5))),
    otherAsks,
    otherAsksNew: otherAsks && isNew,
    state: isState,
    symptomAfterRequest: !asks && group.kind !== null && group.kind !== 'symptom' && opens !== 'clause' && isOther,
    unnamedBefore:
      !asks &&
      group.kind !== 'symptom' &&
      group.kind !== null &&
      group.areas.size === 0 &&
      group.stems.size > 3 &&
      startsOther &&
      !refers,
    counted: reading.find(counted).length > 0,
    additionOfOtherKind: opener === 'addition' && group.kind !== null && isOther && asks !== (group.kind !== 'symptom'),
    sameEverywhere: symptoms && within(reading.find(sameness), clause).length > 0,
    follows: within(reading.find(consequence), clause).length > 0,
    sameVerb: asks && group.kind === 'symptom' && namesSameAct(reading.text.slice(clause.start, clause.end), group),
  }
}

function lastWord(text: string): string {
  return text.slice(text.lastIndexOf(' ') + 1)
}

function startsWithArea(reading: Reading, clause: Span): boolean {
  const [named] = within(areasIn(reading), clause)
  return named !== undefined && named.start - clause.start < 25
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
