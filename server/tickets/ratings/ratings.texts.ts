import type { Language } from '#contract/common.ts'

/** The first line of the exported ratings. */
export const ratingHeaders: Readonly<Record<Language, readonly string[]>> = {
  ru: [
    'Когда ({timeZone})',
    'Оценка',
    'Комментарий',
    'Обращение',
    'Тема',
    'Клиент',
    'Портал',
    'Кто оценил',
    'Сотрудник',
  ],
  uk: [
    'Коли ({timeZone})',
    'Оцінка',
    'Коментар',
    'Звернення',
    'Тема',
    'Клієнт',
    'Портал',
    'Хто оцінив',
    'Співробітник',
  ],
  en: ['When ({timeZone})', 'Rating', 'Comment', 'Ticket', 'Subject', 'Client', 'Portal', 'Rated by', 'Agent'],
}
