import { expect, it } from 'vitest'
import { newId } from '#test/support/world.ts'
import { useClock, useClockFrom } from '../support/clock.ts'
import { answerTicket, installAll, issueCodeBy, refusalsOf, writeTicket } from '../support/prepared.ts'
import { bothPagesOf } from '../support/presets.ts'
import { allShown } from '../support/stage.ts'
import { button, chooseTicket, composer, confirmCode, helperIs, message, previewCode } from '../support/steps.ts'
import { useStage } from '../support/story.ts'

useClockFrom('2026-11-25T12:00:00+03:00')
const stage = useStage(({ world }) => installAll(world))
const clock = useClock(stage)

const workdays = [{ weekdays: [1, 2, 3, 4, 5], from: '10:00', to: '19:00' }]

it('support24 by its document: who is answered when by tariff, what is outside, to the partner and back in one click', async () => {
  const { world } = stage
  const entitlementOn = async (tariff: Parameters<typeof world.sandbox.setTariff>[1]) => {
    world.sandbox.setTariff('client', tariff)
    const { entitlement } = await world.call('readSupport', {}, await world.enter('client', 1))
    const { people, onDuty } = entitlement
    return { people: people.entitled, hours: people.hours, always: people.aroundTheClock, now: people.now, onDuty }
  }

  // "Уровни поддержки по тарифам": nobody on the free one, working days 10 to 19 in Moscow, or always with somebody on duty.
  expect(await entitlementOn('free')).toMatchObject({ people: false, now: false, onDuty: null })
  for (const tariff of ['basic', 'std', 'pro'] as const) {
    const commercial = { people: true, hours: workdays, always: false, now: true, onDuty: null }
    expect({ tariff, ...(await entitlementOn(tariff)) }).toEqual({ tariff, ...commercial })
  }
  expect(await entitlementOn('ent')).toMatchObject({ people: true, always: true, onDuty: { afterMinutes: 60 } })
  await entitlementOn('std')

  // "Писать могут администраторы или приглашённые интеграторы".
  const ticket = { ticketId: newId(), messageId: newId(), subject: 'Отчёт', text: 'Пустой' }
  const asEmployee = await refusalsOf(world, { portal: 'client', role: 'employee' }, [['openTicket', ticket]])
  expect(asEmployee).not.toContain(undefined)

  // No time is promised; what is asked for is answered in turn.
  const subject = 'Робот не отправляет письма'
  const ticketId = await writeTicket(world, subject, 'Робот на стадии «Счёт» не отправляет письма клиентам.')
  const { client, partner: desk } = await bothPagesOf(stage, subject, 'standard')
  const { clocks, withoutTarget } = await world.call('readSla', { ticketId }, await world.enter('client', 1))
  expect(clocks.flatMap(({ deadline }) => deadline ?? [])).toEqual([])
  expect(withoutTarget?.ru).toMatch(/^Точного срока ответа нет/)
  await answerTicket(world, 'standard', ticketId, 'Проверьте шаблон письма')
  await allShown([client, desk].map((visit) => message(visit, 'Проверьте шаблон письма')))

  // "Не входит: разработка приложений": the partners do that, and the answer leads to them.
  const appId = await writeTicket(world, 'Напишите приложение для склада', 'Нужно своё приложение для сканера.')
  const agent = await world.enter('standard', 1)
  const scope = await world.call('readTicketScope', { ticketId: appId }, agent)
  expect(scope.rest.way).toEqual({ to: 'connectPartner' })
  const outside = { ticketId: appId, messageId: newId(), text: scope.rest.text.ru, area: null }
  await world.call('declineOutOfScope', outside, agent)
  expect(scope.rest.text.ru).toMatch(/^Это делают партнёры: подключите одного из них кодом/)

  // "Подключается кодом; блокирует стандартный чат, пока включена поддержка партнёром".
  const admin = await stage.open('client', 'secondAdmin')
  await previewCode(admin, await issueCodeBy(world, 'partner'))
  await confirmCode(admin)
  await helperIs(admin, 'Интегратор Плюс').waitFor()
  await chooseTicket(client, subject)
  await client.app.getByRole('heading', { name: 'Только чтение' }).waitFor()
  expect(await composer(client).count()).toBe(0)

  // "Вернуться к штатной поддержке можно в один клик".
  await button(admin, 'Вернуться к стандартной поддержке').click()
  await helperIs(admin, 'Поддержка24').waitFor()
  await composer(client).waitFor()

  // At seven in the evening people go home until ten.
  await clock.passTo('2026-11-25T19:00:00+03:00')
  const { entitlement } = await world.call('readSupport', {}, await world.enter('client', 1))
  expect([entitlement.people.now, entitlement.people.from]).toEqual([false, '2026-11-26T07:00:00.000Z'])
}, 240_000)
