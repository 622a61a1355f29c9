import { catalogue } from '../common.ts'

/** So many quanta, and how much work that is (Q3): never the one without the other. */
export const quantaTexts = catalogue({
  ru: {
    quanta: '{count} квант | {count} кванта | {count} квантов',
    quantaOf: '{count} кванта | {count} квантов | {count} квантов',
    withTime: '{quanta}, {time}',
    ofTotal: '{left} из {total}, {leftTime} из {totalTime}',
    hours: '{count} час | {count} часа | {count} часов',
    minutes: '{count} минута | {count} минуты | {count} минут',
    hoursOf: '{count} часа | {count} часов | {count} часов',
    minutesOf: '{count} минуты | {count} минут | {count} минут',
  },
  uk: {
    quanta: '{count} квант | {count} кванти | {count} квантів',
    quantaOf: '{count} кванта | {count} квантів | {count} квантів',
    withTime: '{quanta}, {time}',
    ofTotal: '{left} з {total}, {leftTime} з {totalTime}',
    hours: '{count} година | {count} години | {count} годин',
    minutes: '{count} хвилина | {count} хвилини | {count} хвилин',
    hoursOf: '{count} години | {count} годин | {count} годин',
    minutesOf: '{count} хвилини | {count} хвилин | {count} хвилин',
  },
  en: {
    quanta: '{count} quantum | {count} quanta',
    quantaOf: '{count} quantum | {count} quanta',
    withTime: '{quanta}, {time}',
    ofTotal: '{left} of {total}, {leftTime} of {totalTime}',
    hours: '{count} hour | {count} hours',
    minutes: '{count} minute | {count} minutes',
    hoursOf: '{count} hour | {count} hours',
    minutesOf: '{count} minute | {count} minutes',
  },
})
