import { catalogue } from '#contract/common.ts'

/** Beside a session at a client's screen (Q11). */
export const sessionTimerTexts = catalogue({
  ru: {
    timerStart: 'Сеанс начат. Запустить таймер?',
    timerStop: 'Сеанс завершён. Остановить таймер?',
    timerStartYes: 'Запустить таймер',
    timerStopYes: 'Остановить таймер',
  },
  uk: {
    timerStart: 'Сеанс почато. Запустити таймер?',
    timerStop: 'Сеанс завершено. Зупинити таймер?',
    timerStartYes: 'Запустити таймер',
    timerStopYes: 'Зупинити таймер',
  },
  en: {
    timerStart: 'The session has started. Start the timer?',
    timerStop: 'The session has ended. Stop the timer?',
    timerStartYes: 'Start the timer',
    timerStopYes: 'Stop the timer',
  },
})
