import { expect, it } from 'vitest'
import { eventually } from '#test/support/eventually.ts'
import { installAll } from './support/prepared.ts'
import { confirmCode, helperIs, previewCode } from './support/steps.ts'
import { useStage } from './support/story.ts'

const issued = { codeId: '', code: '' }
const stage = useStage(async ({ world }) => {
  await installAll(world)
  const owner = await world.enter('partner', 1)
  const terms = { maxUses: 1, expiresInDays: 30, clientStatus: 1, note: '' }
  const { code, view } = await world.call('issueCode', { ...terms, portal: world.sandbox.portals.client.domain }, owner)
  Object.assign(issued, { code, codeId: view.codeId })
})

it('P7 a portal is renamed while nobody has the app open: a notification finds it, and the code for its old address fits', async () => {
  const { world } = stage
  const owner = await world.enter('partner', 1)
  await world.sandbox.renamePortal('client')

  await world.call('sendCode', issued, owner)

  await eventually(() => expect(world.sandbox.notifications('client', 1).at(-1)?.message).toContain(issued.code))
  const admin = await stage.open('client', 'admin')
  await previewCode(admin, issued.code)
  await confirmCode(admin)
  await helperIs(admin, 'Интегратор Плюс').waitFor()
  const desk = await stage.open('partner', 'owner')
  await desk.app.getByRole('link', { name: 'Подключения' }).click()
  await desk.app.getByText(world.sandbox.portals.client.domain).first().waitFor()
}, 120_000)
