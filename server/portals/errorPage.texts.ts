import type { Language } from '#contract/common.ts'

/** For the few refusals that come before any page of ours can run. */
export const errorPageTexts: Record<Language, { title: string; text: string; code: string }> = {
  ru: {
    title: 'Приложение не открылось',
    text: 'Битрикс24 не подтвердил, кто открывает Опору. Обновите страницу портала; если не поможет, попросите администратора переустановить приложение.',
    code: 'Код для поддержки',
  },
  uk: {
    title: 'Застосунок не відкрився',
    text: 'Бітрікс24 не підтвердив, хто відкриває Опору. Оновіть сторінку порталу; якщо не допоможе, попросіть адміністратора перевстановити застосунок.',
    code: 'Код для підтримки',
  },
  en: {
    title: 'The application did not open',
    text: 'Bitrix24 did not confirm who is opening Opora. Reload the portal page; if that does not help, ask an administrator to reinstall the application.',
    code: 'Code for support',
  },
}
