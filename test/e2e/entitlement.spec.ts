import { afterEach, expect, it, vi } from 'vitest'
import { newId } from '#test/support/world.ts'
import { connectClient, installAll, refusalsOf, writeTicket } from './support/prepared.ts'
import { addressOf, allShown, type Visit } from './support/stage.ts'
import { button, chooseTicket, composer, helperIs, openTicket } from './support/steps.ts'
import { useStage } from './support/story.ts'

const stage = useStage(({ world }) => installAll(world))
afterEach(() => vi.useRealTimers())

const admin = { portal: 'client', role: 'admin' }
const saturdayNoon = new Date('2026-11-21T12:00:00+03:00')
const thursdayNoon = new Date('2026-11-19T12:00:00+03:00')

/** The clocks of the servers and of this browser go on from there. */
async function visitAt(at: Date): Promise<Visit> {
  const visit = await stage.sameBrowser()
  // Before the servers' clock: the browser counts from when it was told, by the true time.
  await visit.page.clock.setSystemTime(at)
  vi.useFakeTimers({ toFake: ['Date'], now: at, shouldAdvanceTime: true })
  await visit.page.goto(addressOf(stage.world, admin.portal, admin.role))
  return visit
}

const rowHere = ({ app }: Visit) => app.locator('tr[aria-current=true]')

it('E1 E10 a free portal: no way to an operator by any route, no helper that is not there, and what brings people', async () => {
  const { world } = stage
  const ticketId = await writeTicket(world, 'С прежнего тарифа', 'Было на коммерческом')
  world.sandbox.setTariff('client', 'free')
  const visit = await visitAt(thursdayNoon)

  await visit.app.getByRole('heading', { name: 'Здесь пока некому помочь' }).waitFor()
  await visit.app.getByRole('link', { name: 'коммерческий тариф Битрикс24' }).waitFor()
  expect(await visit.app.getByText(/Помощник|База знаний/).count()).toBe(0)
  expect(await rowHere(visit).textContent()).toMatch(/Бесплатный/)
  expect(await button(visit, 'Новое обращение').count()).toBe(0)
  await chooseTicket(visit, 'С прежнего тарифа')
  await visit.app.getByRole('heading', { name: 'Только чтение' }).waitFor()
  await visit.app.getByText('Было на коммерческом').last().waitFor()
  expect(await composer(visit).count()).toBe(0)

  const refusals = await refusalsOf(world, admin, [
    ['openTicket', { ticketId: newId(), messageId: newId(), subject: 'x', text: 'x' }],
    ['reopenTicket', { ticketId }],
    ['sendMessage', { ticketId, messageId: newId(), text: 'x' }],
  ])
  expect(refusals).toEqual(['no_people', 'no_people', 'ticket_locked'])
}, 120_000)

it('E1 professional outside of working hours: a ticket can be written, page and receipt say when people are back', async () => {
  stage.world.sandbox.setTariff('client', 'pro')
  const visit = await visitAt(saturdayNoon)

  await visit.app.getByText('Люди снова на связи: 23 ноября, 10:00').first().waitFor()
  await button(visit, 'Новое обращение').first().click()
  await visit.app.getByText(/Люди снова на связи: 23 ноября, 10:00\. Напишите сейчас/).waitFor()
  await openTicket(visit, 'В субботу', 'Отчёт не строится')

  await visit.app
    .getByText(/Обращение [A-Z]{2,5}-\d+ принято\. Сейчас нерабочее время\. Люди ответят 23 ноября, 10:00/)
    .waitFor()
}, 120_000)

it('E1 T12 enterprise: people round the clock, and the page says when the on-duty comes in', async () => {
  stage.world.sandbox.setTariff('client', 'ent')
  const visit = await visitAt(saturdayNoon)

  await visit.app.getByText('Люди отвечают круглосуточно').first().waitFor()
  await visit.app
    .getByText(/критический инцидент, который чат не решил в срок \(1 час после первого ответа\)/)
    .waitFor()
  expect(await rowHere(visit).textContent()).toMatch(/Энтерпрайз/)
}, 120_000)

it('E3 partner on and off: each way is one click from the locked ticket itself', async () => {
  const { world } = stage
  world.sandbox.setTariff('client', 'pro')
  await writeTicket(world, 'У стандартной', 'Вопрос стандартной поддержке')
  await connectClient(world)
  await writeTicket(world, 'У партнёра', 'Вопрос партнёру')
  const visit = await stage.open('client', 'admin')
  await helperIs(visit, 'Интегратор Плюс').waitFor()
  expect(await rowHere(visit).textContent()).toMatch(/с партнёром/)

  await chooseTicket(visit, 'У стандартной')
  await button(visit, 'Вернуться сюда').click()
  await composer(visit).waitFor()
  await chooseTicket(visit, 'У партнёра')
  await button(visit, 'Подключить снова').click()
  await composer(visit).waitFor()

  await chooseTicket(visit, 'У стандартной')
  await visit.app.getByRole('heading', { name: 'Только чтение' }).waitFor()
  await button(visit, 'Вернуться сюда').click()
  await composer(visit).waitFor()
}, 120_000)

it('E5 the tariff drops while the page is open: page and ticket change by themselves and say what changed', async () => {
  const { world } = stage
  world.sandbox.setTariff('client', 'pro')
  await writeTicket(world, 'Посреди разговора', 'Ждём ответа')
  const [page, conversation] = await Promise.all([stage.open('client', 'admin'), stage.open('client', 'secondAdmin')])
  await Promise.all([helperIs(page, 'Поддержка24').waitFor(), chooseTicket(conversation, 'Посреди разговора')])
  await composer(conversation).waitFor()

  world.sandbox.setTariff('client', 'free')
  await world.enter('client', 1)

  const changed = page.app.getByText('Тариф портала изменился: профессиональный → бесплатный.')
  await allShown([changed, conversation.app.getByRole('heading', { name: 'Только чтение' })])
  await page.app.getByText('открытые обращения остаются доступны для чтения').waitFor()
  await conversation.app.getByText(/Обращение откроется само с коммерческим тарифом/).waitFor()
  expect(await composer(conversation).count()).toBe(0)

  await page.page.reload()
  await changed.waitFor()
  await button(page, 'Понятно').click()
  await changed.waitFor({ state: 'detached' })
  world.sandbox.setTariff('client', 'pro')
  await world.enter('client', 1)
  await composer(conversation).waitFor()
}, 120_000)
