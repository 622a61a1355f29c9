import { expect, it } from 'vitest'
import { addressOf } from './support/stage.ts'
import {
  chooseTicket,
  composer,
  confirmCode,
  helperIs,
  installThrough,
  issueCode,
  message,
  newDeskKey,
  openTicket,
  orderOf,
  previewCode,
  write,
} from './support/steps.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => {
  await world.install('standard', 'desk', 'standard')
})

it('P1 C1-C3 T8 two portals install, one issues a code, the other activates it, and both talk at once', async () => {
  const { world } = stage
  const client = await stage.open('client', 'admin')
  const partner = await stage.open('partner', 'owner')

  await Promise.all([
    installThrough(client),
    installThrough(partner, { key: await newDeskKey(world, 'Опора', 'partner'), name: 'Интегратор Плюс' }),
  ])
  await helperIs(client, 'Поддержка24').waitFor()

  const code = await issueCode(partner)
  expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
  await previewCode(client, code.toLowerCase().replaceAll('-', ' '))
  await confirmCode(client)
  await helperIs(client, 'Интегратор Плюс').waitFor()

  await openTicket(client, 'Не выгружаются счета', 'Вчера работало, сегодня пусто.')
  await partner.app.getByRole('link', { name: 'Очередь' }).click()
  await chooseTicket(partner, 'Не выгружаются счета')
  await message(partner, 'Вчера работало').waitFor()
  await partner.app.getByRole('button', { name: 'Взять в работу' }).click()
  await write(partner, 'Смотрю журнал обмена')
  await message(client, 'Смотрю журнал обмена').waitFor()
  await write(client, 'Спасибо, жду')
  await message(partner, 'Спасибо, жду').waitFor()

  const marks = ['Вчера работало', 'Смотрю журнал', 'Спасибо, жду']
  await composer(client).fill('Недописанная мысль')
  await composer(partner).fill('Черновик ответа')
  await Promise.all([client.page.reload(), partner.page.reload()])
  // The portal draws its page anew, so the ticket is chosen again.
  await Promise.all([chooseTicket(client, 'Не выгружаются счета'), chooseTicket(partner, 'Не выгружаются счета')])
  await Promise.all([client, partner].map((visit) => message(visit, 'Спасибо, жду').waitFor()))

  expect(await orderOf(client, marks)).toEqual(marks)
  expect(await orderOf(partner, marks)).toEqual(marks)
  expect(await composer(client).inputValue()).toBe('Недописанная мысль')
  expect(await composer(partner).inputValue()).toBe('Черновик ответа')
  expect(client.page.url()).toContain(new URL(addressOf(world, 'client', 'admin')).pathname)
}, 120_000)
