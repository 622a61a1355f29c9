import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { eventually } from '#test/support/eventually.ts'
import { newId } from '#test/support/world.ts'
import { connectClient, installAll, payPartner, writeTicket } from './support/prepared.ts'
import { idOf } from './support/stage.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => {
  await installAll(world)
  await connectClient(world)
  await payPartner(world)
})

it('P2 a notification leads to the very message, past a whole page of others, through the portal’s own slider', async () => {
  const { world } = stage
  const ticketId = await writeTicket(world, 'Отчёт не сходится', 'Сумма другая.')
  const agent = await world.enter('partner', 1)
  await world.call('takeTicket', { ticketId }, agent)
  const adminId = idOf(world, 'client', 'admin')
  const admin = await world.enter('client', adminId)
  await world.call('sendMessage', { ticketId, messageId: newId(), text: 'Вот в чём дело: округление.' }, agent)
  const told = () =>
    world.sandbox.notifications('client', adminId).find(({ tag }) => tag === `OPORA|TICKET|${ticketId}`)
  await eventually(async () => {
    await sql`update notices_due set due_at = due_at - interval '10 minutes'`.execute(world.store.db)
    expect(told()).toBeDefined()
  })
  // What is written behind it is more than a page of the conversation shows.
  for (let count = 0; count < 120; count += 1)
    await world.call('sendMessage', { ticketId, messageId: newId(), text: `Строка ${count} отчёта` }, admin)

  const { page } = await stage.open('client', 'admin')
  await page.goto(`${world.sandbox.portals.client.origin}/online/?user=${adminId}`)
  await page.getByRole('button', { name: 'Уведомления' }).click()
  await page.getByRole('listitem').filter({ hasText: 'Отчёт не сходится' }).getByRole('link').first().click()
  const app = page.frameLocator('.slider iframe')
  const aimed = app.getByRole('log').getByText('Вот в чём дело: округление.')
  await aimed.waitFor()
  await expect
    .poll(() =>
      aimed.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect()
        return top >= 0 && bottom <= window.innerHeight
      }),
    )
    .toBe(true)
}, 180_000)
