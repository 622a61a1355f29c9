import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Account } from '../channel.port.ts'
import type { Hook } from '../hook.port.ts'
import { readSecret, readSettings } from '../whatsAppSettings.adapter.ts'
import { eventsOfWhatsApp } from './whatsAppUpdates.adapter.ts'

/** What WhatsApp calls: once to see whether the address is its owner's, then with what was written. */
export const whatsAppHook: Hook = {
  greets: (account, query) => {
    const [mode, token, challenge] = [query('hub.mode'), query('hub.verify_token'), query('hub.challenge')]
    const isKnown = mode === 'subscribe' && isSame(token ?? '', readSettings(account.settings).verifyToken)
    return isKnown && challenge !== undefined && /^[\w-]{1,200}$/.test(challenge) ? challenge : null
  },
  hears: (account, header, body) =>
    isSigned(account, header('x-hub-signature-256') ?? '', body)
      ? eventsOfWhatsApp(parsed(body), readSettings(account.settings).phoneNumberId)
      : null,
}

/** Over the bytes as they came: written anew, the same JSON has another signature. */
function isSigned({ secret }: Account, signature: string, body: Buffer): boolean {
  const expected = createHmac('sha256', readSecret(secret).appSecret).update(body).digest('hex')
  return isSame(signature, `sha256=${expected}`)
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** What is signed and no JSON is nothing that was written; it would be the same the next time. */
function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return null
  }
}
