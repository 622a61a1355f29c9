import { expect, it } from 'vitest'
import { installAll } from './support/prepared.ts'
import { nameOf } from './support/stage.ts'
import { message, openTicket } from './support/steps.ts'
import { useStage } from './support/story.ts'

const stage = useStage(({ world }) => installAll(world))

it('E2 an integrator whom the admin names on the settings page can write at once, one who is removed cannot any more', async () => {
  const { world } = stage
  const name = nameOf(world, 'client', 'integrator')
  const [admin, integrator, employee] = await Promise.all([
    stage.open('client', 'admin'),
    stage.open('client', 'integrator'),
    stage.open('client', 'employee'),
  ])
  const isShutOut = [integrator, employee].map(({ app }) =>
    app.getByRole('heading', { name: 'Поддержку ведут ваши коллеги' }),
  )
  await Promise.all(isShutOut.map((heading) => heading.waitFor()))

  await admin.app.getByRole('link', { name: 'Настройки поддержки' }).click()
  await admin.app.getByRole('button', { name: 'Добавить интегратора' }).click()
  const dialog = admin.app.getByRole('dialog')
  await dialog.getByLabel('Имя или фамилия').pressSequentially('ахмет')
  await dialog.getByRole('radio', { name }).check()
  await dialog.getByRole('button', { name: 'Добавить', exact: true }).click()
  await admin.app.getByText(`Добавлено: ${name}`).waitFor()

  await openTicket(integrator, 'Пишет интегратор', 'Настраиваю портал этой компании.')
  await message(integrator, 'Настраиваю портал').waitFor()
  expect(await integrator.app.getByRole('button', { name: /Подключить.*партнёра/ }).count()).toBe(0)
  expect(await isShutOut[1]?.isVisible()).toBe(true)

  await admin.app.getByRole('button', { name: `Убрать: ${name}` }).click()
  await admin.app.getByRole('dialog').getByRole('button', { name: 'Убрать', exact: true }).click()
  await isShutOut[0]?.waitFor()
}, 120_000)
