import { expect, test } from 'vitest'
import type { DeliveryPage } from '#contract/notifications/deliveries.types.ts'
import DeskNotices from '#app/notices/DeskNotices.vue'
import { ids, meOf } from '../factories.ts'
import { byRole, click, settle } from '../harness.ts'
import { openPage, wholePage } from '../page.ts'

const failed: DeliveryPage['deliveries'][number] = {
  deliveryId: '7',
  at: '2026-11-21T07:00:00.000Z',
  event: 'ticket.answered',
  channel: 'mail',
  outcome: 'failed',
  reason: 'addressRefused',
  tries: 2,
  memberId: 'm1',
  userId: 5,
  name: 'Пётр Зуев',
  clientName: 'Ромашка',
  portalName: 'romashka.example',
}
const own = {
  sides: [],
  mail: { isServed: false, address: null, waiting: null },
  language: null,
  quiet: null,
  timeZone: null,
  sound: false,
  desktop: false,
}
const open = (role: 'owner' | 'lead', deliveries: DeliveryPage['deliveries'] = [failed]) =>
  openPage(DeskNotices, {
    me: meOf({ client: null, desk: { deskId: ids.desk, name: 'Альфа', kind: 'partner', role } }),
    answers: { readOwnNotifications: () => own, listDeliveries: () => ({ deliveries, nextCursor: null }) },
  })

test('D4 the owner reads first what did not arrive, to whom, how and why', async () => {
  const { asked } = await open('owner')

  expect(asked()).toContainEqual({ name: 'listDeliveries', input: { outcome: 'failed' } })
  for (const said of [
    'не дошло',
    'Почтовый сервер не принимает этот адрес.',
    'Пётр Зуев, Ромашка',
    'Почта',
    'Попыток: 2',
  ]) {
    expect(wholePage()).toContain(said)
  }
})

test('D4 another choice asks anew; nothing there is said in words', async () => {
  const { asked } = await open('owner', [])
  expect(wholePage()).toContain('Всё дошло')

  await click(byRole('radio', 'Все'))
  await settle()

  expect(asked().at(-1)).toEqual({ name: 'listDeliveries', input: {} })
  expect(wholePage()).toContain('Таких уведомлений нет.')
})

test('D4 a lead has the own choices alone', async () => {
  const { asked } = await open('lead')

  expect(wholePage()).toContain('Мои уведомления')
  expect(asked().filter(({ name }) => name === 'listDeliveries')).toEqual([])
})
