import { expect, test } from 'vitest'
import ConnectionsPage from '#app/connections/ConnectionsPage.vue'
import { RefusedByServer } from '../fakeServer.ts'
import { byRole, click, textOf } from '../harness.ts'
import { aConnection, someone, uuid } from '../deskFactories.ts'
import { isThere, openPage, rowOf, wholePage } from '../page.ts'
import type { Answers } from '../page.ts'

const endsAt = '2026-12-22T09:00:00.000Z'
const endButton = 'Завершить подключение портала ООО Ромашка'

function open(answers: Answers = {}, role: 'lead' | 'owner' = 'owner') {
  return openPage(ConnectionsPage, {
    me: someone(role),
    answers: { listConnections: () => ({ connections: [aConnection()] }), ...answers },
  })
}

test('a connected portal tells since when, by whom, and how many tickets are open', async () => {
  await open()

  const row = textOf(rowOf('Подключённые порталы', 'ООО Ромашка'))
  expect(row).toContain('Подключён 1 сентября, администратор Иван Петров')
  expect(row).toContain('2 открытых обращения')
})

test('C5 ending names the last day before it is decided, asks once, and then shows the date', async () => {
  const { asked } = await open({ endConnection: () => aConnection({ endsAt }) })

  await click(byRole('button', endButton))
  const question = textOf(byRole('dialog'))
  expect(question).toContain('Поддержка продолжится до 22 декабря 2026')
  expect(question).toContain('Клиент узнает об этом сразу')
  expect(asked().map(({ name }) => name)).toEqual(['listConnections'])
  await click(byRole('button', 'Завершить подключение'))

  expect(asked().at(-1)).toEqual({ name: 'endConnection', input: { connectionId: uuid(200) } })
  expect(textOf(rowOf('Подключённые порталы', 'ООО Ромашка'))).toContain('Завершается 22 декабря 2026')
  expect(textOf(byRole('status'))).toContain('подключение завершится 22 декабря 2026')
  expect(isThere('button', endButton)).toBe(false)
})

test('C5 where the regulation has no notice, the question says that support ends at once', async () => {
  await open({ listConnections: () => ({ connections: [aConnection({ noticeDays: 0 })] }) })

  await click(byRole('button', endButton))

  expect(textOf(byRole('dialog'))).toContain('поддержка прекратится сразу')
  expect(textOf(byRole('dialog'))).not.toContain('Поддержка продолжится')
})

test('a refusal to end stays in the dialog in words', async () => {
  await open({
    endConnection: () => {
      throw new RefusedByServer('connection_ending')
    },
  })

  await click(byRole('button', endButton))
  await click(byRole('button', 'Завершить подключение'))

  expect(textOf(byRole('alert'))).toContain('Подключение уже завершается')
})

test('a lead sees the connections and cannot end them', async () => {
  await open({}, 'lead')

  expect(wholePage()).toContain('ООО Ромашка')
  expect(isThere('button', endButton)).toBe(false)
})

test('ended connections stay below with the reason', async () => {
  const endedAt = '2026-11-01T09:00:00.000Z'
  await open({
    listConnections: () => ({ connections: [aConnection({ endedAt, endedReason: 'switched' })] }),
  })

  expect(wholePage()).toContain('Пока никто не подключён')
  expect(wholePage()).toContain('Завершённые (1)')
  expect(textOf(rowOf('Завершённые подключения', 'ООО Ромашка'))).toContain('Клиент перешёл к другому партнёру')
})

test.each([
  ['2026-11-01T09:00:00.000Z', '1 сентября 2026 г. – 1 ноября 2026 г.'],
  ['2026-09-01T09:30:00.000Z', '1 сентября 2026 г.Клиент'],
])('an ended connection says from when till when, and a day once', async (endedAt, words) => {
  await open({
    listConnections: () => ({ connections: [aConnection({ endedAt, endedReason: 'client_left' })] }),
  })

  expect(rowOf('Завершённые подключения', 'ООО Ромашка').textContent?.replaceAll(/\s/g, ' ')).toContain(words)
})

test('E4 a portal that connects appears by itself', async () => {
  const connections = [aConnection()]
  const { receive } = await open({ listConnections: () => ({ connections: [...connections] }) })

  connections.push(aConnection({ connectionId: uuid(201), portalName: 'Аптека на Ленина' }))
  await receive({ type: 'changed', what: 'connections' })

  expect(textOf(rowOf('Подключённые порталы', 'Аптека'))).toContain('Подключён')
})
