import type { Language } from '#contract/common.ts'

type Texts = {
  nameless: string
  onlyFiles: string
  unreadable: string
  probeSubject: string
  probeText: string
  refusalSubject: string
  unknownSender: string
  notServed: string
  receipt: (number: string) => string
  footer: string
  files: (names: string) => string
}

/** What goes out by channels besides people's own words, and stands where a message has none. */
export const channelMessageTexts: Record<Language, Texts> = {
  ru: {
    nameless: 'Без темы',
    onlyFiles: 'Письмо без текста.',
    unreadable: 'Письмо не удалось прочитать. Попросите клиента прислать его ещё раз или написать в приложении.',
    probeSubject: 'Проверка почтового ящика',
    probeText: 'Это письмо ящик отправил сам себе, чтобы проверить приём и отправку. Отвечать на него не нужно.',
    refusalSubject: 'Ваше письмо не принято',
    unknownSender:
      'Мы не нашли этот адрес среди администраторов и интеграторов порталов, которым помогаем. Напишите с адреса, указанного в вашем профиле Битрикс24, или откройте обращение в приложении внутри портала.',
    notServed:
      'Сейчас мы не можем принять обращение от вашего портала. Откройте приложение внутри портала: там указано, кто вам поможет.',
    receipt: (number) => `Обращение ${number} принято. Ответ придёт сюда; чтобы дополнить, ответьте на это письмо.`,
    footer: 'Чтобы ответить, просто ответьте на это письмо.',
    files: (names) => `Файлы (откройте обращение в приложении): ${names}`,
  },
  uk: {
    nameless: 'Без теми',
    onlyFiles: 'Лист без тексту.',
    unreadable: 'Лист не вдалося прочитати. Попросіть клієнта надіслати його ще раз або написати в застосунку.',
    probeSubject: 'Перевірка поштової скриньки',
    probeText:
      'Цей лист скринька надіслала сама собі, щоб перевірити приймання та надсилання. Відповідати на нього не треба.',
    refusalSubject: 'Ваш лист не прийнято',
    unknownSender:
      'Ми не знайшли цю адресу серед адміністраторів та інтеграторів порталів, яким допомагаємо. Напишіть з адреси, вказаної у вашому профілі Бітрікс24, або відкрийте звернення в застосунку всередині порталу.',
    notServed:
      'Зараз ми не можемо прийняти звернення від вашого порталу. Відкрийте застосунок усередині порталу: там зазначено, хто вам допоможе.',
    receipt: (number) =>
      `Звернення ${number} прийнято. Відповідь надійде сюди; щоб доповнити, дайте відповідь на цей лист.`,
    footer: 'Щоб відповісти, просто дайте відповідь на цей лист.',
    files: (names) => `Файли (відкрийте звернення в застосунку): ${names}`,
  },
  en: {
    nameless: 'No subject',
    onlyFiles: 'A mail without text.',
    unreadable: 'The mail could not be read. Ask the client to send it again or to write in the application.',
    probeSubject: 'Test of the mailbox',
    probeText: 'The mailbox has sent this mail to itself to test receiving and sending. It needs no answer.',
    refusalSubject: 'Your mail was not accepted',
    unknownSender:
      'We did not find this address among the admins and integrators of the portals that we help. Write from the address in your Bitrix24 profile, or open a ticket in the application inside your portal.',
    notServed:
      'We cannot take a ticket of your portal at present. Open the application inside your portal: it says who will help you.',
    receipt: (number) =>
      `Ticket ${number} was received. The answer will come here; to add something, reply to this mail.`,
    footer: 'To answer, simply reply to this mail.',
    files: (names) => `Files (open the ticket in the application): ${names}`,
  },
}
