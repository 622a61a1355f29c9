import type { Language } from '#contract/common.ts'
import type { IncidentStep } from '#contract/tickets/internal.types.ts'

type IncidentTexts = Record<IncidentStep, (told: { title: string; number: string }) => string>

/** What the people of a desk read of what its monitors have noticed. */
export const incidentTexts: Record<Language, IncidentTexts> = {
  ru: {
    opened: ({ title, number }) =>
      `Мониторинг: «${title}» не работает. Открыто обращение ${number}, клиентам показано объявление.`,
    unstable: ({ title, number }) => `Мониторинг: «${title}» работает с перебоями, обращение ${number}.`,
    closed: ({ title, number }) => `Мониторинг: «${title}» снова работает, обращение ${number}.`,
  },
  uk: {
    opened: ({ title, number }) =>
      `Моніторинг: «${title}» не працює. Відкрито звернення ${number}, клієнтам показано оголошення.`,
    unstable: ({ title, number }) => `Моніторинг: «${title}» працює з перебоями, звернення ${number}.`,
    closed: ({ title, number }) => `Моніторинг: «${title}» знову працює, звернення ${number}.`,
  },
  en: {
    opened: ({ title, number }) =>
      `Monitoring: “${title}” does not work. Ticket ${number} is open, and clients see an announcement.`,
    unstable: ({ title, number }) => `Monitoring: “${title}” works on and off, ticket ${number}.`,
    closed: ({ title, number }) => `Monitoring: “${title}” works again, ticket ${number}.`,
  },
}
