import { expect, it } from 'vitest'
import { newId } from '#test/support/world.ts'
import { answerTicket, connectClient, installAll, refusalsOf, writeTicket } from './support/prepared.ts'
import { allShown } from './support/stage.ts'
import { button, chooseTicket, composer, helperIs, message, openTicket, write } from './support/steps.ts'
import { useStage } from './support/story.ts'

const subject = 'Воронка для повторных продаж'
const prepared = { ticketId: '' }
const stage = useStage(async ({ world }) => {
  await installAll(world)
  await connectClient(world)
  prepared.ticketId = await writeTicket(world, subject, 'Поможете настроить?')
  await answerTicket(world, 'partner', prepared.ticketId, 'Да, пришлите стадии')
})

it('E3 E4 one click goes back, another returns: both portals see it without a reload, and nothing can be written meanwhile', async () => {
  const { world } = stage
  const [admin, colleague, agent] = await Promise.all([
    stage.open('client', 'admin'),
    stage.open('client', 'secondAdmin'),
    stage.open('partner', 'owner'),
  ])
  await Promise.all([
    helperIs(admin, 'Интегратор Плюс').waitFor(),
    chooseTicket(colleague, subject),
    chooseTicket(agent, subject),
  ])
  await Promise.all([composer(colleague).waitFor(), composer(agent).waitFor()])

  await button(admin, 'Вернуться к стандартной поддержке').click()
  await helperIs(admin, 'Поддержка24').waitFor()
  const locked = [colleague, agent].map(({ app }) => app.getByRole('heading', { name: 'Только чтение' }))
  await allShown(locked)
  expect(await Promise.all([colleague, agent].map((visit) => composer(visit).count()))).toEqual([0, 0])
  await Promise.all([colleague, agent].map((visit) => message(visit, 'Да, пришлите стадии').waitFor()))

  const { ticketId } = prepared
  const letter = { ticketId, messageId: newId(), text: 'всё равно' }
  const both = [
    { portal: 'client', role: 'admin' },
    { portal: 'partner', role: 'owner' },
  ]
  const writing = await Promise.all(both.map((who) => refusalsOf(world, who, [['sendMessage', letter]])))
  const reading = await Promise.all(both.map((who) => refusalsOf(world, who, [['readEvents', { ticketId }]])))
  expect(writing).toEqual([['ticket_locked'], ['ticket_locked']])
  expect(reading).toEqual([[undefined], [undefined]])
  await openTicket(admin, 'Снова к стандартной', 'Кто теперь отвечает?')
  await admin.app.getByRole('banner').or(admin.app.locator('header')).getByText('Поддержка24').first().waitFor()

  await admin.page.reload()
  await admin.app.getByRole('main').getByRole('button', { name: 'Подключить снова' }).click()
  await helperIs(admin, 'Интегратор Плюс').waitFor()
  await allShown([composer(colleague), composer(agent)])
  await write(colleague, 'Мы вернулись')
  await message(agent, 'Мы вернулись').waitFor()
}, 120_000)
