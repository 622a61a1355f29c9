import { it } from 'vitest'
import { messages } from '#app/support/messages.ts'
import { partnerPeople } from '#test/portal/people.ts'
import { inspectScene, type Scene } from './support/looks.ts'
import { answerTicket, connectClient, installAll, issueCodeBy, writeTicket } from './support/prepared.ts'
import { useStage } from './support/story.ts'

const prepared = { code: '' }
const stage = useStage(async ({ world }) => {
  await installAll(world)
  await world.sandbox.addPortal({ key: 'rival', title: 'Вектор', users: structuredClone(partnerPeople) })
  await world.install('rival', 'desk')
  await world.install('standard', 'desk', 'standard')
  await answerTicket(world, 'standard', await writeTicket(world, 'Old ticket', 'Hello'), 'Hello, **what** happened?')
  await connectClient(world)
  await answerTicket(
    world,
    'partner',
    await writeTicket(world, 'Invoice printing', 'Hello `again`'),
    'On it:\n\n- one\n- two',
  )
  prepared.code = await issueCodeBy(world, 'rival')
})

const scenes: Scene[] = [
  {
    title: 'the support page',
    portal: 'client',
    role: 'admin',
    reach: ({ app }) => app.getByRole('heading', { level: 1, name: /Интегратор Плюс/ }).waitFor(),
  },
  {
    title: 'a conversation',
    portal: 'client',
    role: 'admin',
    async reach({ app }) {
      await app.getByRole('button', { name: 'Invoice printing' }).click()
      await app.getByRole('article').filter({ hasText: 'On it' }).waitFor()
    },
  },
  {
    title: 'a locked conversation',
    portal: 'client',
    role: 'admin',
    async reach({ app }) {
      await app.getByRole('button', { name: 'Old ticket' }).click()
      await app.locator('#lock-title').waitFor()
    },
  },
  {
    title: 'the dialog that asks for a code',
    portal: 'client',
    role: 'admin',
    async reach({ app }, language) {
      await app.getByRole('button', { name: messages.texts[language].connectOther }).click()
      await app.getByRole('dialog').getByRole('textbox').waitFor()
    },
  },
  {
    title: 'what a code would change',
    portal: 'client',
    role: 'admin',
    async reach({ app }, language) {
      await app.getByRole('button', { name: messages.texts[language].connectOther }).click()
      await app.getByRole('dialog').getByRole('textbox').fill(prepared.code)
      await app.getByRole('button', { name: messages.texts[language].next }).click()
      await app.getByRole('dialog').getByRole('table').waitFor()
    },
  },
  {
    title: 'a new ticket',
    portal: 'client',
    role: 'admin',
    async reach({ app }, language) {
      await app.getByRole('button', { name: messages.texts[language].newTicket }).click()
      await app.getByRole('textbox').nth(1).waitFor()
    },
  },
  {
    title: 'the settings',
    portal: 'client',
    role: 'admin',
    params: { page: 'settings' },
    reach: ({ app }) => app.getByRole('heading', { level: 2 }).first().waitFor(),
  },
  {
    title: 'no access',
    portal: 'client',
    role: 'employee',
    reach: ({ app }) => app.getByRole('listitem').first().waitFor(),
  },
]

it.each(scenes)(
  'D7 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes',
  async (scene) => {
    await inspectScene(stage, scene)
  },
  60_000,
)
