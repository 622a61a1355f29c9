import { actionsIn } from './actions.ts'
import type { Head } from './heads.ts'
import { isOneOf, lexicon, type Match, type Span } from './phrases.ts'
import { inOrder, type Reading, within } from './reading.ts'
import * as words from './symptoms.lexicon.ts'

const negated = lexicon(words.negatedForms)
const nothing = lexicon(words.negatedNothing)
const trouble = lexicon(words.troubles, words.machineWords)
/** "404" alone; not in an amount, a version or a number of something. */
const errorNumber = /(?<![\p{L}\p{N}.,№#-])(?:40[134]|50[234])(?![\p{L}\p{N}]|[.,]\p{N})/gu

const turn =
  /[,\s]\s?(?:а(?!\sтак(?:же|ож))|но|але|однако|проте|but|yet)\s[^.!?\n]{0,60}?(?:(?:ет|ют|ит|ят|ють|ить|ять)(?:ся|ься)?|\sнет|нема(?:є)?)(?!\p{L})/u
const absent = /(?<!\p{L})\p{L}{3,20}\s(?:нет|нема|немає)(?=\s{0,3}(?:[.,!?;)]|$))/u

/** What went wrong, in order; a bare "doesn't work" is nothing that was seen. */
export function symptomsIn(reading: Reading): Head[] {
  const numbers: Match[] = [...reading.text.matchAll(errorNumber)].map(({ index, 0: text }) => ({
    start: index,
    end: index + text.length,
    text,
  }))
  const found = [
    ...reading.find(negated).filter(({ text }) => !isOneOf(nothing, text)),
    ...reading.find(trouble),
    ...numbers,
  ]
  return inOrder(found).map((match) => ({ ...match, kind: 'symptom' as const, isGeneral: false }))
}

/** "Настроила автоответчик, а клиенты слышат гудки": what was done, and what came instead; "письма нет". */
export function isContradicted(reading: Reading, { start, end }: Span): boolean {
  const sentence = reading.text.slice(start, end)
  if (absent.test(sentence)) return true
  const at = sentence.search(turn)
  return at > 0 && within(actionsIn(reading), { start, end: start + at }).length > 0
}
