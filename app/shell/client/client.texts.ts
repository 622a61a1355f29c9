import { catalogue } from '#contract/common.ts'

/** The frame around the client’s pages. */
export const clientTexts = catalogue({
  ru: {
    askAssistant: 'Спросить помощника',
    tickets: 'Обращения',
    newTicket: 'Новое обращение',
    elsewhere: 'Другие страницы',
    toBalance: 'Баланс и тариф',
    toArticles: 'База знаний',
    toLetters: 'Письмо руководителю',
    toConditions: 'Условия поддержки',
    toSettings: 'Настройки поддержки',
    toDesk: 'Рабочее место поддержки',
  },
  uk: {
    askAssistant: 'Запитати помічника',
    tickets: 'Звернення',
    newTicket: 'Нове звернення',
    elsewhere: 'Інші сторінки',
    toBalance: 'Баланс і тариф',
    toArticles: 'База знань',
    toLetters: 'Лист керівникові',
    toConditions: 'Умови підтримки',
    toSettings: 'Налаштування підтримки',
    toDesk: 'Робоче місце підтримки',
  },
  en: {
    askAssistant: 'Ask the assistant',
    tickets: 'Tickets',
    newTicket: 'New ticket',
    elsewhere: 'Other pages',
    toBalance: 'Balance and plan',
    toArticles: 'Knowledge base',
    toLetters: 'Letter to the head',
    toConditions: 'Conditions of support',
    toSettings: 'Support settings',
    toDesk: 'Support desk',
  },
})
