import type { Page } from 'playwright-core'
import { it } from 'vitest'
import { dutyPageTexts } from '#app/queue/dutyPage.texts.ts'
import { deskTexts } from '#app/shell/desk/desk.texts.ts'
import { dutyTexts } from '#app/staff/duty.texts.ts'
import type { Language } from '#contract/common.ts'
import { anna, petro, someone } from '#test/app/deskFactories.ts'
import { summaryOf, viewOf } from '#test/app/factories.ts'
import { busy, deskBilling } from './answers/billing.ts'
import { tickets } from './answers/client.ts'
import { conversationOf } from './answers/conversation.ts'
import { deskAnswers } from './answers/desk.ts'
import { ownNames } from './answers/ownNames.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'

const { inspectScene } = useLooks(ownNames)

const desk = { face: 'desk' as const, me: someone('owner'), answers: { ...deskAnswers, ...deskBilling(busy) } }
const paged = viewOf({
  side: 'desk',
  summary: summaryOf({ subject: 'Invoice printing', assignee: petro }),
  can: ['write', 'contact'],
  dutyPage: {
    pagedAt: '2026-11-22T08:50:00.000Z',
    told: [petro, anna],
    nextAt: '2026-11-22T09:10:00.000Z',
    confirmed: null,
  },
})

async function toDuties(page: Page, language: Language): Promise<void> {
  await page.getByRole('link', { name: deskTexts.texts[language].staff }).click()
  const title = page.getByRole('heading', { name: dutyTexts.texts[language].dutyTitle, exact: true })
  await title.waitFor()
  await title.evaluate((heading) => heading.scrollIntoView({ block: 'start' }))
}

const scenes: Scene[] = [
  { title: 'who is on duty, turn by turn', ...desk, reach: toDuties },
  {
    title: 'the order of duties',
    ...desk,
    async reach(page, language) {
      await toDuties(page, language)
      await page.getByRole('button', { name: dutyTexts.texts[language].rotaEdit }).click()
      await page.getByRole('dialog').getByRole('button').first().waitFor()
    },
  },
  {
    title: 'a stand-in or an absence',
    ...desk,
    async reach(page, language) {
      await toDuties(page, language)
      await page.getByRole('button', { name: dutyTexts.texts[language].dutyAdd }).click()
      await page.getByRole('dialog').getByRole('button').first().waitFor()
    },
  },
  {
    title: 'a page that nobody has confirmed yet',
    ...desk,
    answers: { ...desk.answers, ...conversationOf(paged) },
    async reach(page, language) {
      await page
        .getByRole('list')
        .getByRole('button', { name: tickets[0]?.subject ?? '' })
        .first()
        .click()
      await page.getByRole('region', { name: dutyPageTexts.texts[language].title }).waitFor()
    },
  },
]

it.each(scenes)('T12 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene, 90_000)
