import type { Language } from '#contract/common.ts'

type Texts = {
  onlyFiles: string
  unreadable: string
  notServed: string
  /** `number` of the ticket. */
  receipt: (number: string) => string
  files: (names: string) => string
  whichTicket: string
  whichPortal: string
  another: string
  anotherOf: (portal: string) => string
  tooLate: string
  /** Of a button, where its messenger wants a word. */
  pressed: string
  changed: (text: string) => string
  /** Where a messenger lets nothing be changed; `number` of the ticket. */
  answerChanged: (number: string, text: string) => string
  takenBack: (number: string) => string
}

/** What bots say, and what stands in a ticket where a message has no words. */
export const botMessageTexts: Record<Language, Texts> = {
  ru: {
    onlyFiles: 'Сообщение без текста.',
    unreadable: 'Сообщение не удалось прочитать.',
    notServed:
      'Сейчас мы не можем принять обращение от вашего портала. Откройте приложение внутри портала: там указано, кто вам поможет.',
    receipt: (number) =>
      `Обращение ${number} принято. Ответ придёт сюда; чтобы дополнить, просто напишите. Для другого вопроса начните сообщение с /new.`,
    files: (names) => `Файлы (откройте обращение в приложении): ${names}`,
    whichTicket: 'К какому обращению это относится?',
    whichPortal: 'От какого портала это обращение?',
    another: 'Новое обращение',
    anotherOf: (portal) => `Новое: ${portal}`,
    tooLate: 'Эта кнопка уже не действует. Напишите ещё раз.',
    pressed: 'Принято',
    changed: (text) => `Сообщение изменено: ${text}`,
    answerChanged: (number, text) => `${number}: ответ исправлен. Теперь он такой:\n${text}`,
    takenBack: (number) =>
      `${number}: один из последних ответов отозван, не опирайтесь на него. Новый ответ придёт сюда.`,
  },
  uk: {
    onlyFiles: 'Повідомлення без тексту.',
    unreadable: 'Повідомлення не вдалося прочитати.',
    notServed:
      'Зараз ми не можемо прийняти звернення від вашого порталу. Відкрийте застосунок усередині порталу: там зазначено, хто вам допоможе.',
    receipt: (number) =>
      `Звернення ${number} прийнято. Відповідь надійде сюди; щоб доповнити, просто напишіть. Для іншого питання почніть повідомлення з /new.`,
    files: (names) => `Файли (відкрийте звернення в застосунку): ${names}`,
    whichTicket: 'Якого звернення це стосується?',
    whichPortal: 'Від якого порталу це звернення?',
    another: 'Нове звернення',
    anotherOf: (portal) => `Нове: ${portal}`,
    tooLate: 'Ця кнопка вже не діє. Напишіть ще раз.',
    pressed: 'Прийнято',
    changed: (text) => `Повідомлення змінено: ${text}`,
    answerChanged: (number, text) => `${number}: відповідь виправлено. Тепер вона така:\n${text}`,
    takenBack: (number) =>
      `${number}: одну з останніх відповідей відкликано, не покладайтеся на неї. Нова відповідь надійде сюди.`,
  },
  en: {
    onlyFiles: 'A message without text.',
    unreadable: 'The message could not be read.',
    notServed:
      'We cannot take a ticket of your portal at present. Open the application inside your portal: it says who will help you.',
    receipt: (number) =>
      `Ticket ${number} was received. The answer will come here; to add something, just write. For another question begin your message with /new.`,
    files: (names) => `Files (open the ticket in the application): ${names}`,
    whichTicket: 'Which ticket does this belong to?',
    whichPortal: 'Which portal is this ticket of?',
    another: 'New ticket',
    anotherOf: (portal) => `New: ${portal}`,
    tooLate: 'This button does nothing any more. Please write again.',
    pressed: 'Got it',
    changed: (text) => `Message changed: ${text}`,
    answerChanged: (number, text) => `${number}: the answer was corrected. It now says:\n${text}`,
    takenBack: (number) =>
      `${number}: one of the last answers was taken back, please do not rely on it. A new one will come here.`,
  },
}
