import type { Page } from 'playwright-core'
import { it } from 'vitest'
import { letterTexts } from '#app/letters/letters.texts.ts'
import { managerTexts } from '#app/managers/managers.texts.ts'
import { ratingsTexts } from '#app/ratings/ratings.texts.ts'
import { deskTexts } from '#app/shell/desk/desk.texts.ts'
import { ratingTexts } from '#app/tickets/rating.texts.ts'
import type { Language } from '#contract/common.ts'
import type { Rating } from '#contract/tickets/ratings.types.ts'
import { aStaff, someone } from '#test/app/deskFactories.ts'
import { meOf, startedAt, summaryOf, supportOf, viewOf } from '#test/app/factories.ts'
import { aLetter, aLetterView } from '#test/app/letters/factories.ts'
import { aRating } from '#test/app/ratings/factories.ts'
import { busy, deskBilling } from './answers/billing.ts'
import { clientAnswers, poor, tickets } from './answers/client.ts'
import { conversationOf } from './answers/conversation.ts'
import { deskAnswers, openTicketOf } from './answers/desk.ts'
import { ownNames } from './answers/ownNames.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'
import { turnTo } from './steps.ts'

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

const manager = { userId: 7, name: 'Пётр Сидоренко', photo: null }
const letters = [
  aLetter({
    isOverdue: true,
    preview: long,
    clientName: null,
    deskName: 'Поддержка Вектор',
    writtenBy: 'Анна Ковальчук',
  }),
  aLetter({
    letterId: '00000000-0000-4000-8000-000000000803',
    kind: 'feedback',
    dueAt: null,
    preview: 'CRM',
    clientName: null,
    deskName: 'Поддержка Вектор',
    writtenBy: 'Анна Ковальчук',
    addressee: manager,
    ticket: { ticketId: summary.ticketId, number: 'OP-1042' },
  }),
]
const [late = aLetter(), feedback = aLetter()] = letters
const said = aLetterView().messages.map((message) => ({ ...message, authorName: 'Анна Ковальчук', text: long }))
const ofLead = {
  ...lead([]),
  answers: {
    ...lead([]).answers,
    readWaitingLetters: () => ({ waiting: 2, overdue: 1 }),
    listLetters: () => ({ letters, nextCursor: null }),
    readLetter: () => aLetterView({ letter: feedback, messages: said, canConfirm: true }),
    readManager: () => ({ manager }),
  },
}
const terms = { deskName: 'Поддержка Вектор', manager, dueAt: '2026-11-23T13:00:00.000Z' }
const ofClient = {
  ...client({}),
  answers: {
    ...client({}).answers,
    listOwnLetters: () => ({ letters, nextCursor: null, terms }),
    readLetter: () => aLetterView({ side: 'client', letter: late, messages: said }),
  },
}

async function toLetters(page: Page, language: Language): Promise<void> {
  await page.getByRole('link', { name: new RegExp(`^${deskTexts.texts[language].letters}`) }).click()
  await page.getByRole('list', { name: letterTexts.texts[language].label }).waitFor()
}

async function toOwnLetters(page: Page, language: Language): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await turnTo(page, '#/letters')
  await page.getByRole('heading', { level: 1, name: letterTexts.texts[language].clientTitle }).waitFor()
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
  { title: 'letters to the head of support', ...ofLead, reach: toLetters },
  {
    title: 'a letter to the head of support, with the field for an answer',
    ...ofLead,
    async reach(page, language) {
      await toLetters(page, language)
      await page.getByRole('list', { name: letterTexts.texts[language].label }).getByRole('link').last().click()
      await page.getByRole('button', { name: letterTexts.texts[language].confirm }).waitFor()
    },
  },
  {
    title: 'a client’s letters, with the form of a new one',
    ...ofClient,
    async reach(page, language) {
      await toOwnLetters(page, language)
      await page.getByRole('list', { name: letterTexts.texts[language].own }).waitFor()
    },
  },
  {
    title: 'a letter as its client reads it',
    ...ofClient,
    async reach(page, language) {
      await toOwnLetters(page, language)
      await page.getByRole('list', { name: letterTexts.texts[language].own }).getByRole('link').first().click()
      await page.getByRole('textbox', { name: letterTexts.texts[language].replyClient }).waitFor()
    },
  },
  {
    title: 'letters where nobody would read one',
    ...client({}),
    answers: {
      ...client({}).answers,
      readSupport: () => poor,
      listOwnLetters: () => ({ letters: [], nextCursor: null, terms: null }),
    },
    async reach(page, language) {
      await toOwnLetters(page, language)
      await page.getByText(letterTexts.texts[language].nobody).waitFor()
    },
  },
  {
    title: 'the start page of a client with a personal manager',
    ...client({}),
    answers: { ...client({}).answers, readSupport: () => ({ ...supportOf(), manager }) },
    reach: (page, language) =>
      page.getByText(managerTexts.texts[language].yours).first().waitFor({ state: 'attached' }),
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
