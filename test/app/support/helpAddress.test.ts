import { beforeEach, describe, expect, it } from 'vitest'
import { makeClientRouter } from '#app/shell/client/router.ts'
import SupportPage from '#app/support/SupportPage.vue'
import type { SupportView } from '#contract/connections/types.ts'
import { meOf, startedAt, supportOf } from '../factories.ts'
import { allByRole, mountInApp, server, settle, signIn, textOf } from '../harness.ts'

const address = 'https://opora.example/help/vector'
const dropped = { from: 'professional', to: 'free', at: startedAt } as const
const text = () => textOf(document.body)
const links = () => allByRole('link').filter((link) => link.getAttribute('href') === address)

async function show(changes: Partial<SupportView>): Promise<void> {
  server.on('readSupport', () => ({ ...supportOf(), ...changes }))
  mountInApp(SupportPage, { router: makeClientRouter() })
  await settle()
}

beforeEach(() => signIn(meOf()))

describe('E7 where help is found without an application', () => {
  it('stands on the support page before the tariff ends', async () => {
    await show({ helpAddress: address })

    expect(links()).toHaveLength(1)
    expect(text()).toContain('Помощь без приложения')
  })

  it('is said once more when it has ended', async () => {
    await show({ helpAddress: address, tariffChange: dropped })

    expect(text()).toContain('Когда Битрикс24 перестанет открывать приложения, помощь останется здесь:')
    expect(links()).toHaveLength(2)
  })

  it('is not said of another change, nor where there is no such page', async () => {
    await show({ helpAddress: address, tariffChange: { ...dropped, to: 'basic' } })
    expect(links()).toHaveLength(1)
    await show({ tariffChange: dropped })
    expect(text()).not.toContain('помощь останется здесь')
  })
})
