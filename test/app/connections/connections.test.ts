import { expect, test } from 'vitest'
import ConnectionsPage from '#app/connections/ConnectionsPage.vue'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { RefusedByServer } from '../fakeServer.ts'
import { byRole, click, textOf } from '../harness.ts'
import { aConnection, someone, uuid } from '../deskFactories.ts'
import { aView } from '../regulation/regulationScene.ts'
import { choice, isThere, openPage, rowOf, wholePage } from '../page.ts'
import type { Answers } from '../page.ts'

const endsAt = '2026-12-22T09:00:00.000Z'
const endButton = 'Завершить подключение портала ООО Ромашка'

function open(answers: Answers = {}, role: 'lead' | 'owner' = 'owner') {
  return openPage(ConnectionsPage, {
    me: someone(role),
    answers: { readRegulation: () => aView(), listConnections: () => ({ connections: [aConnection()] }), ...answers },
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
  expect(asked().some(({ name }) => name === 'endConnection')).toBe(false)
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

const newer = () =>
  aView({
    inForce: { version: 3, effectiveAt: '2026-11-01T09:00:00.000Z', document: quantumMaintenance, outlooks: {} },
  })

test('E9 the owner sees which version each client is on, and moves all of them with notice', async () => {
  const planned = { version: 3, from: '2027-01-05T09:00:00.000Z' }
  const { asked } = await open({
    readRegulation: newer,
    listConnections: () => ({
      connections: [aConnection(), aConnection({ connectionId: uuid(201), portalName: 'Мята', version: 3 })],
    }),
    moveConnections: () => ({ connections: [aConnection({ planned })] }),
  })
  expect(textOf(rowOf('Подключённые порталы', 'ООО Ромашка'))).toContain('Регламент: версия 1')
  expect(isThere('button', 'Сменить версию: Мята')).toBe(false)
  expect(wholePage()).toContain('Сейчас действует версия 3. На более ранней 1 клиент')

  await click(byRole('button', 'Перевести всех'))
  await click(byRole('button', 'Перевести'))

  expect(asked().at(-1)).toMatchObject({ name: 'moveConnections', input: { connectionId: null, version: 3 } })
  expect(textOf(rowOf('Подключённые порталы', 'ООО Ромашка'))).toContain('Версия 3 с 5 января 2027')
  expect(isThere('button', 'Оставить прежнюю: ООО Ромашка')).toBe(true)
})

test('E9 one client at once: what is worse is named, and nothing is moved', async () => {
  await open({
    readRegulation: newer,
    moveConnections: () => {
      throw new RefusedByServer('version_worse', {
        worse: 'plans.online.sold.quantumPrices noticeDays',
        count: 3,
        noticeDays: 30,
        earliest: '2026-12-22T09:00:00.000Z',
      })
    },
  })
  await click(byRole('button', 'Сменить версию: ООО Ромашка'))
  await click(choice('Сразу'))
  await click(byRole('button', 'Перевести'))

  const alert = textOf(byRole('alert'))
  expect(alert).toContain('тарифные планы → «Сопровождение онлайн» → продажа → цены кванта')
  expect(alert).toContain('срок уведомления, дней')
  expect(alert).toContain('и ещё 1')
  expect(alert).toContain('22 декабря 2026')
})

test('E9 a lead reads the versions and moves nobody', async () => {
  await open({ readRegulation: newer }, 'lead')

  expect(wholePage()).toContain('Регламент: версия 1')
  expect(isThere('button', 'Перевести всех')).toBe(false)
  expect(isThere('button', 'Сменить версию: ООО Ромашка')).toBe(false)
})
