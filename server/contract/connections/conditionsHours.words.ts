import { levels, type Level } from './types.ts'
import { spanInWords, weekdaysOf, zoneInWords } from '../format.ts'
import { formatTexts } from '../format.texts.ts'
import { groupDays } from '../calendar/days.words.ts'
import { sayIn } from '../say.ts'
import type { ConditionsPart, ConditionsReader, Wording } from './conditionsParts.words.ts'
import type { ConditionsView } from './conditions.types.ts'

/** So many times of days that are not as usual. */
const mostSpecial = 12

/** Who answers whom and when; the reader's own tariff is named, and the days to come that are not as their weekdays. */
export function hoursParts(wording: Wording): ConditionsPart[] {
  const { view, say, reader } = wording
  const { people, document, helpers } = view
  const nobody = levels.filter((level) => people.every((row) => !row.levels.includes(level)))
  const facts = people.map((row) => ({ name: whoOf(row.levels, wording), value: hoursOf(row, wording) }))
  const alone = nobody.length === 0 ? [] : [{ name: whoOf(nobody, wording), value: say('nobody') }]
  const { onDuty } = document
  const onDutyText =
    onDuty === null
      ? []
      : [
          say('onDuty', {
            time: spanInWords(onDuty.afterMinutes, null, reader.language),
            levels: onDuty.levels.map((level) => say(`level_${level}`)).join(', '),
          }),
        ]
  const isAlone = nobody.includes(view.level)
  const firstText = helpers.includes('assistant') ? [say(isAlone ? 'assistantAlone' : 'assistant')] : []
  const texts = [...firstText, ...onDutyText, ...specialTexts(wording)]
  return [
    { part: 'facts', title: null, facts: [...facts, ...alone] },
    ...texts.map((text): ConditionsPart => ({ part: 'text', text })),
  ]
}

function whoOf(among: readonly Level[], { view, say }: Wording): string {
  if (among.length === levels.length) return say('everybody')
  const named = among.map((level) => say(`level_${level}`)).join(', ')
  return among.includes(view.level) ? say('ownTariff', { levels: named }) : named
}

function hoursOf({ isAlways, hours, timeZone }: ConditionsView['people'][number], wording: Wording): string {
  const { say, reader, view } = wording
  if (isAlways) return say('always')
  const spans = hours.map(({ weekdays, from, to }) => `${weekdaysOf(weekdays, reader.language)} ${spanOf(from, to)}`)
  return `${spans.join('; ')}, ${zoneInWords(timeZone, reader.language, new Date(view.at))}`
}

function specialTexts({ view: { outlook }, say, reader: { language } }: Wording): string[] {
  if (outlook === null || outlook.special.length === 0) return []
  const { finalThrough } = outlook
  const days = groupDays(outlook.special, mostSpecial).map(({ from, to, hours }) => {
    const dates = from === to ? dateOf(from, language) : `${dateOf(from, language)} – ${dateOf(to, language)}`
    const isFinal = finalThrough === null || Number(to.slice(0, 4)) <= finalThrough
    const named = isFinal ? dates : sayIn(formatTexts, language)('notFinal', { text: dates })
    if (hours.length === 0) return say('dayOff', { days: named })
    return say('dayShort', { days: named, hours: hours.map(([start, end]) => spanOf(start, end)).join(', ') })
  })
  return [
    say('special', { days: days.join('; ') }),
    ...(finalThrough === null ? [] : [say('transfers', { year: finalThrough })]),
  ]
}

/** A line may not break between the two times: their dash would let it. */
function spanOf(from: string, to: string): string {
  return `${from}\u2060–\u2060${to}`
}

function dateOf(date: string, language: ConditionsReader['language']): string {
  return new Intl.DateTimeFormat(language, { timeZone: 'UTC', day: 'numeric', month: 'long' }).format(
    new Date(`${date}T00:00:00Z`),
  )
}
