import { expect, it } from 'vitest'
import ClientApp from '#app/shell/client/ClientApp.vue'
import { makeClientRouter } from '#app/shell/client/router.ts'
import { deskMe, meOf } from '../factories.ts'
import { FakeSocket, allByRole, byRole, click, links, mountPage, server, settle } from '../harness.ts'
import { installPortal } from '../portal.ts'
import type { Me } from '#contract/session.ts'

async function openAs(me: Me): Promise<{ sent: string[] }> {
  const { messages: sent } = installPortal()
  await links().frame.open()
  server.on('openSession', () => ({ token: 't', expiresAt: new Date(Date.now() + 3_600_000).toISOString(), me }))
  mountPage(ClientApp, { router: makeClientRouter() })
  await settle()
  return { sent }
}

it('E2 a person without access sees who can help, and nothing is asked of the server', async () => {
  await openAs(meOf({ client: null, helpers: [{ userId: 5, name: 'Пётр Сидоров', role: 'integrator' }] }))

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

it('E2 whoever can help is one click away, in the portal', async () => {
  const { sent } = await openAs(meOf({ client: null, helpers: [{ userId: 5, name: 'Пётр Сидоров', role: 'admin' }] }))

  await click(byRole('button', /Пётр Сидоров/))

  expect(sent.find((message) => message.startsWith('openPath'))).toContain('/company/personal/user/5/')
})

it('an employee of the partner who does not work at the desk is told so, and who can change it', async () => {
  const helpers: Me['helpers'] = [{ userId: 2, name: 'Виктор Лаптев', role: 'owner' }]
  await openAs(meOf({ client: null, foreignDesk: { name: 'Интегратор Плюс' }, helpers }))

  expect(byRole('heading', 'Рабочее место вам не открыто')).toBeDefined()
  expect(document.body.textContent).toContain('Вы не входите в команду службы Интегратор Плюс')
  expect(document.body.textContent).not.toContain('Поддержку ведут ваши коллеги')
  expect(allByRole('listitem').map((item) => item.textContent)).toEqual([
    expect.stringContaining('Виктор Лаптевуправляет службой поддержки'),
  ])
})
