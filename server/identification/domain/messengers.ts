import { messengers, type Messenger } from '#contract/identification/types.ts'

const names: Record<Messenger, string> = { telegram: 'Telegram', max: 'MAX', whatsapp: 'WhatsApp' }

export function isMessenger(channel: string): channel is Messenger {
  return messengers.some((one) => one === channel)
}

export function nameOf(channel: Messenger): string {
  return names[channel]
}

/** Where a click leads that brings the token to the bot (I2); `address`: the bot's name with @, or a number. */
export function linkTo(channel: Messenger, address: string, token: string): string {
  const name = address.replace(/^@/, '')
  switch (channel) {
    case 'telegram':
      return `https://t.me/${encodeURIComponent(name)}?start=${token}`
    case 'max':
      return `https://max.ru/${encodeURIComponent(name)}?start=${token}`
    case 'whatsapp':
      return `https://wa.me/${name.replaceAll(/\D/g, '')}?text=${encodeURIComponent(`code ${token}`)}`
  }
}
