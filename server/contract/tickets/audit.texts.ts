import { catalogue } from '../common.ts'
import type { ticketActs, ticketFacts } from './audit.types.ts'

/** What the owner's log tells of locks of tickets, of files and of quick replies; the first sentence of which all facts are known is said. */
export const ticketActTexts = catalogue({
  ru: {
    'tickets.locked': ['Обращения портала {portal} закрыты для изменений, всего: {tickets}'],
    'tickets.unlocked': ['Обращения портала {portal} снова открыты для работы, всего: {tickets}'],
    'letter.written': ['Письмо руководителю от портала {portal}'],
    'letter.answered': ['Дан ответ на письмо руководителю от портала {portal}'],
    'letter.confirmed': ['Прочитано письмо руководителю от портала {portal}'],
    'letter.late': ['На письмо руководителю от портала {portal} не ответили в срок'],
    'ratings.exported': ['Выгружены оценки клиентов, всего: {rows}'],
    'files.keptDaysSet': [
      'Срок хранения файлов изменён, дней: {daysTo}',
      'Файлы хранятся столько же, сколько обращения',
    ],
    'reply.written': ['Новый шаблон ответа поддержки: «{replyTitle}»'],
    'reply.changed': ['Изменён шаблон ответа поддержки «{replyTitle}»'],
    'reply.removed': ['Удалён шаблон ответа поддержки «{replyTitle}»'],
  } satisfies Record<keyof typeof ticketActs, readonly string[]>,
  uk: {
    'tickets.locked': ['Звернення порталу {portal} закрито для змін, усього: {tickets}'],
    'tickets.unlocked': ['Звернення порталу {portal} знову відкрито для роботи, усього: {tickets}'],
    'letter.written': ['Лист керівникові від порталу {portal}'],
    'letter.answered': ['Дано відповідь на лист керівникові від порталу {portal}'],
    'letter.confirmed': ['Прочитано лист керівникові від порталу {portal}'],
    'letter.late': ['На лист керівникові від порталу {portal} не відповіли в строк'],
    'ratings.exported': ['Вивантажено оцінки клієнтів, усього: {rows}'],
    'files.keptDaysSet': [
      'Строк зберігання файлів змінено, днів: {daysTo}',
      'Файли зберігаються стільки ж, скільки звернення',
    ],
    'reply.written': ['Новий шаблон відповіді підтримки: «{replyTitle}»'],
    'reply.changed': ['Змінено шаблон відповіді підтримки «{replyTitle}»'],
    'reply.removed': ['Видалено шаблон відповіді підтримки «{replyTitle}»'],
  },
  en: {
    'tickets.locked': ['Tickets of {portal} locked, in all: {tickets}'],
    'tickets.unlocked': ['Tickets of {portal} unlocked, in all: {tickets}'],
    'letter.written': ['A letter of {portal} to the head of support written'],
    'letter.answered': ['A letter of {portal} to the head of support answered'],
    'letter.confirmed': ['A letter of {portal} to the head of support read'],
    'letter.late': ['A letter of {portal} to the head of support was not answered in time'],
    'ratings.exported': ['Ratings of clients exported, in all: {rows}'],
    'files.keptDaysSet': [
      'Files are kept for another time, in days: {daysTo}',
      'Files are kept as long as their tickets',
    ],
    'reply.written': ['A quick reply of the desk written: “{replyTitle}”'],
    'reply.changed': ['The quick reply “{replyTitle}” of the desk changed'],
    'reply.removed': ['The quick reply “{replyTitle}” of the desk removed'],
  },
})

/** How each fact is called beside its value. */
export const ticketFactTexts = catalogue({
  ru: {
    tickets: 'Обращений',
    numbers: 'Номера',
    lockReason: 'Причина',
    daysFrom: 'Дней хранения раньше',
    daysTo: 'Дней хранения',
    replyTitle: 'Шаблон',
  } satisfies Record<(typeof ticketFacts)[number], string>,
  uk: {
    tickets: 'Звернень',
    numbers: 'Номери',
    lockReason: 'Причина',
    daysFrom: 'Днів зберігання раніше',
    daysTo: 'Днів зберігання',
    replyTitle: 'Шаблон',
  },
  en: {
    tickets: 'Tickets',
    numbers: 'Numbers',
    lockReason: 'Reason',
    daysFrom: 'Days before',
    daysTo: 'Days kept',
    replyTitle: 'Quick reply',
  },
})

export const lockReasonTexts = catalogue({
  ru: {
    partner_connected: 'клиент подключил партнёра',
    left_desk: 'клиент ушёл от службы',
    free_tariff: 'на тарифе портала нет специалистов',
    desk_ended: 'служба завершила подключение',
    uninstalled: 'приложение удалено',
  },
  uk: {
    partner_connected: 'клієнт підключив партнера',
    left_desk: 'клієнт пішов від служби',
    free_tariff: 'на тарифі порталу немає спеціалістів',
    desk_ended: 'служба завершила підключення',
    uninstalled: 'застосунок видалено',
  },
  en: {
    partner_connected: 'the client connected a partner',
    left_desk: 'the client left the desk',
    free_tariff: 'the portal’s tariff has no people',
    desk_ended: 'the desk ended the connection',
    uninstalled: 'the application was removed',
  },
})
