import { catalogue, inThree, type InThree, type Language } from '#contract/common.ts'
import { groupDays, type DayGroup } from '#contract/calendar/days.words.ts'
import { zoneInWords } from '#contract/format.ts'
import { sayIn } from '#contract/say.ts'
import type { Holiday } from './domain/holidays.ts'

const holidayTexts = catalogue({
  ru: {
    dayOff: 'Выходной: {days}',
    daysOff: 'Выходные дни: {days}',
    hours: 'Время работы изменится: {days}',
    off: '{days}: не работаем.',
    open: '{days}: работаем {hours} {zone}.',
    more: '…',
    usual: 'В остальные дни работаем как обычно.',
  },
  uk: {
    dayOff: 'Вихідний: {days}',
    daysOff: 'Вихідні дні: {days}',
    hours: 'Час роботи зміниться: {days}',
    off: '{days}: не працюємо.',
    open: '{days}: працюємо {hours} {zone}.',
    more: '…',
    usual: 'В інші дні працюємо як зазвичай.',
  },
  en: {
    dayOff: 'Day off: {days}',
    daysOff: 'Days off: {days}',
    hours: 'Working time changes: {days}',
    off: '{days}: we are closed.',
    open: '{days}: we work {hours} {zone}.',
    more: '…',
    usual: 'On other days we work as usual.',
  },
})

/** So many times in an announcement, which has its longest text. */
const mostGroups = 20

/** D3: what an announcement of a holiday says before somebody has changed it. */
export function textsOfHoliday(holiday: Pick<Holiday, 'days' | 'timeZone' | 'startsAt'>): {
  title: InThree
  body: InThree
} {
  return {
    title: inThree((language) => titleIn(language, holiday)),
    body: inThree((language) => bodyIn(language, holiday)),
  }
}

function titleIn(language: Language, { days }: Pick<Holiday, 'days'>): string {
  const say = sayIn(holidayTexts, language)
  const [first, ...others] = days
  if (first === undefined) return ''
  const dates = datesOf({ from: first.date, to: others.at(-1)?.date ?? first.date }, language)
  if (days.some(({ hours }) => hours.length > 0)) return say('hours', { days: dates })
  return say(others.length === 0 ? 'dayOff' : 'daysOff', { days: dates })
}

function bodyIn(
  language: Language,
  { days, timeZone, startsAt }: Pick<Holiday, 'days' | 'timeZone' | 'startsAt'>,
): string {
  const say = sayIn(holidayTexts, language)
  const groups = groupDays(days, days.length)
  const lines = groups.slice(0, mostGroups).map((group) => {
    if (group.hours.length === 0) return say('off', { days: datesOf(group, language) })
    const hours = group.hours.map(([start, end]) => `${start}\u2060–\u2060${end}`).join(', ')
    return say('open', { days: datesOf(group, language), hours, zone: zoneInWords(timeZone, language, startsAt) })
  })
  const rest = groups.length > mostGroups ? [say('more')] : []
  return [...lines, ...rest, say('usual')].join('\n')
}

function datesOf({ from, to }: Pick<DayGroup, 'from' | 'to'>, language: Language): string {
  return from === to ? dateIn(from, language) : `${dateIn(from, language)} – ${dateIn(to, language)}`
}

function dateIn(date: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { timeZone: 'UTC', day: 'numeric', month: 'long' }).format(
    new Date(`${date}T00:00:00Z`),
  )
}
