import type { AddBotInput } from '#contract/channels/types.ts'

/** A bot as its owner types it; all but the token is of WhatsApp alone. */
export interface TypedBot {
  accountId: string
  channel: AddBotInput['channel']
  token: string
  phoneNumberId: string
  appSecret: string
}

const shortestToken = 10

export function isToken(typed: string): boolean {
  return /^\S+$/.test(typed.trim()) && typed.trim().length >= shortestToken
}

/** The id of a number, not the number: that one is written with + and has blanks. */
export function isNumberId(typed: string): boolean {
  return /^\d{5,20}$/.test(typed.trim())
}

export function isSecret(typed: string): boolean {
  return /^[0-9a-f]{32}$/i.test(typed.trim())
}

export function inputOf({ accountId, channel, token, phoneNumberId, appSecret }: TypedBot): AddBotInput {
  const typed = { accountId, token: token.trim() }
  if (channel !== 'whatsapp') return { ...typed, channel }
  return { ...typed, channel, phoneNumberId: phoneNumberId.trim(), appSecret: appSecret.trim() }
}
