import type { Language } from '#contract/common.ts'
import type { ChannelReason } from '#contract/channels/types.ts'

type Texts = { broke: (address: string, why: string) => string; open: string; refused: string; other: string }

/** I1: what the owner reads when a mailbox does not work any more. */
const texts: Record<Language, Texts> = {
  ru: {
    broke: (address, why) =>
      `Ящик ${address} перестал работать: ${why}. Письма клиентов ждут в нём; исправьте настройки и проверьте ящик.`,
    open: 'Открыть каналы',
    refused: 'почтовый сервер не принял пользователя или пароль',
    other: 'почтовый сервер отказал',
  },
  uk: {
    broke: (address, why) =>
      `Скринька ${address} перестала працювати: ${why}. Листи клієнтів чекають у ній; виправте налаштування й перевірте скриньку.`,
    open: 'Відкрити канали',
    refused: 'поштовий сервер не прийняв користувача або пароль',
    other: 'поштовий сервер відмовив',
  },
  en: {
    broke: (address, why) =>
      `The mailbox ${address} stopped working: ${why}. Clients' mails wait in it; correct the settings and test the mailbox.`,
    open: 'Open channels',
    refused: 'the mail server did not take the user or the password',
    other: 'the mail server refused',
  },
}

export function channelBrokeText(language: Language, { address, reason }: { address: string; reason: ChannelReason }) {
  const { broke, open, refused, other } = texts[language]
  return { said: broke(address, reason === 'signInRefused' ? refused : other), open }
}
