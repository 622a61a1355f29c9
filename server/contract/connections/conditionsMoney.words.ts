import { quantaInWords } from '../billing/texts.ts'
import type { Language } from '../common.ts'
import { spanInWords } from '../format.ts'
import { reactionLines } from '../regulations/reactions.words.ts'
import {
  facts,
  lines,
  text,
  type ConditionsPart,
  type ConditionsReader,
  type Wording,
} from './conditionsParts.words.ts'
import type { ConditionsView } from './conditions.types.ts'
import { planFacts } from './planFacts.words.ts'

/** What this client may buy and at what price; what it has of an older version goes by that. */
export function planParts({ view, say, reader: { language } }: Wording): ConditionsPart[] {
  const { plans, packages, clientStatus, document, work } = view
  const status = document.clientStatuses.find((one) => one.status === clientStatus)
  if (plans.length === 0 && packages.length === 0) return [text(say('noPlans'))]
  return [
    ...(status === undefined
      ? []
      : [text(say('status', { title: status.title[language], meaning: status.meaning[language] }))]),
    ...plans.map((plan) => facts(plan.name[language], planFacts(plan, document.work.quantumMinutes, language))),
    ...packages.flatMap(({ title, version, reactions }) => [
      text(say('olderPackage', { plan: title[language], version })),
      facts(null, reactionLines(reactions, language)),
    ]),
    ...(work.quantumMinutes === document.work.quantumMinutes ? [] : [text(quantumLine(document.work, say, language))]),
  ]
}

/** Quantum, rounding, least charge: where nothing is sold nothing is counted. */
export function countingParts({ view, say, reader }: Wording): ConditionsPart[] {
  const { plans, packages, work, workOf, document } = view
  if (plans.length === 0 && packages.length === 0) return []
  const least = quantaInWords(work.leastQuantaPerTicket, work.quantumMinutes, reader.language)
  return [
    lines(null, [
      quantumLine(work, say, reader.language),
      say(`rounding_${work.rounding}`),
      work.leastQuantaPerTicket > 0 ? say('least', { quanta: least }) : say('leastNone'),
      ...(document.orders === null ? [] : [say('lapses', { count: document.orders.lapseDays })]),
    ]),
    ...(workOf === null
      ? []
      : [text(say('olderWork', { version: workOf.version, date: dateOf(workOf.until, reader) }))]),
  ]
}

function quantumLine({ quantumMinutes }: ConditionsView['work'], say: Wording['say'], language: Language): string {
  return say('quantum', { time: spanInWords(quantumMinutes, null, language) })
}

function dateOf(at: string, { language, timeZone }: ConditionsReader): string {
  return new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'long' }).format(new Date(at))
}
