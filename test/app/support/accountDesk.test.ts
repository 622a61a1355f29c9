import { beforeEach, expect, it } from 'vitest'
import { makeClientRouter } from '#app/shell/client/router.ts'
import ClientShell from '#app/shell/client/ClientShell.vue'
import { useSupportStore } from '#app/support/supportStore.ts'
import type { SupportView } from '#contract/connections/types.ts'
import { connected, ids, meOf, supportOf } from '../factories.ts'
import { allByRole, mountInApp, server, settle, signIn, textOf } from '../harness.ts'

beforeEach(() => signIn(meOf()))

const partner = { deskId: ids.partner, deskName: 'Партнёр «Альфа»' }
const former = { deskId: ids.desk, deskName: 'Партнёр «Дельта»' }

async function waysElsewhere(view: SupportView): Promise<[text: string, href: string | null][]> {
  server.on('readSupport', () => view)
  server.on('listTickets', () => ({ tickets: [], nextCursor: null }))
  server.on('readShownNotices', () => ({ unseen: 0, notices: [], sound: false, desktop: false }))
  await useSupportStore().load()
  mountInApp(ClientShell, { props: { me: meOf() }, router: makeClientRouter() })
  await settle()
  return allByRole('link').map((link) => [textOf(link), link.getAttribute('href')])
}

it('E3 where nobody sells and nothing was bought no way leads to a balance', async () => {
  const ways = await waysElsewhere(connected())

  expect(ways.map(([text]) => text)).toContain('Условия поддержки')
  expect(ways.map(([text]) => text)).not.toContain('Баланс и тариф')
})

it.each([
  ['at the partner that helps now and sells', { ...connected(), accountDesks: [partner, former] }, '#/balance'],
  ['at the partner that was left', supportOf({ accountDesks: [former] }), `#/balance/${ids.desk}`],
  [
    'at the one that was left, where the new one sells nothing',
    { ...connected(), accountDesks: [former] },
    `#/balance/${ids.desk}`,
  ],
])('E3 the balance is reached %s', async (_where, view, href) => {
  expect(await waysElsewhere(view)).toContainEqual(['Баланс и тариф', href])
})
