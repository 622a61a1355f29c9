import type { Regulation } from '#contract/regulations/document.types.ts'
import { texts } from './texts.ts'

/** What the sources leave open and every desk needs: ours. */
export const refusalOfChannel = texts(
  'Спасибо за сообщение! Обращения здесь мы не регистрируем. Напишите туда, где их принимаем: {channels}.',
  'Дякуємо за повідомлення! Звернення тут ми не реєструємо. Напишіть туди, де їх приймаємо: {channels}.',
  'Thank you for writing! Requests are not registered here. Please write where we take them: {channels}.',
)

/** Ten-minute quanta, each interval by itself; the timer asks after an hour and stops with the working day (Q5, Q11). */
export function workBy(calendar: string): Regulation['work'] {
  return {
    calendar,
    quantumMinutes: 10,
    rounding: 'interval',
    leastQuantaPerTicket: 0,
    timer: { askAfterIdleMinutes: 60, stopAfterMinutes: 5, askBeforeDayEndsMinutes: 5 },
  }
}

/** S6: half the time is for whoever answers, four fifths for the head as well; at the breach the ticket goes up. */
export const escalation: Regulation['escalation'] = [
  { atPercent: 50, notify: ['assigneeOrShift'], reassign: null, raisePriority: false, pageOnDuty: false },
  { atPercent: 80, notify: ['assigneeOrShift', 'lead'], reassign: null, raisePriority: false, pageOnDuty: false },
  { atPercent: 100, notify: ['assigneeOrShift', 'lead'], reassign: null, raisePriority: true, pageOnDuty: false },
]

/** I2, I4: whoever writes or calls from outside says who they are; what is delicate waits for a code from the mailbox. */
export function identificationIn(
  channels: NonNullable<Regulation['identification']>['ask'][number]['channels'],
): Regulation['identification'] {
  return {
    accountAddressOnly: true,
    ask: [{ channels, facts: ['fullName', 'position', 'email'] }],
    code: {
      channels,
      categories: ['serviceRequest', 'changeRequest'],
      confidentialAnswers: true,
      digits: 6,
      minutes: 10,
      tries: 5,
    },
  }
}

/**
 * In what all presets are alike, and where a field begins that every regulation gets: resolved tickets close after a working week
 * and can be opened again for two (T2), and a low mark is told to the head of support, to whom the client may also write (T11).
 */
export const alike = {
  closing: { calendar: 'office', afterWorkingDays: 5, reopenDays: 14 },
  // None of the sources says when the head of support answers.
  feedback: { alertUpTo: 2, writeToLead: true, answerWithin: null },
} as const satisfies Partial<Regulation>

export const inAppOnly: Regulation['channels']['cloud'] = { official: ['app'], chooseOne: null }
