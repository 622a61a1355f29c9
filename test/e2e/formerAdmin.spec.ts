import { expect, it } from 'vitest'
import { connectClient, installAll } from './support/prepared.ts'
import { idOf, nameOf } from './support/stage.ts'
import { button, helperIs } from './support/steps.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => {
  await installAll(world)
  await connectClient(world)
})

it('P8 an admin who loses the right while the page is open cannot go back any more, and is pointed to whoever can', async () => {
  const { world } = stage
  const [former, admin] = await Promise.all([stage.open('client', 'secondAdmin'), stage.open('client', 'admin')])
  await Promise.all([former, admin].map((visit) => helperIs(visit, 'Интегратор Плюс').waitFor()))

  world.sandbox.changeUser('client', idOf(world, 'client', 'secondAdmin'), { isAdmin: false })
  await button(former, 'Вернуться к стандартной поддержке').click()

  await former.app.getByRole('heading', { name: 'Поддержку ведут ваши коллеги' }).waitFor()
  const helpers = await former.app.getByRole('main').getByRole('listitem').allTextContents()
  expect(helpers.map((text) => text.replaceAll(/\s+/g, ' '))).toEqual([
    expect.stringContaining(nameOf(world, 'client', 'admin')),
  ])
  expect(await helperIs(admin, 'Интегратор Плюс').count()).toBe(1)
}, 120_000)
