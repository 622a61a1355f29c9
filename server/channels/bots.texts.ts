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
  closedMeanwhile: string
  /** Of a button, where its messenger wants a word. */
  pressed: string
  changed: (text: string) => string
  /** Where a messenger lets nothing be changed; `number` of the ticket. */
  answerChanged: (number: string, text: string) => string
  takenBack: (number: string) => string
  /** At the end of a ticket, with the words of its buttons, and what is said where one was pressed. */
  askResolved: (number: string) => string
  isResolved: string
  isNotResolved: string
  askRating: (number: string) => string
  confirmed: (number: string) => string
  reopened: (number: string) => string
  rated: (number: string, score: number) => string
  alreadySaid: (number: string) => string
  goesOn: (number: string) => string
  notYours: string
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
    closedMeanwhile: 'Это обращение тем временем закрыли.',
    pressed: 'Принято',
    changed: (text) => `Сообщение изменено: ${text}`,
    answerChanged: (number, text) => `${number}: ответ исправлен. Теперь он такой:\n${text}`,
    takenBack: (number) =>
      `${number}: один из последних ответов отозван, не опирайтесь на него. Новый ответ придёт сюда.`,
    askResolved: (number) => `${number}: специалист отметил, что вопрос решён. У вас всё работает?`,
    isResolved: 'Да, решено',
    isNotResolved: 'Нет, нужна помощь',
    askRating: (number) => `${number}: обращение закрыто. Оцените помощь: 1 — плохо, 5 — отлично.`,
    confirmed: (number) => `${number}: спасибо, обращение закрыто.`,
    reopened: (number) => `${number} снова в работе. Напишите сюда, что не получилось.`,
    rated: (number, score) => `${number}: спасибо, ваша оценка — ${score}.`,
    alreadySaid: (number) => `${number}: это уже отмечено, ничего делать не нужно.`,
    goesOn: (number) =>
      `${number}: с тех пор обращение изменилось, и эта кнопка уже не действует. Если нужна помощь, напишите сюда.`,
    notYours: 'Это обращение другого портала. Откройте его в приложении внутри портала.',
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
    closedMeanwhile: 'Це звернення тим часом закрили.',
    pressed: 'Прийнято',
    changed: (text) => `Повідомлення змінено: ${text}`,
    answerChanged: (number, text) => `${number}: відповідь виправлено. Тепер вона така:\n${text}`,
    takenBack: (number) =>
      `${number}: одну з останніх відповідей відкликано, не покладайтеся на неї. Нова відповідь надійде сюди.`,
    askResolved: (number) => `${number}: фахівець позначив, що питання вирішено. У вас усе працює?`,
    isResolved: 'Так, вирішено',
    isNotResolved: 'Ні, потрібна допомога',
    askRating: (number) => `${number}: звернення закрито. Оцініть допомогу: 1 — погано, 5 — чудово.`,
    confirmed: (number) => `${number}: дякуємо, звернення закрито.`,
    reopened: (number) => `${number} знову в роботі. Напишіть сюди, що не вийшло.`,
    rated: (number, score) => `${number}: дякуємо, ваша оцінка — ${score}.`,
    alreadySaid: (number) => `${number}: це вже позначено, нічого робити не треба.`,
    goesOn: (number) =>
      `${number}: відтоді звернення змінилося, і ця кнопка вже не діє. Якщо потрібна допомога, напишіть сюди.`,
    notYours: 'Це звернення іншого порталу. Відкрийте його в застосунку всередині порталу.',
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
    closedMeanwhile: 'That ticket was closed in the meantime.',
    pressed: 'Got it',
    changed: (text) => `Message changed: ${text}`,
    answerChanged: (number, text) => `${number}: the answer was corrected. It now says:\n${text}`,
    takenBack: (number) =>
      `${number}: one of the last answers was taken back, please do not rely on it. A new one will come here.`,
    askResolved: (number) => `${number}: the specialist has marked this as solved. Does everything work for you?`,
    isResolved: 'Yes, it is solved',
    isNotResolved: 'No, I need help',
    askRating: (number) => `${number}: the ticket is closed. How was the help: 1 is poor, 5 is excellent?`,
    confirmed: (number) => `${number}: thank you, the ticket is closed.`,
    reopened: (number) => `${number} is being worked on again. Write here what did not work.`,
    rated: (number, score) => `${number}: thank you, your rating is ${score}.`,
    alreadySaid: (number) => `${number}: this was noted already, there is nothing to do.`,
    goesOn: (number) =>
      `${number}: the ticket has changed since then, and this button does nothing any more. If you need help, write here.`,
    notYours: 'This ticket is of another portal. Open it in the application inside that portal.',
  },
}
