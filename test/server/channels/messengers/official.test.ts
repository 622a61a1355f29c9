import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { anna, startTelegramScene, type TelegramScene } from './telegramScene.ts'

describe('E6 a messenger that is not official for a client', () => {
  let scene: TelegramScene
  beforeAll(async () => {
    scene = await startTelegramScene(quantumMaintenance)
  }, 60_000)
  afterAll(() => scene.end())

  it('says once a day where to write, and makes no ticket', async () => {
    const { telegram, settle, tickets } = scene
    telegram.write(anna, { text: 'Помогите' })
    telegram.write(anna, { text: 'Алло?' })
    await settle()
    expect(await tickets()).toEqual([])
    expect(telegram.sent).toMatchObject([{ chatId: anna }])
    expect(telegram.sent[0]?.text).not.toContain('{channels}')
    expect((await scene.account()).events.map(({ outcome }) => outcome)).toEqual(['notOfficial', 'notOfficial'])
  })
})
