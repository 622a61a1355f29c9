import { it } from 'vitest'
import { levelTexts } from '#app/support/levels.texts.ts'
import { clientTexts } from '#app/shell/client/client.texts.ts'
import { supportTexts } from '#app/support/support.texts.ts'
import type { Language } from '#contract/common.ts'
import { clientPeople, partnerPeople } from '#test/portal/people.ts'
import type { TariffPreset } from '#test/portal/sandbox.ts'
import { newId, type World } from '#test/support/world.ts'
import { inspectScene, type Scene } from './support/looks.ts'
import { answerTicket, connectClient, installAll, issueCodeBy, writeTicket } from './support/prepared.ts'
import type { Visit } from './support/stage.ts'
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
  await addClient(world, 'poor', 'Лютик', 'free')
  await addClient(world, 'rich', 'Пион', 'ent')
})

/** A portal of its own, whose tariff changes after its first ticket. */
async function addClient(world: World, key: string, title: string, tariff: TariffPreset): Promise<void> {
  await world.sandbox.addPortal({ key, title, users: structuredClone(clientPeople) })
  const admin = await world.install(key, 'client')
  await world.call('openTicket', { ticketId: newId(), messageId: newId(), subject: 'Lost mail', text: 'Hello' }, admin)
  world.sandbox.setTariff(key, tariff)
  await world.enter(key, 1)
}

const changeIsShown = ({ app }: Visit, language: Language) =>
  app.getByRole('button', { name: levelTexts.texts[language].dismiss }).waitFor()

/** Also what a narrow screen folds away; from the last on, because each that opens changes the count. */
async function unfold({ app }: Visit): Promise<void> {
  const folded = await app.locator('details:not([open]) > summary').all()
  for (const summary of folded.toReversed()) await summary.click()
}

const scenes: Scene[] = [
  {
    title: 'the support page',
    portal: 'client',
    role: 'admin',
    reach: ({ app }) => app.getByRole('heading', { level: 1, name: /Интегратор Плюс/ }).waitFor(),
  },
  {
    title: 'the support page of a free portal, and what its tariff has changed',
    portal: 'poor',
    role: 'admin',
    async reach(visit, language) {
      await changeIsShown(visit, language)
      await unfold(visit)
    },
  },
  {
    title: 'the support page of enterprise, and what its tariff has changed',
    portal: 'rich',
    role: 'admin',
    async reach(visit, language) {
      await changeIsShown(visit, language)
      await unfold(visit)
    },
  },
  {
    title: 'a ticket that the tariff has locked',
    portal: 'poor',
    role: 'admin',
    async reach({ app }) {
      await app.getByRole('button', { name: 'Lost mail' }).click()
      await app.locator('#lock-title').waitFor()
    },
  },
  {
    title: 'a new ticket where nobody would answer',
    portal: 'poor',
    role: 'admin',
    async reach({ app }, language) {
      await app.getByRole('button', { name: clientTexts.texts[language].newTicket }).click()
      await app.getByRole('heading', { name: levelTexts.texts[language].nobodyTitle }).waitFor()
    },
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
      await app.getByRole('button', { name: supportTexts.texts[language].connectOther }).click()
      await app.getByRole('dialog').getByRole('textbox').waitFor()
    },
  },
  {
    title: 'what a code would change',
    portal: 'client',
    role: 'admin',
    async reach({ app }, language) {
      await app.getByRole('button', { name: supportTexts.texts[language].connectOther }).click()
      await app.getByRole('dialog').getByRole('textbox').fill(prepared.code)
      await app.getByRole('button', { name: supportTexts.texts[language].next }).click()
      await app.getByRole('dialog').getByRole('table').waitFor()
    },
  },
  {
    title: 'a new ticket',
    portal: 'client',
    role: 'admin',
    async reach({ app }, language) {
      await app.getByRole('button', { name: clientTexts.texts[language].newTicket }).click()
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
