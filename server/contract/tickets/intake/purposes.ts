import { handsOn } from './actions.ts'
import { duties, goods, standstill } from './goals.lexicon.ts'
import { lexicon, type Span } from './phrases.ts'
import * as words from './plans.lexicon.ts'
import { holds, inOrder, lastBefore, type Reading, within } from './reading.ts'
import { requestsIn } from './requests.ts'
import type { Sentence } from './sentences.ts'
import { symptomsIn } from './symptoms.ts'

const dayToCome = lexicon(words.daysToCome)
const ending = lexicon(words.endingByItself)
const cause = lexicon(words.causesOfRequest)
const comesOf = lexicon(words.comesOfRequest)
const role = lexicon(words.roles)
const thing = lexicon(goods)
const stands = lexicon(standstill)
const duty = lexicon(duties)
const nowadays = lexicon(words.nowadays)
const noWork = lexicon(words.noWork)
const will = lexicon(words.work)
const weShall = lexicon(words.ourWork)

const cut = /[,;:]\s|\s[–—-]\s|\s(?=(?:а|но|але|и|і|й|та|and|but|so|бо)\s)/gu
/** Forms of the past: what has happened is no plan. */
const past =
  /(?<!\p{L})(?:\p{L}{2,18}(?:л|ла|ли|ло|лся|лась|лись|лось|вся|лася|лися|лося|[аиїуюя]в|ed)|был|була|був|went|came|was|were|had|left|lost|got|forgot|пішов|ушел|пришел|прийшов)(?!\p{L})/u
const present =
  /(?<!\p{L})\p{L}{2,18}(?:ет|ют|ут|ит|ят|ат|ает|ем|им|ется|ются|ится|ятся|є|ють|уть|ить|ять|ать|ємо|имо|емо|ється|ються|иться|яться|ing|s)(?!\p{L})|(?<!\p{L})(?:are|is|do|have|type|call|copy|count|miss|forget|lose|waste|spend|send|check)(?!\p{L})/u
const asked = /\?["»”)\s]*$/u
const fewestWords = 2
/** So near before a verb stands who does it. */
const nearSubject = 30

/** What the business is about to do, why it asks, what comes of it: told in whatever words, seen by where it stands. */
export function tellsPurpose(reading: Reading, sentences: readonly Sentence[]): boolean {
  const symptoms = symptomsIn(reading)
  const requests = requestsIn(reading)
  const heads = inOrder([...symptoms, ...requests])
  const isFree = (span: Span) => within(heads, span).length === 0
  return sentences.some((sentence) => {
    const text = reading.text.slice(sentence.start, sentence.end)
    if (asked.test(text) && within(requests, sentence).length === 0) return false
    const asksBefore = (place: number) => within(requests, { start: sentence.start, end: place }).length > 0
    if (givesReason(reading, sentence, asksBefore, symptoms)) return true
    if (asked.test(text) || within(handsOn(reading), sentence).length > 1) return false
    const pieces = piecesOf(reading, sentence)
    if (pieces.some((piece) => (isFree(piece) && isPlan(reading, piece)) || isDuty(reading, piece))) return true
    if (standsStill(reading, sentence)) return true
    const wantsBefore = within(requests, { start: 0, end: sentence.start }).length > 0
    return wantsBefore && isFree(sentence) && isWorkToday(reading, sentence, symptoms.length > 0)
  })
}

/** "Удалите дубли, а то менеджеры звонят дважды": the cause of a request, unless it is trouble or long over. */
function givesReason(
  reading: Reading,
  sentence: Span,
  asksBefore: (place: number) => boolean,
  symptoms: readonly Span[],
): boolean {
  const links = [...within(reading.find(cause), sentence), ...within(reading.find(comesOf), sentence)]
  return links.some(({ start, end }) => {
    const rest = { start: end, end: sentence.end }
    const text = reading.text.slice(start, sentence.end)
    if (!asksBefore(start) || past.test(text) || wordsIn(text) < fewestWords) return false
    return within(symptoms, rest).length === 0 || (holds(reading, role, rest) && !holds(reading, noWork, rest))
  })
}

/** A day to come, or somebody who will do something; nothing that ended. */
function isPlan(reading: Reading, piece: Span): boolean {
  const text = reading.text.slice(piece.start, piece.end)
  if (past.test(text) || holds(reading, ending, piece) || wordsIn(text) < fewestWords) return false
  return (
    [dayToCome, weShall].some((phrases) => holds(reading, phrases, piece)) ||
    (holds(reading, role, piece) && holds(reading, will, piece))
  )
}

/** "It has to be filed by Friday". */
function isDuty(reading: Reading, piece: Span): boolean {
  return holds(reading, duty, piece) && holds(reading, dayToCome, piece) && !holds(reading, ending, piece)
}

/** "Люди стоять у черзі", "the auditor insists". */
function standsStill(reading: Reading, sentence: Span): boolean {
  const who = inOrder([...within(reading.find(role), sentence), ...within(reading.find(thing), sentence)])
  return within(reading.find(stands), sentence).some(({ start }) => {
    const subject = lastBefore(who, start)
    return (
      subject !== undefined &&
      start - subject.end <= nearSubject &&
      !/[,;:]/u.test(reading.text.slice(subject.end, start))
    )
  })
}

/** "Accounting re-types everything": how people go about it while they lack what was asked for. */
function isWorkToday(reading: Reading, sentence: Span, hasTrouble: boolean): boolean {
  const text = reading.text.slice(sentence.start, sentence.end)
  if (past.test(text) || !present.test(text) || holds(reading, noWork, sentence)) return false
  const isNow = holds(reading, nowadays, sentence)
  return hasTrouble ? isNow && holds(reading, role, sentence) : isNow || holds(reading, role, sentence)
}

function piecesOf(reading: Reading, { start, end }: Span): Span[] {
  const text = reading.text.slice(start, end)
  const places = [0, ...[...text.matchAll(cut)].map(({ index, 0: mark }) => index + mark.length), text.length]
  return places
    .slice(0, -1)
    .map((place, index) => ({ start: start + place, end: start + (places[index + 1] ?? place) }))
}

function wordsIn(text: string): number {
  return (text.match(/\p{L}{3,}/gu) ?? []).length
}
