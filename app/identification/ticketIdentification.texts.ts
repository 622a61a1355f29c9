import { catalogue } from '#contract/common.ts'

/** What both sides read of a ticket that came from outside of the portal (I4). */
export const ticketIdentificationTexts = catalogue({
  ru: {
    title: 'Подтверждение личности',
    deskOpen: 'Обращение пришло из {channel}. Если ответ конфиденциальный, сначала запросите код.',
    deskWaiting:
      'Ждём код от клиента: обращение пришло из {channel}. Ваши ответы клиент видит в приложении, а в {channel} они уйдут после кода.',
    deskProven: 'Обращение пришло из {channel}, личность клиента подтверждена.',
    ask: 'Запросить код',
    askAgain: 'Отправить код ещё раз',
    clientWaiting:
      'Обращение пришло из {channel} и ждёт подтверждения, что его написали вы. Напишите боту код из письма или подтвердите здесь. До этого ответы видны только здесь.',
    clientOther:
      'Обращение пришло из {channel} и ждёт кода от того, кто его написал. До этого ответы видны только здесь.',
    confirm: 'Да, это я',
    telegram: 'Telegram',
    max: 'MAX',
    whatsapp: 'WhatsApp',
    elsewhere: 'мессенджера',
  },
  uk: {
    title: 'Підтвердження особи',
    deskOpen: 'Звернення надійшло з {channel}. Якщо відповідь конфіденційна, спершу запитайте код.',
    deskWaiting:
      'Чекаємо код від клієнта: звернення надійшло з {channel}. Ваші відповіді клієнт бачить у застосунку, а в {channel} вони підуть після коду.',
    deskProven: 'Звернення надійшло з {channel}, особу клієнта підтверджено.',
    ask: 'Запитати код',
    askAgain: 'Надіслати код ще раз',
    clientWaiting:
      'Звернення надійшло з {channel} і чекає підтвердження, що його написали ви. Напишіть боту код із листа або підтвердьте тут. До цього відповіді видно лише тут.',
    clientOther:
      'Звернення надійшло з {channel} і чекає коду від того, хто його написав. До цього відповіді видно лише тут.',
    confirm: 'Так, це я',
    telegram: 'Telegram',
    max: 'MAX',
    whatsapp: 'WhatsApp',
    elsewhere: 'месенджера',
  },
  en: {
    title: 'Identity',
    deskOpen: 'The ticket came from {channel}. If your answer is confidential, ask for a code first.',
    deskWaiting:
      'Waiting for the client’s code: the ticket came from {channel}. The client reads your answers in the application; they go to {channel} after the code.',
    deskProven: 'The ticket came from {channel}; the client’s identity is confirmed.',
    ask: 'Ask for a code',
    askAgain: 'Send the code again',
    clientWaiting:
      'The ticket came from {channel} and waits for a word that you wrote it. Write the code from the letter to the bot, or confirm here. Until then answers are only here.',
    clientOther:
      'The ticket came from {channel} and waits for a code from whoever wrote it. Until then answers are only here.',
    confirm: 'Yes, it was me',
    telegram: 'Telegram',
    max: 'MAX',
    whatsapp: 'WhatsApp',
    elsewhere: 'a messenger',
  },
})
