import { it } from 'vitest'
import { deskTexts } from '#app/shell/desk/desk.texts.ts'
import { regulationEditorTexts } from '#app/regulation/regulationEditor.texts.ts'
import { regulationTexts } from '#app/regulation/regulation.texts.ts'
import { clientPeople } from '#test/portal/people.ts'
import { inspectScene, type Scene } from './support/looks.ts'
import { answerTicket, connectClient, installAll, writeTicket } from './support/prepared.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => {
  await installAll(world)
  await connectClient(world)
  await answerTicket(
    world,
    'partner',
    await writeTicket(world, 'Invoice printing', 'Hello `again`'),
    'On it:\n\n- one\n- two',
  )
  await writeTicket(world, 'A rather long subject of a ticket that does not fit into one line', 'Nobody took it yet')
  await world.sandbox.addPortal({ key: 'newcomer', title: 'Новичок', users: structuredClone(clientPeople) })
  // The admin has pressed «install» in the portal: its pages show the wizard.
  world.sandbox.openForm('newcomer', clientPeople.admin.id)
})

const owner = { portal: 'partner', role: 'owner' }
const scenes: Scene[] = [
  { title: 'the queue', ...owner, reach: ({ app }) => app.getByRole('button', { name: 'Invoice printing' }).waitFor() },
  {
    title: 'a conversation with a client',
    ...owner,
    async reach({ app }) {
      await app.getByRole('button', { name: 'Invoice printing' }).click()
      await app.getByRole('article').filter({ hasText: 'On it' }).waitFor()
    },
  },
  {
    title: 'the connections',
    ...owner,
    async reach({ app }, language) {
      await app.getByRole('link', { name: deskTexts.texts[language].connections }).click()
      await app.getByRole('listitem').first().waitFor()
    },
  },
  {
    title: 'the regulation',
    ...owner,
    async reach({ app }, language) {
      await app.getByRole('link', { name: deskTexts.texts[language].regulation }).click()
      await app.getByRole('region', { name: regulationTexts.texts[language].plans }).waitFor()
      await app.getByText(regulationTexts.texts[language].history.split('(')[0] ?? '').click()
    },
  },
  {
    title: 'a version of the regulation that is being written',
    ...owner,
    async reach({ app }, language) {
      const texts = regulationEditorTexts.texts[language]
      await app.getByRole('link', { name: deskTexts.texts[language].regulation }).click()
      await app.getByRole('button', { name: regulationTexts.texts[language].newVersion }).click()
      const field = app.getByLabel(texts.textLabel)
      await field.fill((await field.inputValue()).replace('"noticeDays": 30', '"noticeDays": 14'))
      await app.getByRole('button', { name: texts.check, exact: true }).click()
      await app.getByText(texts.onDate, { exact: true }).click()
      await app.getByRole('button', { name: texts.publish, exact: true }).waitFor()
    },
  },
  {
    title: 'the staff',
    ...owner,
    async reach({ app }, language) {
      await app.getByRole('link', { name: deskTexts.texts[language].staff }).click()
      await app.getByRole('listitem').first().waitFor()
    },
  },
  {
    title: 'the desk for somebody who is not on it',
    portal: 'partner',
    role: 'employee',
    reach: ({ app }) => app.getByRole('main').getByRole('heading').first().waitFor(),
  },
  {
    title: 'the installer',
    portal: 'newcomer',
    role: 'admin',
    reach: ({ app }) => app.getByRole('radio').first().waitFor(),
  },
]

it.each(scenes)(
  'D7 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes',
  async (scene) => {
    await inspectScene(stage, scene)
  },
  60_000,
)
