import type { Language } from '#contract/common.ts'
import type { MailWords } from '../domain/composedMail.ts'

type Texts = MailWords & {
  confirmSubject: string
  confirm: (name: string, portal: string) => string
  confirmOpen: string
  confirmHours: string
  pageTitle: string
  pageAsk: string
  pageButton: string
  pageDone: string
  pageOver: string
}

/** What letters say besides what happened, and the page of the link that confirms an address. */
export const mailTexts: Record<Language, Texts> = {
  ru: {
    open: 'Открыть',
    cannotAnswer: 'На это письмо ответить нельзя: отвечайте в приложении, по ссылке выше.',
    settings: 'О чём вам писать, вы выбираете там же, в настройках уведомлений.',
    confirmSubject: 'Подтвердите адрес для уведомлений',
    confirm: (name, portal) =>
      `${name} (${portal}) просит присылать уведомления поддержки на этот адрес. Если это вы, откройте ссылку и нажмите кнопку. Если нет, ничего не делайте: писем не будет.`,
    confirmOpen: 'Подтвердить адрес',
    confirmHours: 'Ссылка действует сутки и только один раз.',
    pageTitle: 'Адрес для уведомлений',
    pageAsk: 'Присылать уведомления поддержки на этот адрес?',
    pageButton: 'Да, присылать',
    pageDone: 'Адрес подтверждён. Уведомления будут приходить сюда.',
    pageOver: 'Ссылка больше не действует. Запросите новую в настройках уведомлений.',
  },
  uk: {
    open: 'Відкрити',
    cannotAnswer: 'На цей лист відповісти не можна: відповідайте в застосунку, за посиланням вище.',
    settings: 'Про що вам писати, ви вибираєте там само, у налаштуваннях сповіщень.',
    confirmSubject: 'Підтвердьте адресу для сповіщень',
    confirm: (name, portal) =>
      `${name} (${portal}) просить надсилати сповіщення підтримки на цю адресу. Якщо це ви, відкрийте посилання й натисніть кнопку. Якщо ні, нічого не робіть: листів не буде.`,
    confirmOpen: 'Підтвердити адресу',
    confirmHours: 'Посилання діє добу й лише один раз.',
    pageTitle: 'Адреса для сповіщень',
    pageAsk: 'Надсилати сповіщення підтримки на цю адресу?',
    pageButton: 'Так, надсилати',
    pageDone: 'Адресу підтверджено. Сповіщення надходитимуть сюди.',
    pageOver: 'Посилання більше не діє. Запросіть нове в налаштуваннях сповіщень.',
  },
  en: {
    open: 'Open',
    cannotAnswer: 'This letter cannot be answered: answer in the application, by the link above.',
    settings: 'You choose there, in the settings of notifications, what you are written about.',
    confirmSubject: 'Confirm your address for notifications',
    confirm: (name, portal) =>
      `${name} (${portal}) asks for notifications of support to be sent to this address. If that is you, open the link and press the button. If not, do nothing: no letters will come.`,
    confirmOpen: 'Confirm the address',
    confirmHours: 'The link works for a day, and only once.',
    pageTitle: 'Address for notifications',
    pageAsk: 'Send notifications of support to this address?',
    pageButton: 'Yes, send them',
    pageDone: 'The address is confirmed. Notifications will come here.',
    pageOver: 'The link does not work any more. Ask for a new one in the settings of notifications.',
  },
}
