import { catalogue } from '#contract/common.ts'

/** Beside a session at a client's screen (Q11), and a talk (T12). */
export const sessionTimerTexts = catalogue({
  ru: {
    timerStart: 'Сеанс начат. Запустить таймер?',
    talkStart: 'Разговор ещё идёт или впереди? Таймер запишет его время.',
    timerStop: 'Сеанс завершён. Остановить таймер?',
    timerStartYes: 'Запустить таймер',
    timerStopYes: 'Остановить таймер',
  },
  uk: {
    timerStart: 'Сеанс почато. Запустити таймер?',
    talkStart: 'Розмова ще триває чи попереду? Таймер запише її час.',
    timerStop: 'Сеанс завершено. Зупинити таймер?',
    timerStartYes: 'Запустити таймер',
    timerStopYes: 'Зупинити таймер',
  },
  en: {
    timerStart: 'The session has started. Start the timer?',
    talkStart: 'Is the talk still going on, or about to begin? The timer records its time.',
    timerStop: 'The session has ended. Stop the timer?',
    timerStartYes: 'Start the timer',
    timerStopYes: 'Stop the timer',
  },
})
