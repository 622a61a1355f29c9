import type { Language } from '#contract/common.ts'
import type { Channel } from '#contract/regulations/base.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import type { ChannelVerdict } from './domain/channels.ts'

const names: Record<Language, Record<Channel, string>> = {
  ru: {
    app: 'чат поддержки в вашем Битрикс24',
    email: 'электронная почта',
    phone: 'телефон',
    telegram: 'Telegram',
    whatsapp: 'WhatsApp',
    max: 'MAX',
    otherMessenger: 'мессенджер',
  },
  uk: {
    app: 'чат підтримки у вашому Бітрікс24',
    email: 'електронна пошта',
    phone: 'телефон',
    telegram: 'Telegram',
    whatsapp: 'WhatsApp',
    max: 'MAX',
    otherMessenger: 'месенджер',
  },
  en: {
    app: 'the support chat in your Bitrix24',
    email: 'e-mail',
    phone: 'phone',
    telegram: 'Telegram',
    whatsapp: 'WhatsApp',
    max: 'MAX',
    otherMessenger: 'messenger',
  },
}

/** The automatic answer in a channel that makes no ticket: the desk's own words, naming the one that does (E6). */
export function politeAnswer(
  { refusal }: Pick<Regulation['channels'], 'refusal'>,
  verdict: ChannelVerdict,
  language: Language,
): string | null {
  if (verdict.verdict === 'official') return null
  const listed = new Intl.ListFormat(language, { type: 'disjunction' }).format(
    verdict.official.map((channel) => names[language][channel]),
  )
  return refusal[language].replaceAll('{channels}', listed)
}
