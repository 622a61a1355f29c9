import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newId } from '#test/support/world.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene(paceByHand())
}, 60_000)
afterAll(() => {
  vi.useRealTimers()
  return scene.world.stop()
})

async function publish(title: string, audience: 'public' | 'clients'): Promise<void> {
  const { world, owner } = scene
  const articleId = newId()
  const phrasings = [`${title} один`, `${title} два`, `${title} три`]
  const content = { category: 'mail', audience, title, body: `Текст: ${title}`, phrasings }
  const article = { articleId, version: null, language: 'ru', translationOf: null, content } as const
  const { version } = await world.call('saveArticle', article, owner)
  await world.call('publishArticle', { articleId, version }, owner)
}

const open = (slug: string | null) => scene.world.call('setHelpPage', { slug }, scene.owner)
const addressFor = async (token: string) => (await scene.world.call('readSupport', {}, token)).helpAddress

describe('E7 before its tariff ends, a client learns where the help page is', () => {
  it('not where there is nothing for everybody to read', async () => {
    await open('vector')
    await publish('Только клиентам', 'clients')
    expect(await addressFor(scene.admin)).toBeUndefined()
  })

  it('of the desk that answers, by an address that leads there', async () => {
    await publish('Письма не уходят', 'public')

    const address = await addressFor(scene.admin)
    expect(address).toMatch(/^http.*\/help\/vector$/)
    const page = await fetch(`${scene.world.url}${new URL(address ?? '').pathname}`)
    expect(await page.text()).toContain('Письма не уходят')
    expect(await addressFor(scene.integrator)).toBe(address)
  })

  it('by its present name, and not at all once it is closed', async () => {
    await open('vector-new')
    expect(await addressFor(scene.admin)).toMatch(/\/help\/vector-new$/)
    await open(null)
    expect(await addressFor(scene.admin)).toBeUndefined()
  })

  it('not of a desk that does not answer it any more', async () => {
    await open('vector-new')
    await scene.world.call(
      'returnToStandard',
      { stateToken: (await scene.world.call('readSupport', {}, scene.admin)).stateToken },
      scene.admin,
    )
    expect(await addressFor(scene.admin)).toBeUndefined()
  })
})
