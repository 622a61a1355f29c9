import type { Language } from '#contract/common.ts'

/** Notifications inside Bitrix24: short, and each says where to go next. Plain text: who sends it makes BB code of it. */
type Texts = {
  answered: (number: string, subject: string) => string
  opened: (number: string, portal: string) => string
  written: (number: string, portal: string) => string
  connected: (desk: string) => string
  noticeGiven: (desk: string, date: string) => string
  ended: (desk: string) => string
  clientConnected: (portal: string) => string
  clientLeft: (portal: string) => string
  codeSent: (desk: string, code: string, date: string) => string
  codeWaits: (desk: string) => string
  open: string
}

export const notificationTexts: Record<Language, Texts> = {
  ru: {
    answered: (number, subject) => `Поддержка ответила в обращении ${number} «${subject}».`,
    opened: (number, portal) => `Новое обращение ${number} от ${portal}.`,
    written: (number, portal) => `${portal} пишет в обращении ${number}.`,
    connected: (desk) => `Теперь на ваши обращения отвечает «${desk}». Прежние обращения можно читать.`,
    noticeGiven: (desk, date) => `«${desk}» прекращает поддержку ${date}. До этого дня всё работает как прежде.`,
    ended: (desk) => `Поддержка «${desk}» отключена. Переписка осталась, её можно читать.`,
    clientConnected: (portal) => `Портал ${portal} подключил вашу поддержку.`,
    clientLeft: (portal) => `Портал ${portal} отключился от вашей поддержки.`,
    codeSent: (desk, code, date) =>
      `«${desk}» приглашает подключить поддержку. Код: ${code}, действует до ${date}. Откройте приложение и нажмите «Подключить партнёра по коду».`,
    codeWaits: (desk) =>
      `«${desk}» приглашает ваш портал подключить поддержку. Код может получить только администратор, а администраторы давно не открывали приложение: попросите одного из них открыть его.`,
    open: 'Открыть',
  },
  uk: {
    answered: (number, subject) => `Підтримка відповіла у зверненні ${number} «${subject}».`,
    opened: (number, portal) => `Нове звернення ${number} від ${portal}.`,
    written: (number, portal) => `${portal} пише у зверненні ${number}.`,
    connected: (desk) => `Тепер на ваші звернення відповідає «${desk}». Попередні звернення можна читати.`,
    noticeGiven: (desk, date) => `«${desk}» припиняє підтримку ${date}. До цього дня все працює як раніше.`,
    ended: (desk) => `Підтримку «${desk}» вимкнено. Листування залишилося, його можна читати.`,
    clientConnected: (portal) => `Портал ${portal} підключив вашу підтримку.`,
    clientLeft: (portal) => `Портал ${portal} відключився від вашої підтримки.`,
    codeSent: (desk, code, date) =>
      `«${desk}» запрошує підключити підтримку. Код: ${code}, діє до ${date}. Відкрийте застосунок і натисніть «Підключити партнера за кодом».`,
    codeWaits: (desk) =>
      `«${desk}» запрошує ваш портал підключити підтримку. Код може отримати лише адміністратор, а адміністратори давно не відкривали застосунок: попросіть одного з них відкрити його.`,
    open: 'Відкрити',
  },
  en: {
    answered: (number, subject) => `Support has answered in ticket ${number} “${subject}”.`,
    opened: (number, portal) => `New ticket ${number} from ${portal}.`,
    written: (number, portal) => `${portal} has written in ticket ${number}.`,
    connected: (desk) => `“${desk}” answers your tickets from now on. Earlier tickets stay readable.`,
    noticeGiven: (desk, date) => `“${desk}” ends its support on ${date}. Until then everything works as before.`,
    ended: (desk) => `Support by “${desk}” is switched off. The conversations stay readable.`,
    clientConnected: (portal) => `The portal ${portal} has connected your support.`,
    clientLeft: (portal) => `The portal ${portal} has left your support.`,
    codeSent: (desk, code, date) =>
      `“${desk}” invites you to connect its support. The code: ${code}, valid until ${date}. Open the application and press “Connect a partner by code”.`,
    codeWaits: (desk) =>
      `“${desk}” invites your portal to connect its support. Only an administrator can get the code, and none of them has opened the application for a while: ask one of them to open it.`,
    open: 'Open',
  },
}

/** Square brackets are BB code in Bitrix24; what people wrote must stay text. */
export function escapeBb(text: string): string {
  return text.replaceAll('[', '&#91;').replaceAll(']', '&#93;')
}
