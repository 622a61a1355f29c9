import { endOfSentence, type Language } from '#contract/common.ts'

/** Notifications inside Bitrix24: short, and each says where to go next. BB code, so what people wrote is escaped. */
type Texts = {
  answered: (number: string, subject: string) => string
  /** For contacts, who may not read tickets (E2). */
  answeredOutside: (number: string) => string
  /** The date of a ticket that is put off is another one (T6). */
  dateMoved: (number: string, subject: string, date: string) => string
  dateMovedOutside: (number: string, date: string) => string
  opened: (number: string, portal: string) => string
  written: (number: string, portal: string) => string
  connected: (desk: string) => string
  noticeGiven: (desk: string, date: string) => string
  ended: (desk: string) => string
  termsPlanned: (desk: string, date: string) => string
  termsBegan: (desk: string) => string
  termsKept: (desk: string) => string
  clientConnected: (portal: string) => string
  clientLeft: (portal: string) => string
  codeSent: (desk: string, code: string, date: string) => string
  codeWaits: (desk: string) => string
  open: string
}

export const notificationTexts: Record<Language, Texts> = {
  ru: {
    answered: (number, subject) => `Поддержка ответила в обращении ${number} «${subject}».`,
    answeredOutside: (number) => `Поддержка ответила в обращении ${number}. Его читают администраторы и интеграторы.`,
    dateMoved: (number, subject, date) =>
      `Поддержка перенесла дату в обращении ${number} «${subject}». Новая дата: ${endOfSentence(date)}`,
    dateMovedOutside: (number, date) =>
      `Поддержка перенесла дату в обращении ${number}. Новая дата: ${endOfSentence(date)}`,
    opened: (number, portal) => `Новое обращение ${number} от ${portal}.`,
    written: (number, portal) => `${portal} пишет в обращении ${number}.`,
    connected: (desk) => `Теперь на ваши обращения отвечает «${desk}». Прежние обращения можно читать.`,
    noticeGiven: (desk, date) =>
      `«${desk}» прекращает поддержку ${endOfSentence(date)} До этого дня всё работает как прежде.`,
    ended: (desk) => `Поддержка «${desk}» отключена. Переписка осталась, её можно читать.`,
    termsPlanned: (desk, date) =>
      `«${desk}» меняет условия поддержки с ${date}. До этого дня всё как прежде. В приложении показано рядом, что было и что станет.`,
    termsBegan: (desk) => `Условия поддержки «${desk}» изменились. В приложении показано рядом, что было и что стало.`,
    termsKept: (desk) => `«${desk}» оставляет прежние условия поддержки: объявленное изменение отменено.`,
    clientConnected: (portal) => `Новый клиент: ${portal} подключает вашу поддержку.`,
    clientLeft: (portal) => `Клиент ${portal} отключается от вашей поддержки.`,
    codeSent: (desk, code, date) =>
      `«${desk}» приглашает подключить поддержку. Код: ${code}, действует до ${endOfSentence(date)} Откройте приложение и нажмите «Подключить партнёра по коду».`,
    codeWaits: (desk) =>
      `«${desk}» приглашает ваш портал подключить поддержку. Код может получить только администратор, а администраторы давно не открывали приложение: попросите одного из них открыть его.`,
    open: 'Открыть',
  },
  uk: {
    answered: (number, subject) => `Підтримка відповіла у зверненні ${number} «${subject}».`,
    answeredOutside: (number) =>
      `Підтримка відповіла у зверненні ${number}. Його читають адміністратори та інтегратори.`,
    dateMoved: (number, subject, date) =>
      `Підтримка перенесла дату у зверненні ${number} «${subject}». Нова дата: ${endOfSentence(date)}`,
    dateMovedOutside: (number, date) =>
      `Підтримка перенесла дату у зверненні ${number}. Нова дата: ${endOfSentence(date)}`,
    opened: (number, portal) => `Нове звернення ${number} від ${portal}.`,
    written: (number, portal) => `${portal} пише у зверненні ${number}.`,
    connected: (desk) => `Тепер на ваші звернення відповідає «${desk}». Попередні звернення можна читати.`,
    noticeGiven: (desk, date) =>
      `«${desk}» припиняє підтримку ${endOfSentence(date)} До цього дня все працює як раніше.`,
    ended: (desk) => `Підтримку «${desk}» вимкнено. Листування залишилося, його можна читати.`,
    termsPlanned: (desk, date) =>
      `«${desk}» змінює умови підтримки з ${date}. До цього дня все як раніше. У застосунку показано поруч, що було і що стане.`,
    termsBegan: (desk) => `Умови підтримки «${desk}» змінилися. У застосунку показано поруч, що було і що стало.`,
    termsKept: (desk) => `«${desk}» залишає попередні умови підтримки: оголошену зміну скасовано.`,
    clientConnected: (portal) => `Новий клієнт: ${portal} підключає вашу підтримку.`,
    clientLeft: (portal) => `Клієнт ${portal} відключається від вашої підтримки.`,
    codeSent: (desk, code, date) =>
      `«${desk}» запрошує підключити підтримку. Код: ${code}, діє до ${endOfSentence(date)} Відкрийте застосунок і натисніть «Підключити партнера за кодом».`,
    codeWaits: (desk) =>
      `«${desk}» запрошує ваш портал підключити підтримку. Код може отримати лише адміністратор, а адміністратори давно не відкривали застосунок: попросіть одного з них відкрити його.`,
    open: 'Відкрити',
  },
  en: {
    answered: (number, subject) => `Support has answered in ticket ${number} “${subject}”.`,
    answeredOutside: (number) =>
      `Support has answered in ticket ${number}. Administrators and integrators can read it.`,
    dateMoved: (number, subject, date) =>
      `Support has moved the date of ticket ${number} “${subject}”. The new date: ${endOfSentence(date)}`,
    dateMovedOutside: (number, date) =>
      `Support has moved the date of ticket ${number}. The new date: ${endOfSentence(date)}`,
    opened: (number, portal) => `New ticket ${number} from ${portal}.`,
    written: (number, portal) => `${portal} has written in ticket ${number}.`,
    connected: (desk) => `“${desk}” answers your tickets from now on. Earlier tickets stay readable.`,
    noticeGiven: (desk, date) =>
      `“${desk}” ends its support on ${endOfSentence(date)} Until then everything works as before.`,
    ended: (desk) => `Support by “${desk}” is switched off. The conversations stay readable.`,
    termsPlanned: (desk, date) =>
      `“${desk}” changes its terms of support on ${date}. Until then everything stays as it is. The application shows what was and what will be, side by side.`,
    termsBegan: (desk) =>
      `The terms of support by “${desk}” have changed. The application shows what was and what is, side by side.`,
    termsKept: (desk) => `“${desk}” keeps its terms of support: the change that was announced is called off.`,
    clientConnected: (portal) => `A new client: ${portal} has connected your support.`,
    clientLeft: (portal) => `The client ${portal} has left your support.`,
    codeSent: (desk, code, date) =>
      `“${desk}” invites you to connect its support. The code: ${code}, valid until ${endOfSentence(date)} Open the application and press “Connect a partner by code”.`,
    codeWaits: (desk) =>
      `“${desk}” invites your portal to connect its support. Only an administrator can get the code, and none of them has opened the application for a while: ask one of them to open it.`,
    open: 'Open',
  },
}

/** Square brackets are BB code in Bitrix24; what people wrote must stay text. */
export function escapeBb(text: string): string {
  return text.replaceAll('[', '&#91;').replaceAll(']', '&#93;')
}
