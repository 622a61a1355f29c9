import type { Page } from 'playwright-core'
import { it } from 'vitest'
import { findPartnerTexts } from '#app/support/findPartner.texts.ts'
import { incomingTexts } from '#app/partners/incoming.texts.ts'
import { partnerCardTexts } from '#app/partners/partnerCard.texts.ts'
import { deskTexts } from '#app/shell/desk/desk.texts.ts'
import type { Language } from '#contract/common.ts'
import type { PartnerNeeds } from '#contract/connections/partnerRequests.types.ts'
import { someone, uuid } from '#test/app/deskFactories.ts'
import { meOf, previewOf, supportOf } from '#test/app/factories.ts'
import { aCard, aHandover, anIncoming, anOffer, aSearch, handedTo, someNeeds } from '#test/app/partners/factories.ts'
import { busy, deskBilling } from './answers/billing.ts'
import { clientAnswers } from './answers/client.ts'
import { conversationOf } from './answers/conversation.ts'
import { deskAnswers, openTicketOf } from './answers/desk.ts'
import { ownNames } from './answers/ownNames.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'
import { turnTo } from './steps.ts'

const { inspectScene } = useLooks(ownNames)

/** In words that are the same in every language. */
const needs: PartnerNeeds = {
  ...someNeeds,
  work: 'CRM, telephony, 1C: long-text-without-any-place-to-break-'.repeat(3),
}
const client = {
  face: 'client' as const,
  me: meOf(),
  answers: {
    ...clientAnswers,
    readSupport: () => supportOf(),
    readPartnerSearch: () => ({ obstacle: null, request: null }),
    previewOffer: () => previewOf(),
  },
}
const declined = aHandover({ handoverId: uuid(711), status: 'declined', deskName: 'Партнёр «Дельта»' })
const offered = { status: 'offered' as const, needs, handovers: [declined, anOffer()] }
const search = { ...client.answers, readPartnerSearch: () => aSearch(offered) }

const staffAnswers = { ...deskAnswers, ...deskBilling(busy), ...conversationOf(openTicketOf()) }
const staff = {
  face: 'desk' as const,
  me: someone('lead', { desk: { deskId: uuid(1), name: 'Поддержка Вектор', kind: 'standard', role: 'lead' } }),
  answers: {
    ...staffAnswers,
    readPartnerCard: () => ({
      card: aCard({
        needs,
        handovers: [{ ...handedTo(declined), note: 'CRM', handedBy: 'Пётр Сидоренко', declineReason: 'CRM' }],
      }),
    }),
    listPartnerDesks: () => ({
      desks: [
        { deskId: uuid(720), name: 'Партнёр «Альфа»' },
        { deskId: uuid(721), name: 'Общество с ограниченной ответственностью «Торговый дом Северо-Западные цветы»' },
      ],
      nextCursor: null,
    }),
  },
}
const owner = {
  face: 'desk' as const,
  me: someone('owner'),
  answers: {
    ...staffAnswers,
    listPartnerRequests: () => ({
      accepts: true,
      waiting: 1,
      requests: [
        anIncoming({ needs, note: 'CRM', fromDesk: 'Стандартная поддержка' }),
        anIncoming({ handoverId: uuid(712), needs, note: '', status: 'offered', offer: anOffer().offer }),
        anIncoming({
          handoverId: uuid(713),
          needs: null,
          portalName: null,
          note: '',
          status: 'declined',
          declineReason: 'CRM',
        }),
      ],
      nextCursor: null,
    }),
  },
}

async function toSearch(page: Page, language: Language): Promise<void> {
  // Before the page has its first look, its router takes no other address.
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await turnTo(page, '#/partner')
  await page.getByRole('heading', { level: 1, name: findPartnerTexts.texts[language].title }).waitFor()
}

async function toCard(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: 'Invoice printing' }).click()
  await page.getByRole('region', { name: partnerCardTexts.texts[language].title }).waitFor()
}

async function toIncoming(page: Page, language: Language): Promise<void> {
  await page.getByRole('link', { name: deskTexts.texts[language].partnerRequests }).click()
  await page.getByRole('list', { name: incomingTexts.texts[language].label }).waitFor()
}

const scenes: Scene[] = [
  {
    title: 'the form that asks for a partner, sent too early',
    ...client,
    async reach(page, language) {
      await toSearch(page, language)
      await page.getByRole('button', { name: findPartnerTexts.texts[language].ask }).click()
      await page.getByText(findPartnerTexts.texts[language].fault_agree).waitFor()
    },
  },
  {
    title: 'a search for a partner that has an offer',
    ...client,
    answers: search,
    async reach(page, language) {
      await toSearch(page, language)
      await page.getByRole('button', { name: findPartnerTexts.texts[language].look }).waitFor()
    },
  },
  {
    title: 'the start page while a partner is looked for',
    ...client,
    answers: search,
    reach: (page, language) => page.getByRole('button', { name: findPartnerTexts.texts[language].open }).waitFor(),
  },
  {
    title: 'a search for a partner where nobody answers',
    ...client,
    answers: { ...search, readPartnerSearch: () => ({ obstacle: 'no_people', request: null }) },
    async reach(page, language) {
      await toSearch(page, language)
      await page.getByText(findPartnerTexts.texts[language].obstacle_no_people_title).waitFor()
    },
  },
  {
    title: 'a request for a partner in its ticket, unfolded',
    ...staff,
    async reach(page, language) {
      await toCard(page, language)
      await page.getByText(partnerCardTexts.texts[language].details).click()
    },
  },
  {
    title: 'the choice of a partner to hand a request to',
    ...staff,
    async reach(page, language) {
      await toCard(page, language)
      await page.getByRole('button', { name: partnerCardTexts.texts[language].hand, exact: true }).click()
      await page.getByRole('dialog').getByRole('radiogroup').waitFor()
    },
  },
  { title: 'the requests that lie at a partner', ...owner, reach: toIncoming },
  {
    title: 'an answer to a request, with a code',
    ...owner,
    async reach(page, language) {
      const name = incomingTexts.texts[language].answerOf.split('{')[0] ?? ''
      await toIncoming(page, language)
      await page.getByRole('button', { name }).first().click()
      await page.getByRole('dialog').getByRole('button', { name: incomingTexts.texts[language].answerYes }).waitFor()
    },
  },
]

it.each(scenes)('D7 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene, 60_000)
