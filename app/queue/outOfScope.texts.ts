import { catalogue } from '#contract/common.ts'

/** Declining what is outside of support. */
export const outOfScopeTexts = catalogue({
  ru: {
    title: 'Не входит в поддержку?',
    lead: 'Обращение закроется сразу. Клиент увидит ответ и кнопку, куда идти дальше.',
    area: 'Область',
    restArea: 'Другое',
    text: 'Ответ клиенту',
    textHelp: 'Из вашего регламента, на языке клиента. Можно поправить.',
    textNeeded: 'Напишите ответ: клиент должен знать, куда обратиться.',
    way_connectPartner: 'Кнопка у клиента: «Подключить партнёра кодом».',
    way_askForQuote:
      'Кнопка у клиента: «Запросить оценку» – новое обращение с вопросами из регламента и номером этого.',
    way_article: 'Кнопка у клиента: «Открыть статью», {url}',
    wayNone: 'Кнопки у клиента не будет: регламент её не называет. Напишите в ответе, куда обратиться.',
    yes: 'Ответить и закрыть',
  },
  uk: {
    title: 'Не входить до підтримки?',
    lead: 'Звернення закриється одразу. Клієнт побачить відповідь і кнопку, куди йти далі.',
    area: 'Область',
    restArea: 'Інше',
    text: 'Відповідь клієнтові',
    textHelp: 'З вашого регламенту, мовою клієнта. Можна виправити.',
    textNeeded: 'Напишіть відповідь: клієнт має знати, куди звернутися.',
    way_connectPartner: 'Кнопка в клієнта: «Підключити партнера кодом».',
    way_askForQuote:
      'Кнопка в клієнта: «Попросити оцінку» – нове звернення із запитаннями з регламенту й номером цього.',
    way_article: 'Кнопка в клієнта: «Відкрити статтю», {url}',
    wayNone: 'Кнопки в клієнта не буде: регламент її не називає. Напишіть у відповіді, куди звернутися.',
    yes: 'Відповісти й закрити',
  },
  en: {
    title: 'Outside of support?',
    lead: 'The ticket closes at once. The client sees the answer and a button that leads on.',
    area: 'Area',
    restArea: 'Something else',
    text: 'Answer to the client',
    textHelp: 'From your regulation, in the client’s language. You may change it.',
    textNeeded: 'Write an answer: the client has to know where to turn.',
    way_connectPartner: 'The client’s button: “Connect a partner with a code”.',
    way_askForQuote:
      'The client’s button: “Ask for a quote”, a new ticket with the regulation’s questions and this number.',
    way_article: 'The client’s button: “Open the article”, {url}',
    wayNone: 'The client gets no button: the regulation names none. Say in the answer where to turn.',
    yes: 'Answer and close',
  },
})
