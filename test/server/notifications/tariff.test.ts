import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#test/support/world.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene(paceByHand())
}, 60_000)
afterAll(() => scene.world.stop())

async function becomes(tariff: 'free' | 'pro'): Promise<void> {
  scene.world.sandbox.setTariff('client', tariff)
  await scene.world.enter('client', 1)
  await scene.world.turn()
}
const told = (userId: number) =>
  scene.world.sandbox.notifications('client', userId).filter(({ tag }) => tag.startsWith('OPORA|TARIFF|'))

describe('E7 a tariff that drops', () => {
  it('is told to nobody where there is no page to name', async () => {
    await becomes('free')
    expect(told(1)).toEqual([])
    await becomes('pro')
  })

  it('is told with the address of the help page, to those who may be told, and not when it comes back', async () => {
    const { world, owner } = scene
    const articleId = newId()
    const phrasings = ['письма не уходят', 'не отправляется почта', 'письмо застряло']
    const content = {
      category: 'mail',
      audience: 'public',
      title: 'Письма',
      body: 'Проверьте ящик.',
      phrasings,
    } as const
    const article = { articleId, version: null, language: 'ru', translationOf: null, content } as const
    const { version } = await world.call('saveArticle', article, owner)
    await world.call('publishArticle', { articleId, version }, owner)
    await world.call('setHelpPage', { slug: 'vector' }, owner)

    await becomes('free')
    expect(told(1).map(({ message }) => message)).toEqual([expect.stringMatching(/бесплатным.*\/help\/vector\[/)])
    expect(told(3)).toHaveLength(1)
    expect(told(4)).toEqual([])

    await becomes('pro')
    expect(told(1)).toHaveLength(1)
  })
})
