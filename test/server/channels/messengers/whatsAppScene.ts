import { expect } from 'vitest'
import { startWhatsApp, type WhatsAppEmulator } from '#test/emulators/whatsApp.ts'
import { startMessengerScene, withMessenger, type MessengerScene } from './messengerScene.ts'

/** The admin's number, and a stranger's. */
export const [anna, stranger] = ['79161112233', '79169998877']

export type WhatsAppScene = MessengerScene & { whatsApp: WhatsAppEmulator }

/** A desk whose regulation takes WhatsApp as it takes Telegram, with a number there that calls the desk's server. */
export async function startWhatsAppScene(): Promise<WhatsAppScene> {
  const whatsApp = await startWhatsApp()
  const environment = { OPORA_WHATSAPP_URL: whatsApp.url }
  const scene = await startMessengerScene({ emulator: whatsApp, environment, document: withMessenger('whatsapp') })
  const { memberId } = scene.world.sandbox.portals.client
  scene.proven.set(anna, [{ memberId, userId: 1, name: 'Анна Петрова', role: 'admin' }])
  const { hook } = await scene.account()
  if (hook === null) throw new Error('WhatsApp is not told where to call')
  expect(await whatsApp.subscribe(hook)).toEqual({ status: 200, text: '1158' })
  return { ...scene, whatsApp }
}
