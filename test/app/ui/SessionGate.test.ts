import { describe, expect, it } from 'vitest'
import SessionGate from '#app/ui/SessionGate.vue'
import { meOf } from '../factories.ts'
import { byRole, click, links, mountPage, server, settle } from '../harness.ts'
import { installPortal } from '../portal.ts'

const slots = { default: '<template #default="{ me }"><p>Здравствуйте, {{ me.person.name }}</p></template>' }
const welcome = () =>
  server.on('openSession', () => ({
    token: 't',
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    me: meOf(),
  }))

/** Inside a portal; the SDK is a chunk of its own, here it has come already. */
async function enterPortal(): Promise<void> {
  installPortal()
  await links().frame.open()
}

async function open(): Promise<void> {
  mountPage(SessionGate, { slots })
  await settle()
}

describe('before the session', () => {
  it('a page outside of a portal says in three languages where it belongs', async () => {
    window.name = ''

    await open()

    for (const words of ['Откройте приложение в Битрикс24', 'Відкрийте застосунок', 'Open the app in Bitrix24']) {
      expect(document.body.textContent).toContain(words)
    }
  })

  it('a server that does not answer is asked again on request', async () => {
    await enterPortal()
    server.cut('openSession')
    await open()
    expect(byRole('alert').textContent).toContain('Нет связи с сервером')

    welcome()
    await click(byRole('button', 'Повторить'))

    expect(document.body.textContent).toContain('Здравствуйте, Анна Орлова')
  })

  it('a refusal is said in words', async () => {
    await enterPortal()
    server.refuse('openSession', 'portal_not_installed')

    await open()

    expect(byRole('alert').textContent).toContain('Его устанавливает администратор')
  })
})

it('a session that cannot be renewed takes its page away', async () => {
  await enterPortal()
  welcome()
  await open()
  server.refuse('openSession', 'not_allowed')

  await links()
    .token.renew()
    .catch(() => undefined)
  await settle()

  expect(document.body.textContent).not.toContain('Анна')
  expect(byRole('alert').textContent).toContain('нет прав')
})
