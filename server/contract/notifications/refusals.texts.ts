import { catalogue } from '../common.ts'
import type { notificationRefusals } from './refusals.ts'

export const notificationRefusalTexts = catalogue({
  ru: {
    no_mail_here: 'Этот сервер не отправляет писем. Об этом можно попросить того, кто им управляет.',
  } satisfies Record<keyof typeof notificationRefusals, string>,
  uk: {
    no_mail_here: 'Цей сервер не надсилає листів. Про це можна попросити того, хто ним керує.',
  },
  en: {
    no_mail_here: 'This server sends no letters. Whoever runs it can change that.',
  },
})
