import { expect, it } from 'vitest'
import { installAll, refusalsOf, writeTicket } from './support/prepared.ts'
import { nameOf } from './support/stage.ts'
import { useStage } from './support/story.ts'

const prepared = { ticketId: '' }
const stage = useStage(async ({ world }) => {
  await installAll(world)
  prepared.ticketId = await writeTicket(world, 'Секретная тема', 'Секретный текст')
})

it.each(['employee', 'extranet'])('E2 an %s reads who in the portal can help, and gets no data', async (role) => {
  const { world } = stage
  const visit = await stage.open('client', role)
  const answers: string[] = []
  visit.page.on('response', (response) => {
    if (response.url().startsWith(`${world.url}/api/`)) void response.text().then((text) => answers.push(text))
  })

  await visit.page.reload()
  await visit.app.getByRole('heading', { name: 'Поддержку ведут ваши коллеги' }).waitFor()

  const helpers = await visit.app.getByRole('listitem').allTextContents()
  expect(helpers.map((text) => text.replaceAll(/\s+/g, ' '))).toEqual([
    expect.stringContaining(nameOf(world, 'client', 'admin')),
  ])
  expect(answers).not.toEqual([])
  expect(answers.join()).not.toContain('Секретн')
  const { ticketId } = prepared
  const attempts = await refusalsOf(world, { portal: 'client', role }, [
    ['readSupport', {}],
    ['listTickets', {}],
    ['readTicket', { ticketId }],
    ['readEvents', { ticketId }],
    ['readSettings', {}],
  ])
  expect(attempts).not.toContain(undefined)
})

it('E2 the same page shows the ticket to an admin', async () => {
  const visit = await stage.open('client', 'admin')

  await visit.app.getByRole('button', { name: 'Секретная тема' }).waitFor()

  expect(await refusalsOf(stage.world, { portal: 'client', role: 'admin' }, [['readTicket', prepared]])).toEqual([
    undefined,
  ])
})
