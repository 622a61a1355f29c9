import { expect, it } from 'vitest'
import { partnerPeople } from '#test/portal/people.ts'
import { installAll, issueCodeBy } from './support/prepared.ts'
import { confirmCode, helperIs, previewCode } from './support/steps.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => {
  await installAll(world)
  await world.sandbox.addPortal({ key: 'rival', title: 'Вектор', users: structuredClone(partnerPeople) })
  await world.install('rival', 'desk')
})

it('C4 of two admins who activate different codes at once one wins, and the other reads why', async () => {
  const { world } = stage
  const rivals = [
    { visit: await stage.open('client', 'admin'), desk: 'Интегратор Плюс', code: await issueCodeBy(world, 'partner') },
    { visit: await stage.open('client', 'secondAdmin'), desk: 'Вектор', code: await issueCodeBy(world, 'rival') },
  ]
  await Promise.all(rivals.map(({ visit, code }) => previewCode(visit, code)))

  await Promise.all(rivals.map(({ visit }) => confirmCode(visit)))
  const loser = await Promise.any(
    rivals.map(async (rival) => {
      await rival.visit.app.getByRole('dialog').getByRole('alert').waitFor()
      return rival
    }),
  )
  const winner = rivals.find((rival) => rival !== loser)

  const why = await loser.visit.app.getByRole('dialog').getByRole('alert').textContent()
  expect(why).toContain('Пока вы смотрели, подключение изменилось')
  if (winner === undefined) throw new Error('Nobody has won')
  await winner.visit.app.getByRole('dialog').waitFor({ state: 'detached' })
  await helperIs(winner.visit, winner.desk).waitFor()
  const admin = await world.enter('client', 1)
  const { connection } = await world.call('readSupport', {}, admin)
  expect(connection?.deskName).toBe(winner.desk)
}, 120_000)
