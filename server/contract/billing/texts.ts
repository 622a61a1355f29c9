import { pluralForm, type Language } from '../common.ts'
import { quantaTexts } from './quanta.texts.ts'

type Key = keyof (typeof quantaTexts.texts)['ru']

/**
 * Quanta beside the work that they are (Q3): "30 квантов, 5 часов". A quantum of 0 minutes is one that is not known; then nothing
 * is said of time. Pages, notices, invoices and acts all ask here.
 */
export function quantaInWords(count: number, quantumMinutes: number, language: Language): string {
  if (quantumMinutes === 0) return counted('quanta', count, language)
  return quantaWithTime(count, Math.abs(count) * quantumMinutes, language)
}

/** The same where quanta of several lengths are summed, and so the time is told. */
export function quantaWithTime(count: number, minutes: number, language: Language): string {
  const quanta = counted('quanta', count, language)
  return filled('withTime', language, { quanta, time: timeInWords(minutes, language) })
}

/** In hours, never in days: nobody works for 24 hours. */
export function workInWords(quanta: number, quantumMinutes: number, language: Language): string {
  return timeInWords(Math.abs(quanta) * quantumMinutes, language)
}

function timeInWords(minutes: number, language: Language): string {
  return inHours(minutes, { hours: 'hours', minutes: 'minutes' }, language)
}

/** The same after a preposition: "из 2 часов 20 минут". */
export function workOf(quanta: number, quantumMinutes: number, language: Language): string {
  return inHours(Math.abs(quanta) * quantumMinutes, { hours: 'hoursOf', minutes: 'minutesOf' }, language)
}

function inHours(minutes: number, keys: { hours: Key; minutes: Key }, language: Language): string {
  const parts = [
    { key: keys.hours, count: Math.floor(minutes / 60) },
    { key: keys.minutes, count: minutes % 60 },
  ]
  const shown = parts.filter(({ count }) => count > 0)
  return (shown.length > 0 ? shown : parts.slice(1)).map(({ key, count }) => counted(key, count, language)).join(' ')
}

/** "30 квантов" after a preposition; whoever says it says the time beside it. */
export function quantaOf(count: number, language: Language): string {
  return counted('quantaOf', count, language)
}

/** "24 из 30 квантов, 4 часа из 5 часов" */
export function quantaOfTotal(
  { left, total }: { left: number; total: number },
  quantumMinutes: number,
  language: Language,
): string {
  return filled('ofTotal', language, {
    left: String(left),
    total: quantaOf(total, language),
    leftTime: workInWords(left, quantumMinutes, language),
    totalTime: workOf(total, quantumMinutes, language),
  })
}

/** What comes and what goes: "+30 квантов, 5 часов". */
export function quantaMoved(count: number, quantumMinutes: number, language: Language): string {
  const words = quantaInWords(Math.abs(count), quantumMinutes, language)
  if (count === 0) return words
  return `${count > 0 ? '+' : '−'}${words}`
}

function counted(key: Key, count: number, language: Language): string {
  const forms = quantaTexts.texts[language][key].split(' | ')
  return (forms[pluralForm(language, count)] ?? '').replace('{count}', String(count))
}

function filled(key: Key, language: Language, named: Readonly<Record<string, string>>): string {
  return quantaTexts.texts[language][key].replaceAll(/\{(\w+)\}/g, (_braces, name: string) => named[name] ?? '')
}
