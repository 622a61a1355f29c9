import type { Language } from '#contract/common.ts'

type Told = { title: string; until: string }

/** D3: what those who lead a desk read when maintenance has not been ended in time. */
export const overdueTexts: Record<Language, (told: Told) => string> = {
  ru: ({ title, until }) =>
    `Работы «${title}» должны были закончиться ${until}. Клиенты видят, что конец не подтверждён: завершите объявление или назначьте новое время в разделе «Объявления».`,
  uk: ({ title, until }) =>
    `Роботи «${title}» мали закінчитися ${until}. Клієнти бачать, що кінець не підтверджено: завершіть оголошення або призначте новий час у розділі «Оголошення».`,
  en: ({ title, until }) =>
    `Maintenance “${title}” was to end ${until}. Clients see that its end is not confirmed: end the announcement or name a new time in the section “Announcements”.`,
}
