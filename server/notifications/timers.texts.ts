import type { Language } from '#contract/common.ts'

type TimerText = (number: string, portal: string, minutes: number) => string

/** "Still working?" (Q11), and what follows without an answer. */
export const timerTexts: Record<Language, Record<'noAnswer' | 'dayEnded', TimerText>> = {
  ru: {
    noAnswer: (number, portal, minutes) =>
      `Вы ещё работаете над обращением ${number} (${portal})? Ответьте в приложении, иначе таймер остановится через ${minutes} мин.`,
    dayEnded: (number, portal, minutes) =>
      `Рабочий день заканчивается. Таймер по обращению ${number} (${portal}) остановится через ${minutes} мин, если вы не ответите в приложении, что ещё работаете.`,
  },
  uk: {
    noAnswer: (number, portal, minutes) =>
      `Ви ще працюєте над зверненням ${number} (${portal})? Дайте відповідь у застосунку, інакше таймер зупиниться через ${minutes} хв.`,
    dayEnded: (number, portal, minutes) =>
      `Робочий день закінчується. Таймер за зверненням ${number} (${portal}) зупиниться через ${minutes} хв, якщо ви не відповісте в застосунку, що ще працюєте.`,
  },
  en: {
    noAnswer: (number, portal, minutes) =>
      `Are you still working on ticket ${number} (${portal})? Answer in the app, or the timer stops in ${minutes} min.`,
    dayEnded: (number, portal, minutes) =>
      `The working day is nearly over. The timer of ticket ${number} (${portal}) stops in ${minutes} min unless you answer in the app that you are still working.`,
  },
}
