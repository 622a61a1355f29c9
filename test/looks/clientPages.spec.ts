import type { Page } from 'playwright-core'
import { it } from 'vitest'
import { levelTexts } from '#app/support/levels.texts.ts'
import { termsTexts } from '#app/support/terms.texts.ts'
import { supportTexts } from '#app/support/support.texts.ts'
import { deferralTexts } from '#app/tickets/deferral.texts.ts'
import type { Language } from '#contract/common.ts'
import { aDeferral } from '#test/app/deskFactories.ts'
import { ids, meOf, summaryOf, viewOf } from '#test/app/factories.ts'
import { aSla } from '#test/app/sla/factories.ts'
import { clientBilling, untouched } from './answers/billing.ts'
import { clientAnswers, newTerms, poor, rich, tickets, unpaid } from './answers/client.ts'
import { conversationOf, linkedConversationOf } from './answers/conversation.ts'
import { ownNames } from './answers/ownNames.ts'
import { settingsAnswers } from './answers/settings.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'

const { inspectScene } = useLooks(ownNames)

const client = { face: 'client', me: meOf(), answers: clientAnswers } as const
const [summary = summaryOf()] = tickets

/** What a ticket that nobody may write in shows. */
const locked = (reason: 'partner_connected' | 'free_tariff') =>
  conversationOf(viewOf({ summary: { ...summary, lock: reason }, can: [] }))

const changeIsShown = (page: Page, language: Language) =>
  page.getByRole('button', { name: levelTexts.texts[language].dismiss }).waitFor()

/** Also what a narrow screen folds away; from the last on, because each that opens changes the count. */
async function unfold(page: Page): Promise<void> {
  const folded = await page.locator('details:not([open]) > summary').all()
  for (const one of folded.toReversed()) await one.click()
}

async function toTicket(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Invoice printing' }).click()
  await page.getByRole('article').first().waitFor()
}

const scenes: Scene[] = [
  {
    title: 'the support page',
    ...client,
    reach: (page) => page.getByRole('heading', { level: 1, name: /Партнёр «Альфа»/ }).waitFor(),
  },
  {
    title: 'the support page of a free portal, and what its tariff has changed',
    ...client,
    answers: { ...clientAnswers, readSupport: () => poor },
    async reach(page, language) {
      await changeIsShown(page, language)
      await unfold(page)
    },
  },
  {
    title: 'the support page of enterprise, and what its tariff has changed',
    ...client,
    answers: { ...clientAnswers, readSupport: () => rich },
    async reach(page, language) {
      await changeIsShown(page, language)
      await unfold(page)
    },
  },
  {
    title: 'what changes with the partner’s new terms, side by side',
    ...client,
    answers: { ...clientAnswers, ...newTerms },
    async reach(page, language) {
      const texts = termsTexts.texts[language]
      await page.getByRole('button', { name: texts.show }).click()
      await page.getByRole('dialog').getByRole('button', { name: texts.close }).waitFor()
    },
  },
  {
    title: 'a ticket that the tariff has locked',
    ...client,
    answers: { ...clientAnswers, readSupport: () => poor, ...locked('free_tariff') },
    async reach(page) {
      await toTicket(page)
      await page.locator('#lock-title').waitFor()
    },
  },
  {
    title: 'the support page before the first payment',
    ...client,
    answers: { ...clientAnswers, readSupport: () => unpaid },
    reach: (page) => page.getByRole('heading', { level: 1, name: /Партнёр «Альфа»/ }).waitFor(),
  },
  {
    title: 'a ticket before the first payment, with a priority that its client proposes',
    ...client,
    answers: {
      ...clientAnswers,
      ...conversationOf(viewOf({ summary: { ...summary, status: 'queued', deskId: ids.partner, assignee: null } })),
      ...clientBilling(untouched),
      readSupport: () => unpaid,
      readSla: () => aSla([], { priority: 'medium', wish: 'critical', awaitsPayment: true, canClassify: false }),
    },
    async reach(page) {
      await toTicket(page)
      await page.getByRole('article').filter({ hasText: 'On it' }).waitFor()
    },
  },
  {
    title: 'a conversation',
    mostHead: 140,
    ...client,
    answers: { ...clientAnswers, ...conversationOf(viewOf({ summary, can: ['write', 'confirm', 'withdraw'] })) },
    async reach(page) {
      await toTicket(page)
      await page.getByRole('article').filter({ hasText: 'On it' }).waitFor()
    },
  },
  {
    title: 'a ticket that waits for access, and what its client says of it',
    ...client,
    answers: {
      ...clientAnswers,
      ...conversationOf(
        viewOf({
          summary: { ...summary, status: 'deferred', deferral: aDeferral() },
          can: ['write', 'withdraw', 'giveAccess'],
        }),
      ),
    },
    async reach(page, language) {
      const texts = deferralTexts.texts[language]
      await toTicket(page)
      await page.getByRole('button', { name: texts.giveAccess }).click()
      await page.getByRole('dialog').getByRole('textbox').waitFor()
    },
  },
  {
    title: 'a ticket with development, whose date has moved',
    ...client,
    answers: {
      ...clientAnswers,
      ...conversationOf(
        viewOf({
          summary: { ...summary, status: 'deferred', deferral: aDeferral({ isExpected: true, liftedBy: null }) },
          can: ['write', 'withdraw'],
        }),
      ),
    },
    async reach(page) {
      await toTicket(page)
      await page.locator('#deferral-title').waitFor()
    },
  },
  {
    title: 'a ticket that was declined',
    ...client,
    answers: {
      ...clientAnswers,
      ...conversationOf(
        viewOf({
          summary: { ...summary, status: 'closed', closeReason: 'declined', declinedFor: aDeferral().reason },
          can: ['reopen'],
        }),
      ),
    },
    async reach(page) {
      await toTicket(page)
      await page.locator('#end-title').waitFor()
    },
  },
  {
    title: 'a locked conversation',
    ...client,
    answers: { ...clientAnswers, ...locked('partner_connected') },
    async reach(page) {
      await toTicket(page)
      await page.locator('#lock-title').waitFor()
    },
  },
  {
    title: 'a conversation that goes on in another ticket',
    ...client,
    answers: {
      ...clientAnswers,
      ...linkedConversationOf(
        viewOf({
          summary: { ...summary, status: 'closed', closeReason: 'merged' },
          can: [],
          mergedInto: { ticketId: ids.otherTicket, number: 'OP-1043' },
        }),
      ),
    },
    reach: toTicket,
  },
  {
    title: 'the dialog that asks for a code',
    ...client,
    async reach(page, language) {
      await page.getByRole('button', { name: supportTexts.texts[language].connectOther }).click()
      await page.getByRole('dialog').getByRole('textbox').waitFor()
    },
  },
  {
    title: 'what a code would change',
    ...client,
    async reach(page, language) {
      await page.getByRole('button', { name: supportTexts.texts[language].connectOther }).click()
      await page.getByRole('dialog').getByRole('textbox').fill('H7QK-2M9X-4TVB-7K2M')
      await page.getByRole('button', { name: supportTexts.texts[language].next }).click()
      await page.locator('#plans-title').waitFor()
    },
  },
  {
    title: 'the settings',
    face: 'settings',
    me: meOf(),
    answers: settingsAnswers,
    reach: (page) => page.getByRole('heading', { level: 2 }).first().waitFor(),
  },
  {
    title: 'no access',
    face: 'client',
    me: meOf({
      client: null,
      isPortalAdmin: false,
      helpers: [
        { userId: 1, name: 'Марина Калинина', role: 'admin' },
        { userId: 2, name: 'Тимур Ахметшин', role: 'integrator' },
        { userId: 3, name: 'Сергей Бондарь', role: 'contact' },
      ],
    }),
    answers: {},
    reach: (page) => page.getByRole('listitem').first().waitFor(),
  },
  {
    title: 'no access to the desk',
    face: 'client',
    me: meOf({
      client: null,
      isPortalAdmin: false,
      foreignDesk: { name: 'Поддержка Вектор' },
      helpers: [{ userId: 1, name: 'Анна Ковальчук', role: 'owner' }],
    }),
    answers: {},
    reach: (page) => page.getByRole('listitem').first().waitFor(),
  },
]

it.each(scenes)('D7 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene, 60_000)
