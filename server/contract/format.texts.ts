import { catalogue } from './common.ts'

/** Moments, spans and zones in words. */
export const formatTexts = catalogue({
  ru: {
    dayAtTime: '{day}, {time}',
    notFinal: '{text} (предварительно)',
    minutes: '{count} минута | {count} минуты | {count} минут',
    hours: '{count} час | {count} часа | {count} часов',
    days: '{count} день | {count} дня | {count} дней',
    workdays: '{count} рабочий день | {count} рабочих дня | {count} рабочих дней',
    zoneMoscow: 'по московскому времени',
    zoneKyiv: 'по киевскому времени',
    zoneOther: 'по времени {offset}',
  },
  uk: {
    dayAtTime: '{day}, {time}',
    notFinal: '{text} (попередньо)',
    minutes: '{count} хвилина | {count} хвилини | {count} хвилин',
    hours: '{count} година | {count} години | {count} годин',
    days: '{count} день | {count} дні | {count} днів',
    workdays: '{count} робочий день | {count} робочі дні | {count} робочих днів',
    zoneMoscow: 'за московським часом',
    zoneKyiv: 'за київським часом',
    zoneOther: 'за часом {offset}',
  },
  en: {
    dayAtTime: '{day}, {time}',
    notFinal: '{text} (provisional)',
    minutes: '{count} minute | {count} minutes',
    hours: '{count} hour | {count} hours',
    days: '{count} day | {count} days',
    workdays: '{count} working day | {count} working days',
    zoneMoscow: 'Moscow time',
    zoneKyiv: 'Kyiv time',
    zoneOther: '{offset} time',
  },
})
