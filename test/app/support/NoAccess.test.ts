import { expect, it } from 'vitest'
import ClientApp from '#app/shell/client/ClientApp.vue'
import { makeClientRouter } from '#app/shell/client/router.ts'
import { deskMe, meOf } from '../factories.ts'
import { FakeSocket, allByRole, byRole, links, mountPage, server, settle } from '../harness.ts'
import { installPortal } from '../portal.ts'
import type { Me } from '#contract/session.ts'

async function openAs(me: Me): Promise<void> {
  installPortal()
  await links().frame.open()
  server.on('openSession', () => ({ token: 't', expiresAt: new Date(Date.now() + 3_600_000).toISOString(), me }))
  mountPage(ClientApp, { router: makeClientRouter() })
  await settle()
}

it('E2 a person without access sees who can help, and nothing is asked of the server', async () => {
  await openAs(meOf({ client: null, helpers: [{ name: 'Пётр Сидоров', role: 'integrator' }] }))

  expect(document.body.textContent).toContain('Поддержку ведут ваши коллеги')
  expect(allByRole('listitem').map((item) => item.textContent)).toEqual([
    expect.stringContaining('Пётр Сидоровинтегратор'),
  ])
  expect(server.questions.map(({ name }) => name)).toEqual(['openSession'])
})

it('C6 staff of a desk who are not clients here find the way to their own page', async () => {
  await openAs(deskMe({ memberId: 'deskmember' }))

  expect(byRole('link', 'Рабочее место поддержки').getAttribute('href')).toBe('/desk?member_id=deskmember')
})

it('E2 somebody who loses access while looking at the page sees no data any more', async () => {
  await openAs(meOf({ client: null }))
  server.on('readMe', () => meOf({ client: null, isInstalled: false }))

  FakeSocket.latest.accept().push({ type: 'changed', what: 'me' })
  await settle()

  expect(document.body.textContent).toContain('Приложение ещё не установлено')
})
