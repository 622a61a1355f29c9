import type { Page } from 'playwright-core'
import { it } from 'vitest'
import { ratingsTexts } from '#app/ratings/ratings.texts.ts'
import { deskTexts } from '#app/shell/desk/desk.texts.ts'
import { ratingTexts } from '#app/tickets/rating.texts.ts'
import type { Language } from '#contract/common.ts'
import type { Rating } from '#contract/tickets/ratings.types.ts'
import { aStaff, someone } from '#test/app/deskFactories.ts'
import { meOf, startedAt, summaryOf, viewOf } from '#test/app/factories.ts'
import { aRating } from '#test/app/ratings/factories.ts'
import { busy, deskBilling } from './answers/billing.ts'
import { clientAnswers, tickets } from './answers/client.ts'
import { conversationOf } from './answers/conversation.ts'
import { deskAnswers, openTicketOf } from './answers/desk.ts'
import { ownNames } from './answers/ownNames.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'

const { inspectScene } = useLooks(ownNames)

const [summary = summaryOf()] = tickets
const long = 'CRM, telephony, 1C: long-text-without-any-place-to-break-'.repeat(4)
const rating: Rating = { score: 2, comment: long, ratedBy: 'Анна Ковальчук', ratedAt: startedAt }
const client = (view: Parameters<typeof viewOf>[0]) => ({
  face: 'client' as const,
  me: meOf(),
  answers: { ...clientAnswers, ...conversationOf(viewOf({ summary, ...view })) },
})
const staffAnswers = { ...deskAnswers, ...deskBilling(busy) }
const lead = (ratings: ReturnType<typeof aRating>[]) => ({
  face: 'desk' as const,
  me: someone('lead'),
  answers: {
    ...staffAnswers,
    ...conversationOf(openTicketOf({ rating })),
    readStaff: () => aStaff(),
    listRatings: () => ({ ratings, nextCursor: null }),
  },
})

async function toTicket(page: Page): Promise<void> {
  await page.getByRole('button', { name: summary.subject }).first().click()
}

async function toRatings(page: Page, language: Language): Promise<void> {
  await page.getByRole('link', { name: deskTexts.texts[language].ratings }).click()
  await page.getByRole('heading', { level: 1, name: ratingsTexts.texts[language].title }).waitFor()
}

const scenes: Scene[] = [
  {
    title: 'a ticket whose rating is asked for',
    ...client({ summary: { ...summary, status: 'resolved' }, can: ['write', 'confirm', 'reopen', 'rate'] }),
    async reach(page, language) {
      await toTicket(page)
      await page.getByRole('heading', { name: ratingTexts.texts[language].ask }).waitFor()
    },
  },
  {
    title: 'a ticket with a rating whose comment is written',
    ...client({
      summary: { ...summary, status: 'closed', closeReason: 'confirmed' },
      can: ['reopen', 'rate'],
      rating: { ...rating, comment: '' },
    }),
    async reach(page, language) {
      await toTicket(page)
      await page.getByRole('textbox', { name: ratingTexts.texts[language].comment }).waitFor()
    },
  },
  {
    title: 'a ticket of long ago, with a rating that stands',
    ...client({ summary: { ...summary, status: 'closed', closeReason: 'timeout' }, can: ['goOn'], rating }),
    async reach(page, language) {
      await toTicket(page)
      await page.getByRole('heading', { name: ratingTexts.texts[language].askAgain }).waitFor()
    },
  },
  {
    title: 'the rating of a ticket as its desk reads it',
    ...lead([]),
    async reach(page, language) {
      await page.getByRole('button', { name: 'Invoice printing' }).click()
      await page.getByRole('heading', { name: ratingTexts.texts[language].given }).waitFor()
    },
  },
  {
    title: 'the ratings of a desk',
    ...lead([
      aRating({ subject: 'CRM', comment: long, clientName: null, agent: null }),
      aRating({ endingSeq: 8, subject: long, comment: '', score: 5, isLow: false, clientName: null, agent: null }),
    ]),
    async reach(page, language) {
      await toRatings(page, language)
      await page.getByRole('list', { name: ratingsTexts.texts[language].label }).waitFor()
    },
  },
  {
    title: 'a desk without ratings',
    ...lead([]),
    async reach(page, language) {
      await toRatings(page, language)
      await page.getByText(ratingsTexts.texts[language].empty).waitFor()
    },
  },
]

it.each(scenes)('D7 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene, 60_000)
