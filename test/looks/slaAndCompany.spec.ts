import type { Page } from 'playwright-core'
import { it } from 'vitest'
import { ticketActionTexts } from '#app/queue/ticketActions.texts.ts'
import { companyTexts } from '#app/shell/company/company.texts.ts'
import { slaTexts } from '#app/sla/sla.texts.ts'
import type { Language } from '#contract/common.ts'
import { someone } from '#test/app/deskFactories.ts'
import { meOf, summaryOf, viewOf } from '#test/app/factories.ts'
import { aClock, aSla } from '#test/app/sla/factories.ts'
import { busy, deskBilling } from './answers/billing.ts'
import { clientAnswers, tickets } from './answers/client.ts'
import { conversationOf } from './answers/conversation.ts'
import { deskAnswers, openTicketOf } from './answers/desk.ts'
import { ownNames } from './answers/ownNames.ts'
import { slaAnswers } from './answers/sla.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'

const { inspectScene } = useLooks(ownNames)

const [summary = summaryOf()] = tickets
const owner = {
  face: 'desk' as const,
  me: someone('owner'),
  answers: {
    ...deskAnswers,
    ...deskBilling(busy),
    ...conversationOf(openTicketOf({ can: ['write', 'note', 'ask', 'assign', 'resolve', 'contact'] })),
    ...slaAnswers('desk'),
  },
}
const tab = { ...owner, face: 'company-tab' as const, options: { ID: '7' } }

async function openTicket(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Invoice printing' }).click()
  await page.getByRole('article').first().waitFor()
}

/** Down to the table of the first clock. */
async function openEvidence(page: Page, language: Language): Promise<void> {
  const texts = slaTexts.texts[language]
  await openTicket(page)
  await page.getByRole('button', { name: texts.open, exact: true }).click()
  const part = page.getByRole('region', { name: texts.firstReaction })
  await part.getByText(texts.how).click()
  await part.getByText(texts.table).click()
  await part.getByRole('row').first().waitFor()
}

const scenes: Scene[] = [
  {
    title: 'a ticket whose client proposes a priority',
    ...owner,
    answers: { ...owner.answers, readSla: () => aSla([aClock()], { priority: 'medium', wish: 'critical' }) },
    async reach(page, language) {
      await openTicket(page)
      await page.getByRole('button', { name: slaTexts.texts[language].wishYes }).waitFor()
    },
  },
  { title: 'the deadlines of a ticket at the desk', ...owner, reach: openEvidence },
  {
    title: 'the deadlines of a ticket at the client',
    face: 'client',
    me: meOf(),
    answers: { ...clientAnswers, ...conversationOf(viewOf({ summary })), ...slaAnswers('client') },
    reach: openEvidence,
  },
  {
    title: 'the dialog that records a talk',
    ...owner,
    async reach(page, language) {
      const texts = ticketActionTexts.texts[language]
      await openTicket(page)
      const more = page.getByRole('button', { name: texts.more })
      if (await more.isVisible()) await more.click()
      await page.getByText(texts.contact, { exact: true }).filter({ visible: true }).click()
      await page.getByRole('dialog', { name: texts.contactTitle }).waitFor()
    },
  },
  {
    title: 'the tab of a company that is a client',
    ...tab,
    reach: (page) => page.getByRole('link', { name: /Invoice printing/ }).waitFor(),
  },
  {
    title: 'the tab of a company that is nobody yet',
    ...tab,
    answers: {
      ...owner.answers,
      readCompany: () => ({ isGranted: true, link: null }),
      findClients: () => ({
        clients: [{ memberId: 'romashka', clientName: 'ООО «Ромашка»', portalName: 'romashka.example' }],
      }),
    },
    async reach(page, language) {
      await page.getByRole('heading', { name: companyTexts.texts[language].notLinkedTitle }).waitFor()
      await page.getByRole('button', { name: 'ООО «Ромашка»' }).waitFor()
    },
  },
  {
    title: 'the tab for somebody who is no staff',
    ...tab,
    me: meOf({ client: null }),
    reach: (page, language) => page.getByText(companyTexts.texts[language].notStaffTitle).waitFor(),
  },
]

it.each(scenes)('D7 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene, 60_000)
