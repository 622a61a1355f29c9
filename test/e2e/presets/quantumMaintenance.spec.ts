import { expect, it } from 'vitest'
import { newId } from '#test/support/world.ts'
import { useClock, useClockFrom } from '../support/clock.ts'
import { installAll } from '../support/prepared.ts'
import { bothPagesOf, deadlinesOf } from '../support/presets.ts'
import { allShown } from '../support/stage.ts'
import { button, confirmCode, helperIs, openTicket, previewCode } from '../support/steps.ts'
import { useStage } from '../support/story.ts'

const minute = 60_000
useClockFrom('2026-11-23T10:00:00+03:00')
const stage = useStage(({ world }) => installAll(world))
const clock = useClock(stage)

it('quantum-maintenance by its document: a package bought, work by the timer in quanta, a repair, the act, and its end', async () => {
  const { world } = stage
  const owner = await world.enter('partner', 1)
  const terms = { maxUses: 1, expiresInDays: 30, clientStatus: 2, note: '«Ромашка»' }
  const { code } = await world.call('issueCode', terms, owner)
  const buyer = await stage.open('client', 'admin')
  await previewCode(buyer, code)
  await confirmCode(buyer)
  await helperIs(buyer, 'Интегратор Плюс').waitFor()

  // "Тарифные планы: стоимость", the rows of status 2: least quanta, days, roubles of a quantum and of the least package.
  const admin = await world.enter('client', 1)
  const account = { side: 'client', deskId: null } as const
  const { plans, deskId } = await world.call('readOffers', { account }, admin)
  const table = plans.map(({ planCode, leastQuanta, valid, quantumPriceMinor }) => [
    planCode,
    leastQuanta,
    valid?.count,
    (quantumPriceMinor ?? 0) / 100,
    ((leastQuanta ?? 0) * (quantumPriceMinor ?? 0)) / 100,
  ])
  expect(table).toEqual([
    ['subscription', 30, 90, 550, 16500],
    ['prepaid', 12, 30, 660, 7920],
    ['first-aid', 30, 90, 825, 24750],
    ['online', 12, 30, 1100, 13200],
  ])

  // The least package of the second plan, ordered on the page and paid.
  await buyer.app.getByRole('link', { name: 'Баланс и тариф' }).click()
  await button(buyer, 'Выбрать тариф').click()
  await buyer.app.getByRole('radio', { name: 'Предоплаченный пакет обращений' }).check()
  await buyer.app.getByText('7 920 ₽', { exact: true }).first().waitFor()
  await button(buyer, 'Оформить заказ').click()
  await buyer.app.getByText(/Предоплаченный пакет обращений, 12 квантов, 2 часа, 7 920 ₽/).waitFor()
  const { orders } = await world.call('listOrders', { account }, admin)
  const amount = { minor: 7920_00, currency: 'RUB' }
  const document = { documentNumber: '1', documentDate: '2026-11-23' }
  await world.call('recordPayment', { orderId: orders[0]?.orderId ?? '', ...document, amount }, owner)

  // Two working hours for the first answer.
  await buyer.app.getByRole('link', { name: 'Поддержка' }).first().click()
  await openTicket(buyer, 'Настроить воронку', 'Нужна отдельная воронка для повторных продаж.')
  const { tickets } = await world.call('listQueue', { filter: 'all' }, owner)
  const ticketId = tickets[0]?.ticketId ?? ''
  const { firstReaction } = await deadlinesOf(world, ticketId)
  expect(Date.parse(firstReaction ?? '') - Date.parse(tickets[0]?.openedAt ?? '')).toBe(120 * minute)
  const { client, partner } = await bothPagesOf(stage, 'Настроить воронку')

  // Eleven minutes by the timer are two quanta of ten.
  await button(partner, 'Взять в работу').click()
  await button(partner, 'Запустить таймер').click()
  await client.app.getByText(/работает над обращением/).waitFor()
  await clock.pass(11 * minute)
  await button(partner, /^Остановить таймер/).click()
  await allShown([
    partner.app.getByText('Таймер остановлен, списано: 2 кванта, 20 минут.'),
    ...[client, partner].map(({ app }) => app.getByText('Осталось: 10 квантов')),
  ])

  // A repair: the client disputes the interval, a quantum comes back, both sides see it.
  const { intervals } = await world.call('listIntervals', { account }, admin)
  const intervalId = intervals[0]?.intervalId ?? ''
  const disputeId = newId()
  await world.call('disputeInterval', { intervalId, disputeId, reason: 'Созвон длился девять минут' }, admin)
  await world.call('answerDispute', { disputeId, text: 'Согласны', giveBack: 1 }, owner)
  await allShown([client, partner].map(({ app }) => app.getByText('Осталось: 11 квантов')))
  const act = { account, language: 'ru', from: '2026-11-23', to: '2026-11-23' } as const
  const file = await world.call('exportLedgerAct', act, admin)
  expect(Buffer.from(file.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-')

  // "По истечении срока неиспользованные кванты считаются использованными": thirty days after the payment nothing is left.
  await clock.passTo('2026-12-24T10:00:00+03:00')
  const later = await world.enter('client', 1)
  const ended = await world.call('readAccount', { account }, later)
  expect([ended.deskId, ended.left, ended.awaits]).toEqual([deskId, 0, 'usedUp'])
}, 240_000)
