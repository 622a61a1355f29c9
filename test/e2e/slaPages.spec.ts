import { it } from 'vitest'
import { ticketActionTexts } from '#app/queue/ticketActions.texts.ts'
import { deskTexts } from '#app/shell/desk/desk.texts.ts'
import { slaTexts } from '#app/sla/sla.texts.ts'
import type { Language } from '#contract/common.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { newId } from '#test/support/world.ts'
import { inspectScene, type Scene } from './support/looks.ts'
import { answerTicket, connectClient, installAll } from './support/prepared.ts'
import { idOf, type Visit } from './support/stage.ts'
import { useStage } from './support/story.ts'

const subject = 'Mail is down'

const stage = useStage(async ({ world }) => {
  await installAll(world)
  const owner = await world.enter('partner', 1)
  const { lastVersion } = await world.call('readRegulation', {}, owner)
  await world.call('publishRegulation', { document: saasSupport, effectiveAt: null, lastVersion }, owner)
  await connectClient(world)
  const admin = await world.enter('client', idOf(world, 'client', 'admin'))
  const ticketId = newId()
  const kind = { category: 'incident', priority: 'critical' } as const
  await world.call('openTicket', { ticketId, messageId: newId(), subject, text: '`503`', ...kind }, admin)
  await answerTicket(world, 'partner', ticketId, '`503`')
  const contact = { ticketId, messageId: newId(), way: 'phone', text: '`503`' } as const
  await world.call('recordContact', contact, owner)
})

const owner = { portal: 'partner', role: 'owner' }

async function openTicket({ app }: Visit): Promise<void> {
  await app.getByRole('button', { name: subject }).click()
  await app.getByRole('article').first().waitFor()
}

/** Down to the table of the first clock. */
async function openEvidence(visit: Visit, language: Language): Promise<void> {
  const { app } = visit
  const texts = slaTexts.texts[language]
  await openTicket(visit)
  await app.getByRole('button', { name: texts.open, exact: true }).click()
  const part = app.getByRole('region', { name: texts.firstReaction })
  await part.getByText(texts.how).click()
  await part.getByText(texts.table).click()
  await part.getByRole('row').first().waitFor()
}

const scenes: Scene[] = [
  {
    title: 'the deadlines of a ticket at the desk',
    ...owner,
    async reach(visit, language) {
      await visit.app.getByRole('link', { name: deskTexts.texts[language].queue }).click()
      await openEvidence(visit, language)
    },
  },
  { title: 'the deadlines of a ticket at the client', portal: 'client', role: 'admin', reach: openEvidence },
  {
    title: 'the dialog that records a talk',
    ...owner,
    async reach(visit, language) {
      const texts = ticketActionTexts.texts[language]
      await visit.app.getByRole('link', { name: deskTexts.texts[language].queue }).click()
      await openTicket(visit)
      const more = visit.app.getByRole('button', { name: texts.more })
      if (await more.isVisible()) await more.click()
      await visit.app.getByText(texts.contact, { exact: true }).filter({ visible: true }).click()
      await visit.app.getByRole('dialog', { name: texts.contactTitle }).waitFor()
    },
  },
]

it.each(scenes)(
  'D7 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes',
  async (scene) => {
    await inspectScene(stage, scene)
  },
  60_000,
)
