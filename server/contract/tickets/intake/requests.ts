import type { Head } from './heads.ts'
import { isOneOf, lexicon, type Match } from './phrases.ts'
import { inOrder, lastBefore, type Reading } from './reading.ts'
import * as words from './requests.lexicon.ts'

const orders = lexicon(words.orderForms)
const empty = lexicon(words.emptyOrders)
const english = lexicon(words.englishOrders)
const general = lexicon(words.generalRequests)
const generalInfinitive = lexicon(words.generalInfinitives)
const wish = lexicon(words.wishes)
const undo = lexicon(words.undoRequests)
const need = lexicon(words.purposeOfNeed)
const asks = lexicon(words.questionWords)
const asking = lexicon(words.askingVerbs)
const ways = lexicon(words.waysAsked)
const whenAsked = lexicon(words.wordsWhenAsked)
const infinitives = lexicon(words.infinitives)
const noInfinitives = lexicon(words.noInfinitives)

const opensQuestion =
  /(?:^|[.,!?;:\n(–—-]\s{0,3}|(?<!\p{L})(?:и|а|і|й|та|вопрос|питання|and|but|also|then|плюс|спрошу|запитаю|интересно|цікаво|найти|понять|знайти|зрозуміти|разобраться|розібратися|подскажите|підкажіть|скажите|скажіть|пожалуйста|ласка|know|ask|asks|спрашивают|питають|интересует|цікавить|уточнить|понять|me|us|еще|ще)\s{1,3})$/u
const opensOrder = /(?:^|[.!?;:\n(–—-]\s{0,3}|(?<!\p{L})(?:and|also|then|please)\s{1,3})$/u
const goesOn =
  /(?:,|\s(?:и|а|та|і|й))\s{1,3}(?:(?:заодно|также|також|еще|ще|плюс|кроме того,?|крім того,?|дополнительно|додатково|потом|потім|параллельно|паралельно)\s{1,3})?$/u
const afterComma = /,\s{1,3}$/u
const opensItem = /(?:^|\n)\s{0,9}(?:[-–—•*·+]|\d{1,2}[.)])\s{0,3}$/u
/** "Пользователи: отключить …"; after what was tried nothing is wanted. */
const opensHeaded = /(?:^|[.!?\n]\s{1,2})(?:\p{L}{1,16}\s){0,2}\p{L}{1,16}(?<![лв]|ла|ли)(?::| [–—-])\s$/u
const afterMark = /[:–—-]\s$/u
/** "Подскажите, когда …" asks with a word that else tells of a time or a cause. */
const askedOf =
  /(?:подскажите|скажите|напомните|уточните|узнать|интересует|сообщите|підкажіть|скажіть|нагадайте|уточніть|дізнатися|цікавить|tell me|tell us|let me know|let us know|wonder|wondering|know),?\s{1,3}(?:пожалуйста,?\s|будь ласка,?\s|please,?\s)?$/u
/** So far after an order its sentence may go on with another. */
const longestOrder = 200
/** "Подскажите, как исправить": what follows so near belongs to the general request. */
const nearby = 12

/** Orders, wishes and questions, in order. */
export function requestsIn(reading: Reading): Head[] {
  const generals = reading.find(general)
  const isPart = ({ start, end }: Match) => {
    const around = lastBefore(generals, start + 1)
    return around !== undefined && start < around.end && end <= around.end + nearby
  }
  const ordered = ordersIn(reading)
  const further = furtherOrders(reading, ordered)
  return inOrder([
    ...[...ordered, ...further].map((match) => ({
      ...match,
      kind: 'request' as const,
      isGeneral: isPart(match) || isOneOf(generalInfinitive, match.text),
    })),
    ...generals.map((match) => ({ ...match, kind: 'request' as const, isGeneral: true })),
    ...questionsIn(reading).map((match) => ({ ...match, kind: 'question' as const, isGeneral: isPart(match) })),
  ])
}

function ordersIn(reading: Reading): Match[] {
  const needs = reading.find(need)
  return inOrder([
    ...reading.find(orders).filter(({ text }) => !isOneOf(empty, text)),
    ...reading.find(wish).filter(({ start }) => (lastBefore(needs, start + 1)?.end ?? 0) <= start),
    ...reading.find(undo),
    ...reading.find(english).filter(({ start }) => opensOrder.test(before(reading, start))),
  ])
}

/** "Прошу сменить …, убрать … и увеличить …": what is asked goes on in the same sentence, or item by item. */
function furtherOrders(reading: Reading, ordered: readonly Match[]): Match[] {
  const verbs = reading.find(infinitives).filter(({ text }) => !isOneOf(noInfinitives, text))
  const listed = verbs.filter(({ start }) => isListed(before(reading, start)))
  const next = [
    ...verbs.filter(({ start }) => goesOn.test(before(reading, start))),
    ...reading.find(english).filter(({ start }) => afterComma.test(before(reading, start))),
  ]
  return [...next.filter((match) => followsOrder(reading, ordered, match)), ...listed]
}

function isListed(text: string): boolean {
  return opensItem.test(text) || (afterMark.test(text.slice(-2)) && opensHeaded.test(text))
}

function followsOrder({ text }: Reading, ordered: readonly Match[], { start }: Match): boolean {
  const order = lastBefore(ordered, start)
  return order !== undefined && start - order.end <= longestOrder && !/[.!?\n]/u.test(text.slice(order.end, start))
}

function questionsIn(reading: Reading): Match[] {
  return inOrder([
    ...reading.find(asks).filter(({ start }) => opensQuestion.test(before(reading, start))),
    ...reading.find(asking).filter(({ start }) => opensQuestion.test(before(reading, start))),
    ...reading
      .find(whenAsked)
      .filter(({ start }) => opensQuestion.test(before(reading, start)) && isAsked(reading, start)),
    ...reading.find(ways).filter(({ text }) => !isOneOf(general, text)),
    ...reading.find(whenAsked).filter(({ start }) => askedOf.test(before(reading, start))),
  ])
}

/** "Кстати, когда кончается лицензия?" */
function isAsked({ text }: Reading, start: number): boolean {
  return /^[^.!?\n,]{1,150}\?/u.test(text.slice(start, start + 160))
}

function before({ text }: Reading, place: number): string {
  return text.slice(Math.max(0, place - 24), place)
}
