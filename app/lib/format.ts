import type { Language } from '#contract/common.ts'
import { moneyOf, spanInWords, weekdaysOf, zoneInWords } from '#contract/format.ts'
import { formatTexts } from '#contract/format.texts.ts'
import { language, useTexts } from './i18n.ts'

export interface Viewpoint {
  language: Language
  timeZone: string
  now: Date
}

export const viewerZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Where the reader stands: the language of the page, the zone of the computer, now. */
const here = (): Viewpoint => ({ language: language.value, timeZone: viewerZone(), now: new Date() })

/** How people in the language of the page write moments, money and spans; the zone is the viewer's. */
export function useFormat() {
  const t = useTexts(formatTexts)
  return {
    time: (at: string) => timeOf(new Date(at), here()),
    day: (at: string) => dayOf(new Date(at), here()),
    dayAtTime: (at: string) => t('dayAtTime', { day: dayOf(new Date(at), here()), time: timeOf(new Date(at), here()) }),
    isSameDay: (at: string, now: number) => isSameDay(new Date(at), { ...here(), now: new Date(now) }),
    /** What hangs on days that no government has published yet is marked wherever it is said (S1). */
    settled: (text: string, isFinal: boolean): string => (isFinal ? text : t('notFinal', { text })),
    /** "27 нояб.": also today is named. */
    shortDay: (at: string) => shortDayOf(new Date(at), here()),
    /** For a list of promises: as short, and never without the hour. */
    shortAtTime: (at: string) =>
      isSameDay(new Date(at), here())
        ? timeOf(new Date(at), here())
        : t('dayAtTime', { day: shortDayOf(new Date(at), here()), time: timeOf(new Date(at), here()) }),
    /** For lists: the time today, else the day. */
    short: (at: string) =>
      isSameDay(new Date(at), here()) ? timeOf(new Date(at), here()) : shortDayOf(new Date(at), here()),
    full: (at: string) =>
      new Intl.DateTimeFormat(language.value, { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' }).format(
        new Date(at),
      ),
    money: (minor: number, currency: string) => moneyOf(minor, currency, language.value),
    /** Working time: "2 часа 30 минут"; where the calendar's day is known, also "10 рабочих дней" (S3). */
    minutes: (total: number, dayMinutes: number | null = null): string =>
      spanInWords(total, dayMinutes, language.value),
    /** Time by the wall: a day of it has 24 hours. */
    wallMinutes: (total: number): string => spanInWords(total, 1440, language.value),
    weekdays: (days: readonly number[]) => weekdaysOf(days, language.value),
    /** The zone of a desk's hours in words: "по московскому времени". */
    zone: (timeZone: string): string => zoneInWords(timeZone, language.value, new Date()),
  }
}

export function timeOf(at: Date, { language: locale, timeZone }: Viewpoint): string {
  return new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
}

/** "сегодня", "вчера", "завтра", else the date; the year only when it is another one. */
export function dayOf(at: Date, view: Viewpoint): string {
  const distance = dayNumber(at, view.timeZone) - dayNumber(view.now, view.timeZone)
  if (Math.abs(distance) <= 1) {
    return new Intl.RelativeTimeFormat(view.language, { numeric: 'auto' }).format(distance, 'day')
  }
  const isThisYear = yearOf(at, view.timeZone) === yearOf(view.now, view.timeZone)
  return new Intl.DateTimeFormat(view.language, {
    timeZone: view.timeZone,
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(at)
}

export function shortDayOf(at: Date, view: Viewpoint): string {
  const isThisYear = yearOf(at, view.timeZone) === yearOf(view.now, view.timeZone)
  return new Intl.DateTimeFormat(view.language, {
    timeZone: view.timeZone,
    day: 'numeric',
    month: isThisYear ? 'short' : '2-digit',
    ...(isThisYear ? {} : { year: '2-digit' }),
  }).format(at)
}

export function isSameDay(at: Date, { timeZone, now }: Viewpoint): boolean {
  return dayNumber(at, timeZone) === dayNumber(now, timeZone)
}

/** Whether clocks in the two zones show the same time at this moment. */
export function isSameClock(left: string, right: string, at: Date): boolean {
  const clock = (timeZone: string): string =>
    new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at)
  return clock(left) === clock(right)
}

/** Days since a fixed one, by the calendar of the zone. */
function dayNumber(at: Date, timeZone: string): number {
  return Math.round(Date.parse(`${new Intl.DateTimeFormat('en-CA', { timeZone }).format(at)}T00:00:00Z`) / 86_400_000)
}

function yearOf(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' }).format(at)
}
