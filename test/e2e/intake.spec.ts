import { expect, it } from 'vitest'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import type { World } from '#test/support/world.ts'
import { connectClient, installAll } from './support/prepared.ts'
import { allShown, idOf, type Visit } from './support/stage.ts'
import { button, chooseTicket, composer, message, write } from './support/steps.ts'
import { useStage } from './support/story.ts'

/** Several pages are opened in each story; a busy machine takes its time. */
const slow = 120_000
const stage = useStage(({ world }) => installAll(world))

/** The client's partner works by this regulation from now on: it publishes it, and the client connects anew. */
async function partnerGoesBy(world: World, document: Regulation): Promise<void> {
  const owner = await world.enter('partner', 1)
  const admin = await world.enter('client', idOf(world, 'client', 'admin'))
  const { lastVersion } = await world.call('readRegulation', {}, owner)
  await world.call('publishRegulation', { document, effectiveAt: null, lastVersion }, owner)
  const { stateToken, connection } = await world.call('readSupport', {}, admin)
  if (connection !== null) await world.call('returnToStandard', { stateToken }, admin)
  await connectClient(world)
}

async function newTicket(): Promise<Visit> {
  const client = await stage.open('client', 'admin')
  await button(client, 'Новое обращение').first().click()
  await client.app.getByLabel('Что случилось').waitFor()
  return client
}

const question = ({ app }: Visit, title: string) =>
  app.getByRole('region', { name: 'Что поможет решить быстрее' }).getByRole('button', { name: title })
const cardOf = ({ app }: Visit) => app.getByRole('region', { name: 'Сведения к обращению' })
const told = (visit: Visit, title: string) => question(visit, title).filter({ hasText: 'есть в тексте' })
const open = (visit: Visit, title: string) => question(visit, title).filter({ hasText: 'пока нет ответа' })

it(
  'T4 the intake of each preset: what is open, what the text answers, what the portal knows; nothing blocks sending',
  async () => {
    const { world } = stage
    const standard = await newTicket()
    await allShown(['Что вы делали', 'Чего ожидали', 'Что получили'].map((title) => open(standard, title)))
    await standard.app
      .getByLabel('Что случилось')
      .fill('Открыл отчёт и нажал «Выгрузить». Ожидал файл, а получил ошибку 500.')
    await allShown(['Что вы делали', 'Чего ожидали', 'Что получили'].map((title) => told(standard, title)))
    await button(standard, 'Создать обращение').click()
    await composer(standard).waitFor()

    await partnerGoesBy(world, vendorSla)
    const vendor = await newTicket()
    await allShown(['Описание', 'Где это'].map((title) => open(vendor, title)))
    await question(vendor, 'Редакция').filter({ hasText: 'из портала' }).waitFor()
    await vendor.app.getByLabel('Что случилось').fill('Беда')
    await button(vendor, 'Отправить так').click()
    await cardOf(vendor).getByText('Специалист может спросить').waitFor()

    await partnerGoesBy(world, saasSupport)
    const service = await newTicket()
    await allShown(
      ['Название объекта', 'Описание', 'Задача и цель', 'Где это', 'Шаги'].map((title) => open(service, title)),
    )

    await partnerGoesBy(world, quantumMaintenance)
    const quantum = await newTicket()
    await quantum.app.getByLabel('Что случилось').fill('Письма из CRM не приходят клиентам со вчерашнего дня')
    await told(quantum, 'Описание').waitFor()
    await question(quantum, 'Задача и цель').click()
    await quantum.app.getByRole('textbox', { name: 'Задача и цель' }).fill('Отправить счета до пятницы')
    await button(quantum, 'Создать обращение').click()
    await cardOf(quantum).getByText('Отправить счета до пятницы').waitFor()
  },
  slow,
)

it(
  'T4 the agent asks for what is missing with one click, and the answer of the client ticks it off',
  async () => {
    const client = await newTicket()
    await client.app.getByLabel('Что случилось').fill('Нужна помощь')
    await button(client, 'Отправить так').click()
    await composer(client).waitFor()
    const partner = await stage.open('partner', 'owner')
    await partner.app.getByRole('link', { name: 'Очередь' }).click()
    await chooseTicket(partner, 'Нужна помощь')
    await button(partner, 'Взять в работу').click()
    const card = cardOf(partner)
    await card.getByText('Описание').waitFor()

    await card.getByRole('button', { name: 'Спросить недостающее' }).click()
    expect(await composer(partner).inputValue()).toContain('Описание')
    await composer(partner).press('Enter')
    await message(client, 'Описание').waitFor()
    await client.app.getByText('Ждём вашего ответа').first().waitFor()
    await write(client, 'Письма из CRM не приходят клиентам со вчерашнего дня')

    await card.getByText('Описание').waitFor({ state: 'detached' })
  },
  slow,
)

it(
  'T4 a text with three problems is split before it is sent: a ticket each',
  async () => {
    const text = [
      '1. Не приходят письма из CRM клиентам.',
      '2. На Диске не открывается общая папка отдела.',
      '3. Не записываются звонки в телефонии.',
    ].join('\n\n')
    const client = await newTicket()
    await client.app.getByLabel('Что случилось').fill(text)
    await button(client, 'Разделить на 3 обращения').click()
    await client.app.getByLabel('Тема обращения 2').fill('Папка отдела')

    await button(client, 'Создать 3 обращения').click()

    await composer(client).waitFor()
    const partner = await stage.open('partner', 'owner')
    await partner.app.getByRole('link', { name: 'Очередь' }).click()
    for (const subject of [
      'Не приходят письма из CRM клиентам',
      'Папка отдела',
      'Не записываются звонки в телефонии',
    ]) {
      await partner.app.getByRole('list').getByRole('button', { name: subject }).waitFor()
    }
  },
  slow,
)
