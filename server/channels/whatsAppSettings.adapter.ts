import * as v from 'valibot'

const settings = v.object({
  phoneNumberId: v.string(),
  /** By which WhatsApp is sure that the address that it calls is its owner's; it opens nothing. */
  verifyToken: v.string(),
})
export type WhatsAppSettings = v.InferOutput<typeof settings>
const secret = v.object({ token: v.string(), appSecret: v.string() })
export type WhatsAppSecret = v.InferOutput<typeof secret>

export function readSettings(stored: unknown): WhatsAppSettings {
  return v.parse(settings, stored)
}

export function readSecret(opened: string): WhatsAppSecret {
  return v.parse(secret, JSON.parse(opened))
}
