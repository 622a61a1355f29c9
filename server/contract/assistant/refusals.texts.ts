import { catalogue } from '../common.ts'

/** The key is the refusal's code. */
export const assistantRefusalTexts = catalogue({
  ru: {
    dialogue_over: 'Разговор с помощником уже закончен. Обновите страницу: видно, что стало с обращением.',
    answer_judged: 'Этот ответ уже оценён. Напишите, если нужно что-то ещё.',
    attempts_left: 'Оператора можно подключить, когда помощник исчерпает попытки. Задайте вопрос другими словами.',
    no_proposals: 'Модель сейчас не отвечает. Напишите формулировки сами или попробуйте через минуту.',
  },
  uk: {
    dialogue_over: 'Розмову з помічником уже закінчено. Оновіть сторінку: видно, що стало зі зверненням.',
    answer_judged: 'Цю відповідь уже оцінено. Напишіть, якщо потрібно щось іще.',
    attempts_left: 'Оператора можна підключити, коли помічник вичерпає спроби. Поставте запитання іншими словами.',
    no_proposals: 'Модель зараз не відповідає. Напишіть формулювання самі або спробуйте за хвилину.',
  },
  en: {
    dialogue_over: 'The talk with the assistant is over. Reload the page to see what became of the ticket.',
    answer_judged: 'This answer has been judged already. Write if you need anything else.',
    attempts_left: 'An operator can be connected once the assistant has used up its attempts. Ask in other words.',
    no_proposals: 'The model does not answer now. Write phrasings yourself, or try again in a minute.',
  },
})
