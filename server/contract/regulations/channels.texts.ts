import { catalogue } from '../common.ts'

/** The ways in which a client may write or call. */
export const channelTexts = catalogue({
  ru: {
    channel_app: 'обращения в Битрикс24',
    channel_email: 'электронная почта',
    channel_phone: 'телефон',
    channel_telegram: 'Telegram',
    channel_whatsapp: 'WhatsApp',
    channel_max: 'MAX',
    channel_otherMessenger: 'другие мессенджеры',
  },
  uk: {
    channel_app: 'звернення в Бітрікс24',
    channel_email: 'електронна пошта',
    channel_phone: 'телефон',
    channel_telegram: 'Telegram',
    channel_whatsapp: 'WhatsApp',
    channel_max: 'MAX',
    channel_otherMessenger: 'інші месенджери',
  },
  en: {
    channel_app: 'tickets in Bitrix24',
    channel_email: 'e-mail',
    channel_phone: 'phone',
    channel_telegram: 'Telegram',
    channel_whatsapp: 'WhatsApp',
    channel_max: 'MAX',
    channel_otherMessenger: 'other messengers',
  },
})
