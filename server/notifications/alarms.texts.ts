import type { Language } from '#contract/common.ts'
import type { DutyStep } from '#contract/tickets/duty.types.ts'

type AlarmText = (clock: string, percent: number, number: string, portal: string) => string

const clocks: Record<Language, Record<string, string>> = {
  ru: { firstReaction: 'первый ответ', nextReaction: 'ответ', resolution: 'решение' },
  uk: { firstReaction: 'першу відповідь', nextReaction: 'відповідь', resolution: 'розв’язання' },
  en: { firstReaction: 'the first answer', nextReaction: 'an answer', resolution: 'the resolution' },
}

/** What a clock says when it fires, and what to do about it. */
export const alarmTexts: Record<Language, AlarmText> = {
  ru(clock, percent, number, portal) {
    if (clock === 'onDuty') {
      return `Критический инцидент ${number} (${portal}) не решён в переписке. Свяжитесь с клиентом по телефону или в мессенджере и запишите это в обращении.`
    }
    if (clock === 'expectedDate') {
      return `Обращение ${number} (${portal}) вернулось в работу: дата, названная клиенту, наступила, а оно не решено. Назовите клиенту новую дату или решите его.`
    }
    const what = clocks.ru[clock] ?? ''
    return percent >= 100
      ? `Срок вышел: обращение ${number} (${portal}) ждёт — обещано время на ${what}. Ответьте сейчас.`
      : `Обращение ${number} (${portal}): прошло ${percent} % времени на ${what}.`
  },
  uk(clock, percent, number, portal) {
    if (clock === 'onDuty') {
      return `Критичний інцидент ${number} (${portal}) не розв’язано в листуванні. Зв’яжіться з клієнтом телефоном або в месенджері й запишіть це у зверненні.`
    }
    if (clock === 'expectedDate') {
      return `Звернення ${number} (${portal}) повернулося в роботу: дата, названа клієнтові, настала, а його не розв’язано. Назвіть клієнтові нову дату або розв’яжіть його.`
    }
    const what = clocks.uk[clock] ?? ''
    return percent >= 100
      ? `Строк минув: звернення ${number} (${portal}) чекає — обіцяно час на ${what}. Дайте відповідь зараз.`
      : `Звернення ${number} (${portal}): минуло ${percent} % часу на ${what}.`
  },
  en(clock, percent, number, portal) {
    if (clock === 'onDuty') {
      return `The critical incident ${number} (${portal}) is not solved in writing. Reach the client by phone or messenger, and note it in the ticket.`
    }
    if (clock === 'expectedDate') {
      return `Ticket ${number} (${portal}) is back in work: the date that the client was told has come, and it is not resolved. Tell the client a new date, or resolve it.`
    }
    const what = clocks.en[clock] ?? ''
    return percent >= 100
      ? `Overdue: ticket ${number} (${portal}) still waits for ${what}. Please answer now.`
      : `Ticket ${number} (${portal}): ${percent} % of the time for ${what} has passed.`
  },
}

type DutyPageText = (step: DutyStep, number: string, portal: string) => string

/** T12: a page, to whoever is on duty first, and to the others because nobody has confirmed it. */
export const dutyPageTexts: Record<Language, DutyPageText> = {
  ru: (step, ...about) =>
    `${step === 'onDuty' ? '' : 'Вызов дежурного не подтверждён. '}${alarmTexts.ru('onDuty', 100, ...about)} Нажмите в обращении «Принял».`,
  uk: (step, ...about) =>
    `${step === 'onDuty' ? '' : 'Виклик чергового не підтверджено. '}${alarmTexts.uk('onDuty', 100, ...about)} Натисніть у зверненні «Прийнято».`,
  en: (step, ...about) =>
    `${step === 'onDuty' ? '' : 'The page to whoever is on duty was not confirmed. '}${alarmTexts.en('onDuty', 100, ...about)} Press “Taken” in the ticket.`,
}

/** P9: what ran out while nobody could be notified, in one notification; the numbers of a few of the tickets. */
export const missedTexts: Record<Language, (tickets: number, numbers: string) => string> = {
  ru: (tickets, numbers) =>
    `Сообщения о сроках, которые не дошли вовремя. Обращений, которые ждут: ${tickets} (${numbers}). Посмотрите их в очереди.`,
  uk: (tickets, numbers) =>
    `Повідомлення про строки, що не надійшли вчасно. Звернень, що чекають: ${tickets} (${numbers}). Перегляньте їх у черзі.`,
  en: (tickets, numbers) =>
    `Notices of deadlines that could not be sent in time. Tickets that wait: ${tickets} (${numbers}). Please look at them in the queue.`,
}
