import { expect, it } from 'vitest'
import { namedIn, readBell } from './support/bell.ts'
import { useClock, useClockFrom } from './support/clock.ts'
import { installAll } from './support/prepared.ts'
import { idOf } from './support/stage.ts'
import { button, chooseTicket, message, write } from './support/steps.ts'
import { useStage } from './support/story.ts'

useClockFrom('2026-11-25T23:40:00+03:00')
/** The standard support, where an enterprise portal has people round the clock (E1); Nikita is on duty this week, Alina is the next one. */
const stage = useStage(async ({ world }) => {
  await installAll(world)
  world.sandbox.setTariff('client', 'ent')
  const [first, second] = [idOf(world, 'standard', 'firstAgent'), idOf(world, 'standard', 'secondAgent')]
  const owner = await world.enter('standard', idOf(world, 'standard', 'owner'))
  for (const userId of [first, second]) await world.call('setStaff', { userId, role: 'agent' }, owner)
  const rota = { version: 0, people: [first, second], weekday: 1, time: '09:00', confirmMinutes: 10 }
  await world.call('saveDutyRota', rota, owner)
})
const clock = useClock(stage)

it('T12 a critical wish of an enterprise client at night: chat does not solve it, whoever is on duty is paged, confirms and notes the call', async () => {
  const { world } = stage
  const subject = 'Портал не открывается ни у кого'
  const client = await stage.open('client', 'admin')
  await client.app.getByText('Люди отвечают круглосуточно').first().waitFor()
  await button(client, 'Новое обращение').click()
  await client.app.getByText('Категория и приоритет').click()
  await client.app.getByRole('radio', { name: /^Инцидент/ }).check()
  await client.app.getByRole('radio', { name: /^Критический/ }).check()
  await client.app.getByRole('textbox', { name: 'Тема' }).fill(subject)
  await client.app.getByLabel('Что случилось').fill('С 23:30 белая страница, у всех сотрудников, с любого устройства.')
  await button(client, /^(Создать обращение|Отправить так)$/).click()

  // The chat answers at once, and has an hour.
  const night = await stage.open('standard', 'secondAgent')
  await chooseTicket(night, subject)
  await button(night, 'Взять в работу').click()
  await write(night, 'Смотрим, что с порталом')
  await message(client, 'Смотрим, что с порталом').waitFor()
  await stage.closePages()
  await clock.passTo('2026-11-26T00:45:00+03:00')

  // Nobody has solved it: whoever is on duty is paged, and the link leads to the ticket.
  const page = await readBell(
    world,
    { portal: 'standard', role: 'firstAgent' },
    /Критический инцидент .* не решён в переписке/,
  )
  const onDuty = await stage.open('standard', 'firstAgent', namedIn(page))
  const panel = onDuty.app.getByRole('region', { name: 'Вызов дежурного' })
  await panel.getByText('Никто не подтвердил').waitFor()
  await panel.getByRole('button', { name: 'Принял' }).click()
  await panel.getByText('Вызов принят: Никита Громов').waitFor()

  // It is solved by phone; what was said stays with the desk, that there was a call both sides read.
  await panel.getByRole('button', { name: 'Записать разговор' }).click()
  const talk = onDuty.app.getByRole('dialog', { name: 'Разговор с клиентом' })
  await talk.getByLabel('О чём договорились').fill('Звонил директору: кончилось место на диске, чистят сами')
  await talk.getByRole('button', { name: 'Записать', exact: true }).click()
  await talk.waitFor({ state: 'hidden' })
  await onDuty.app.getByText('Звонил директору: кончилось место на диске').waitFor()
  const morning = await stage.open('client', 'admin')
  await chooseTicket(morning, subject)
  await morning.app.getByText(/Никита Громов: разговор с вами по телефону, .*10 мин/).waitFor()
  expect(await morning.app.getByText('кончилось место на диске').count()).toBe(0)
  expect(await morning.app.getByText('Вызов').count()).toBe(0)
}, 180_000)
