import { expect, test } from 'vitest'
import ConnectionsPage from '#app/connections/ConnectionsPage.vue'
import type { ChannelsView, ConnectionView } from '#contract/connections/types.ts'
import { channelsIn } from '../factories.ts'
import { RefusedByServer } from '../fakeServer.ts'
import { byLabel, byRole, settle, textOf } from '../harness.ts'
import { aConnection, someone, uuid } from '../deskFactories.ts'
import { aView } from '../regulation/regulationScene.ts'
import { openPage, rowOf, wholePage } from '../page.ts'
import type { Answers } from '../page.ts'

const choices: ChannelsView['choices'] = ['whatsapp', 'telegram', 'max']
const box = (messenger: 'telegram' | null) =>
  aConnection({ channels: channelsIn({ edition: 'box', choices, messenger }) })

function open(connection: ConnectionView, answers: Answers = {}) {
  return openPage(ConnectionsPage, {
    me: someone('lead'),
    answers: { readRegulation: () => aView(), listConnections: () => ({ connections: [connection] }), ...answers },
  })
}

async function choose(messenger: string): Promise<void> {
  const field = byLabel(/Мессенджер портала ООО Ромашка/)
  if (!(field instanceof HTMLSelectElement)) throw new Error('not a list')
  field.value = messenger
  field.dispatchEvent(new Event('change', { bubbles: true }))
  await settle()
}

test('E6 a cloud client writes in its portal, and there is nothing to choose', async () => {
  await open(aConnection())

  expect(textOf(rowOf('Подключённые порталы', 'ООО Ромашка'))).toContain('Облако, пишет: в Битрикс24')
  expect(document.querySelectorAll('select')).toHaveLength(0)
})

test('E6 the desk chooses the one messenger of a box, and reads what holds until it is connected', async () => {
  const { asked } = await open(box(null), { chooseMessenger: () => box('telegram') })

  await choose('telegram')

  expect(asked().at(-1)).toEqual({
    name: 'chooseMessenger',
    input: { connectionId: uuid(200), messenger: 'telegram' },
  })
  expect(wholePage()).toContain('Пока Telegram не подключён, клиент пишет в Битрикс24')
})

test('E6 a refusal is said in words, and the field shows what holds', async () => {
  await open(box('telegram'), {
    chooseMessenger: () => {
      throw new RefusedByServer('no_messenger_choice')
    },
  })

  await choose('max')

  expect(textOf(byRole('alert'))).toContain('Этому клиенту мессенджер не выбирают')
  expect(byLabel(/Мессенджер портала/)).toHaveProperty('value', 'telegram')
})
