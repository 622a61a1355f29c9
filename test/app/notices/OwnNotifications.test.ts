import { expect, test, vi } from 'vitest'
import type { OwnNotifications as Own } from '#contract/notifications/choices.types.ts'
import OwnNotifications from '#app/notices/OwnNotifications.vue'
import { RefusedByServer } from '../fakeServer.ts'
import { byLabel, byRole, click, textOf, type } from '../harness.ts'
import { meOf } from '../factories.ts'
import { openPage, wholePage } from '../page.ts'
import type { Answers } from '../page.ts'

const cells = { bitrix24: 'on', mail: 'off', browser: 'on' } as const
function ownOf(changes: Partial<Own> = {}): Own {
  return {
    sides: [
      {
        side: 'client',
        rows: [
          { event: 'ticket.answered', scope: 'own', isSplit: true, cells: { ...cells, mail: 'on' }, because: null },
          { event: 'ticket.answered', scope: 'any', isSplit: true, cells, because: null },
          {
            event: 'code.sent',
            scope: 'any',
            isSplit: false,
            cells: { bitrix24: 'always', mail: 'never', browser: 'never' },
            because: 'secret',
          },
        ],
        switchedOff: [],
      },
    ],
    mail: { isServed: true, address: null, waiting: null },
    language: null,
    quiet: null,
    timeZone: null,
    sound: false,
    desktop: false,
    ...changes,
  }
}

const open = (answers: Answers = {}) =>
  openPage(OwnNotifications, { me: meOf(), answers: { readOwnNotifications: () => ownOf(), ...answers } })

test('D4 own tickets and others have rows of their own; each box says what it is of', async () => {
  const { asked } = await open({ chooseNotification: () => ownOf() })
  await click(byRole('checkbox', 'Ответ специалиста в обращении: обращения, которые открыли вы: Почта'))

  expect(asked().at(-1)).toEqual({
    name: 'chooseNotification',
    input: { side: 'client', event: 'ticket.answered', scope: 'own', channel: 'mail', isOn: false },
  })
  expect(textOf(byRole('status'))).toBe('Сохранено.')
})

test('D4 what cannot be switched off is ticked, cannot be changed, and says why', async () => {
  await open()

  const box = byRole('checkbox', 'Код подключения: Битрикс24')
  expect(box.matches(':disabled:checked')).toBe(true)
  expect(wholePage()).toContain('Код секретный')
})

test('a refusal leaves the box as it was and is said', async () => {
  await open({
    chooseNotification: () => {
      throw new RefusedByServer('not_allowed')
    },
  })
  const box = byRole('checkbox', 'Ответ специалиста в обращении: остальные обращения: Битрикс24')
  await click(box)

  expect(box.matches(':checked')).toBe(true)
  expect(textOf(byRole('alert'))).toContain('На это у вас нет прав')
})

test('D4 an address is typed, and waits for its link', async () => {
  const waiting = { address: 'anna@klient.example', until: '2026-11-23T09:00:00.000Z' }
  const { asked } = await open({
    typeMailAddress: () => ownOf({ mail: { isServed: true, address: null, waiting } }),
  })
  await type(byLabel('Другой адрес'), 'anna@klient.example')
  await click(byRole('button', 'Отправить ссылку'))

  expect(asked().at(-1)).toEqual({ name: 'typeMailAddress', input: { address: 'anna@klient.example' } })
  expect(wholePage()).toContain('На anna@klient.example отправлена ссылка')
})

test('D4 quiet hours are switched on with the zone of the reader', async () => {
  const { asked } = await open({ saveNotifications: () => ownOf({ quiet: { from: 1320, until: 480 } }) })
  await click(byRole('button', 'Включить'))

  expect(asked().at(-1)).toMatchObject({
    name: 'saveNotifications',
    input: { quiet: { from: 1320, until: 480 }, timeZone: expect.any(String) },
  })
})

test('a server without mail says so, and has no column for it', async () => {
  await open({ readOwnNotifications: () => ownOf({ mail: { isServed: false, address: null, waiting: null } }) })

  expect(wholePage()).toContain('Письма этот сервер не отправляет')
  expect(wholePage()).not.toContain('Другой адрес')
})

test('D4 the page’s own column is chosen as the others, and its sound is off until it is wanted', async () => {
  const { asked } = await open({
    chooseNotification: () => ownOf(),
    saveNotifications: () => ownOf({ sound: true }),
  })
  await click(byRole('checkbox', 'Ответ специалиста в обращении: остальные обращения: На странице'))
  expect(asked().at(-1)).toMatchObject({ name: 'chooseNotification', input: { channel: 'browser', isOn: false } })

  await click(byRole('checkbox', 'Звук'))
  expect(asked().at(-1)).toEqual({ name: 'saveNotifications', input: { sound: true } })
  expect(byRole('checkbox', 'Звук').matches(':checked')).toBe(true)
})

test.each([
  ['default', 'Браузер спросит', false],
  ['denied', 'Вы запретили их для этого сайта', true],
] as const)('D4 notices of the browser: %s', async (permission, said, isDisabled) => {
  vi.stubGlobal('Notification', { permission })
  await open()

  expect(wholePage()).toContain(said)
  expect(byRole('checkbox', 'Уведомления браузера').matches(':disabled')).toBe(isDisabled)
})

test('D4 inside of a portal the browser gives no leave: the page says why, and what there is instead', async () => {
  vi.stubGlobal('Notification', { permission: 'denied' })
  vi.spyOn(window, 'top', 'get').mockReturnValue(null)
  await open()

  expect(wholePage()).toContain('Внутри Битрикс24 браузер не разрешает')
  expect(byRole('checkbox', 'Уведомления браузера').matches(':disabled')).toBe(true)
})
