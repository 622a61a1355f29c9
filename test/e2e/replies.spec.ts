import { expect, it } from 'vitest'
import { eventually } from '#test/support/eventually.ts'
import { connectClient, installAll, payPartner, writeTicket } from './support/prepared.ts'
import { idOf } from './support/stage.ts'
import { button, chooseTicket, composer, message, write } from './support/steps.ts'
import { useStage } from './support/story.ts'

const slow = 120_000
const subject = 'Не приходят письма'
const stage = useStage(async ({ world }) => {
  await installAll(world)
  await connectClient(world)
  await payPartner(world)
  const owner = await world.enter('partner', 1)
  await world.call('setStaff', { userId: idOf(world, 'partner', 'firstAgent'), role: 'agent' }, owner)
  await writeTicket(world, subject, 'Письма из CRM не уходят со вчерашнего дня')
})
const phone = { width: 360, height: 740 }

it(
  'T8 a lead writes a quick reply for the desk, an agent puts it in by keyboard on a phone, the client reads it filled',
  async () => {
    const owner = await stage.open('partner', 'owner')
    await owner.app.getByRole('link', { name: 'Шаблоны' }).click()
    await button(owner, 'Новый шаблон').first().click()
    const dialog = owner.app.getByRole('dialog')
    await dialog.getByText('Для всей поддержки', { exact: true }).click()
    await dialog.getByLabel('Название').fill('Начало разговора')
    await dialog.getByLabel('Текст').fill('Здравствуйте, {{клент}}!')
    await dialog.getByRole('button', { name: 'Сохранить', exact: true }).click()
    await dialog.getByText('Такой переменной нет').waitFor()
    await dialog.getByLabel('Текст').fill('Здравствуйте, ')
    await button(owner, '{{клиент}}').click()
    await dialog.getByLabel('Текст').pressSequentially('! Обращение ')
    await button(owner, '{{номер}}').click()
    await dialog.getByText('Здравствуйте, Анна Орлова! Обращение OP-1042').waitFor()
    await dialog.getByRole('button', { name: 'Сохранить', exact: true }).click()
    await owner.app.getByRole('heading', { name: 'Начало разговора' }).waitFor()

    const agent = await stage.open('partner', 'firstAgent')
    await agent.page.setViewportSize(phone)
    await chooseTicket(agent, subject)
    await button(agent, 'Взять в работу').click()
    await composer(agent).pressSequentially('/нач')
    await agent.app.getByRole('option', { name: 'Начало разговора' }).waitFor()
    await composer(agent).press('Enter')
    await eventually(async () =>
      expect(await composer(agent).inputValue()).toMatch(/^Здравствуйте, Марина Калинина! Обращение \p{L}+-\d+/u),
    )
    await composer(agent).press('Enter')

    const client = await stage.open('client', 'admin')
    await chooseTicket(client, subject)
    await message(client, 'Здравствуйте, Марина Калинина!').waitFor()
  },
  slow,
)

it(
  'T8 a colleague who is mentioned in a note is told and finds it; the client learns nothing of it',
  async () => {
    const { world } = stage
    const [agent, client] = await Promise.all([stage.open('partner', 'firstAgent'), stage.open('client', 'admin')])
    await Promise.all([chooseTicket(agent, subject), chooseTicket(client, subject)])
    await composer(agent).pressSequentially('@Вик')
    await agent.app.getByText('Упомянуть коллегу можно только в заметке').waitFor()
    await composer(agent).fill('')
    await button(agent, 'Заметка для своих, клиент не увидит').click()
    await composer(agent).pressSequentially('@Вик')
    await agent.app.getByRole('option', { name: 'Виктор Лаптев' }).click()
    await composer(agent).pressSequentially('посмотрите журнал')
    await composer(agent).press('Enter')
    await message(agent, 'посмотрите журнал').getByText('Упомянуты: Виктор Лаптев').waitFor()

    const told = () => world.sandbox.notifications('partner').filter(({ tag }) => tag.startsWith('OPORA|MENTION'))
    await eventually(() => expect(told().map(({ userId }) => userId)).toEqual([idOf(world, 'partner', 'owner')]))
    expect(told()[0]?.message).not.toContain('журнал')
    const owner = await stage.open('partner', 'owner')
    await chooseTicket(owner, subject)
    await message(owner, 'посмотрите журнал').waitFor()
    // What comes after the note is there: the note was not merely late.
    await write(owner, 'Смотрим')
    await message(client, 'Смотрим').waitFor()
    expect(await message(client, 'журнал').count()).toBe(0)
    expect(
      world.sandbox
        .notifications('client')
        .map(({ message: said }) => said)
        .join('\n'),
    ).not.toContain('журнал')
  },
  slow,
)

it(
  'T8 two answer at once: each sees that the other writes, the later one is asked, and the client gets what was meant',
  async () => {
    const [agent, owner] = await Promise.all([stage.open('partner', 'firstAgent'), stage.open('partner', 'owner')])
    await Promise.all([chooseTicket(agent, subject), chooseTicket(owner, subject)])
    await message(agent, 'Смотрим').waitFor()
    await composer(agent).pressSequentially('Почта включена, проверьте фильтры')
    await owner.app.getByText('Артём Нечаев тоже пишет ответ').waitFor()
    await write(owner, 'Нашли: сервер почты менял адрес')

    await agent.app.getByText(/Пока вы пишете, пришло 1 новое сообщение: Виктор Лаптев/).waitFor()
    await composer(agent).press('Enter')
    await agent.app.getByText('Пока вы писали, клиенту ответил коллега: Виктор Лаптев').waitFor()
    const client = await stage.open('client', 'admin')
    await chooseTicket(client, subject)
    await message(client, 'сервер почты менял адрес').waitFor()
    expect(await message(client, 'проверьте фильтры').count()).toBe(0)
    await button(agent, 'Отправить всё равно').click()
    await message(client, 'проверьте фильтры').waitFor()
    expect(await message(client, 'проверьте фильтры').count()).toBe(1)
  },
  slow,
)
