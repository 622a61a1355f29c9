import { catalogue } from '../common.ts'

/** Promised times as a plan or a desk has them. */
export const reactionTexts = catalogue({
  ru: {
    firstReaction: 'Первый ответ',
    nextReaction: 'Следующий ответ',
    resolution: 'Решение',
    ofPriority: '{name}, приоритет: {priorities}',
    ofCategory: '{name}: {categories}',
    ofBoth: '{name}: {categories}, приоритет: {priorities}',
    none: 'срок не обещан',
    working: '{time} рабочего времени',
    always: '{time}, днём и ночью',
    endOfDay: 'до конца дня поступления',
    endOfDayUnless: 'до конца дня поступления, а если пришло после {time} – следующего дня',
  },
  uk: {
    firstReaction: 'Перша відповідь',
    nextReaction: 'Наступна відповідь',
    resolution: 'Розв’язання',
    ofPriority: '{name}, пріоритет: {priorities}',
    ofCategory: '{name}: {categories}',
    ofBoth: '{name}: {categories}, пріоритет: {priorities}',
    none: 'строк не обіцяно',
    working: '{time} робочого часу',
    always: '{time}, вдень і вночі',
    endOfDay: 'до кінця дня надходження',
    endOfDayUnless: 'до кінця дня надходження, а якщо надійшло після {time} – наступного дня',
  },
  en: {
    firstReaction: 'First answer',
    nextReaction: 'Next answer',
    resolution: 'Solution',
    ofPriority: '{name}, priority: {priorities}',
    ofCategory: '{name}: {categories}',
    ofBoth: '{name}: {categories}, priority: {priorities}',
    none: 'no time promised',
    working: '{time} of working time',
    always: '{time}, day and night',
    endOfDay: 'by the end of the day it came in',
    endOfDayUnless: 'by the end of the day it came in, or of the next one if it came after {time}',
  },
})
