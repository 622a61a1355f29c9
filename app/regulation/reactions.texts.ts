import { catalogue } from '#contract/common.ts'

/** First answers as a plan or a desk promises them. */
export const reactionTexts = catalogue({
  ru: {
    name: 'Первый ответ',
    nameOfPriority: 'Первый ответ, приоритет: {priorities}',
    nameOfCategory: 'Первый ответ: {categories}',
    nameOfBoth: 'Первый ответ: {categories}, приоритет: {priorities}',
    none: 'срок не обещан',
    working: '{time} рабочего времени',
    always: '{time}, днём и ночью',
    endOfDay: 'до конца дня поступления',
    endOfDayUnless: 'до конца дня поступления, а если пришло после {time} – следующего дня',
  },
  uk: {
    name: 'Перша відповідь',
    nameOfPriority: 'Перша відповідь, пріоритет: {priorities}',
    nameOfCategory: 'Перша відповідь: {categories}',
    nameOfBoth: 'Перша відповідь: {categories}, пріоритет: {priorities}',
    none: 'строк не обіцяно',
    working: '{time} робочого часу',
    always: '{time}, вдень і вночі',
    endOfDay: 'до кінця дня надходження',
    endOfDayUnless: 'до кінця дня надходження, а якщо надійшло після {time} – наступного дня',
  },
  en: {
    name: 'First answer',
    nameOfPriority: 'First answer, priority: {priorities}',
    nameOfCategory: 'First answer: {categories}',
    nameOfBoth: 'First answer: {categories}, priority: {priorities}',
    none: 'no time promised',
    working: '{time} of working time',
    always: '{time}, day and night',
    endOfDay: 'by the end of the day it came in',
    endOfDayUnless: 'by the end of the day it came in, or of the next one if it came after {time}',
  },
})
