import { catalogue } from '#contract/common.ts'

/** Choosing somebody of the portal. */
export const peopleTexts = catalogue({
  ru: {
    pickLabel: 'Имя или фамилия',
    pickPlaceholder: 'Начните вводить имя',
    pickHint: 'Введите имя: покажем людей вашего портала.',
    pickEmpty: 'По запросу «{search}» в портале никого нет.',
    pickFound: 'Найден {count} человек|Найдены {count} человека|Найдено {count} человек',
    pickResults: 'Люди портала',
    close: 'Отмена',
  },
  uk: {
    pickLabel: 'Ім’я або прізвище',
    pickPlaceholder: 'Почніть вводити ім’я',
    pickHint: 'Введіть ім’я: покажемо людей вашого порталу.',
    pickEmpty: 'За запитом «{search}» у порталі нікого немає.',
    pickFound: 'Знайдено {count} людину|Знайдено {count} людини|Знайдено {count} людей',
    pickResults: 'Люди порталу',
    close: 'Скасувати',
  },
  en: {
    pickLabel: 'First or last name',
    pickPlaceholder: 'Start typing a name',
    pickHint: 'Type a name to see people of your portal.',
    pickEmpty: 'Nobody in the portal matches “{search}”.',
    pickFound: '{count} person found|{count} people found',
    pickResults: 'People of the portal',
    close: 'Cancel',
  },
})
