import { startMax, type MaxEmulator } from '#test/emulators/max.ts'
import { startMessengerScene, withMessenger, type MessengerScene } from './messengerScene.ts'

export { anna, stranger } from './messengerScene.ts'

export type MaxScene = MessengerScene & { max: MaxEmulator }

/** A desk whose regulation takes MAX as it takes Telegram, with a bot there. */
export async function startMaxScene({
  document = withMessenger('max'),
  isPaced = false,
  isReal = false,
} = {}): Promise<MaxScene> {
  const max = await startMax({ isPaced })
  const environment = { OPORA_MAX_URL: max.url }
  return {
    ...(await startMessengerScene({
      emulator: { ...max, bot: { channel: 'max', token: max.token } },
      environment,
      document,
      isReal,
    })),
    max,
  }
}
