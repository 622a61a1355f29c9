import type { Page } from 'playwright-core'
import { it } from 'vitest'
import { clientTexts } from '#app/shell/client/client.texts.ts'
import { levelTexts } from '#app/support/levels.texts.ts'
import { termsTexts } from '#app/support/terms.texts.ts'
import { supportTexts } from '#app/support/support.texts.ts'
import { deferralTexts } from '#app/tickets/deferral.texts.ts'
import { intakeTexts } from '#app/tickets/intake/intake.texts.ts'
import { ticketTexts } from '#app/tickets/tickets.texts.ts'
import type { Language } from '#contract/common.ts'
import { aDeferral } from '#test/app/deskFactories.ts'
import { askedOf, type IntakeCode, type NewIntake } from '#contract/tickets/intake.types.ts'
import { support24 } from '#server/regulations/presets/support24.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import { ids, meOf, startedAt, summaryOf, viewOf } from '#test/app/factories.ts'
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

/** Other questions than those of the partner that answers. */
const asking = ({ intake }: typeof vendorSla, product: NewIntake['product'] = null) => ({
  ...clientAnswers,
  readNewIntake: () => ({ fields: askedOf(intake.fields), product }),
})

const threeProblems = [
  '1. Customers do not receive emails from CRM.',
  '2. A shared folder on the Drive does not open.',
  '3. Calls are not recorded in telephony.',
].join('\n\n')

const titleIn = ({ intake }: typeof vendorSla, code: IntakeCode, language: Language) =>
  new RegExp(`^${intake.fields.find((field) => field.code === code)?.title[language] ?? code}`)

async function writeNew(page: Page, language: Language, text: string): Promise<void> {
  await page.getByRole('button', { name: clientTexts.texts[language].newTicket }).click()
  await page.getByRole('textbox').first().waitFor()
  await page.getByRole('textbox', { name: ticketTexts.texts[language].newText }).fill(text)
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
    title: 'a new ticket where nobody would answer',
    ...client,
    answers: { ...clientAnswers, readSupport: () => poor },
    async reach(page, language) {
      // No button leads there any more, but an address may.
      await page.evaluate(() => (location.hash = '#/new'))
      await page.getByRole('heading', { name: levelTexts.texts[language].nobodyTitle }).waitFor()
    },
  },
  {
    title: 'the support page before the first payment',
    ...client,
    answers: { ...clientAnswers, readSupport: () => unpaid },
    reach: (page) => page.getByRole('heading', { level: 1, name: /Партнёр «Альфа»/ }).waitFor(),
  },
  {
    title: 'a new ticket before the first payment',
    ...client,
    answers: { ...clientAnswers, readSupport: () => unpaid },
    async reach(page, language) {
      await page.getByRole('button', { name: clientTexts.texts[language].newTicket }).click()
      await page.getByRole('textbox').nth(1).waitFor()
    },
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
    title: 'a new ticket',
    ...client,
    async reach(page, language) {
      await page.getByRole('button', { name: clientTexts.texts[language].newTicket }).click()
      await page.getByRole('textbox').nth(1).waitFor()
    },
  },
  {
    title: 'a new ticket of which half is told',
    ...client,
    answers: asking(vendorSla, { edition: 'cloud', level: 'professional', checkedAt: startedAt }),
    async reach(page, language) {
      await writeNew(page, language, 'Some invoices stay open for ever')
      await page.getByRole('button', { name: titleIn(vendorSla, 'place', language) }).click()
      const field = page.getByRole('textbox', { name: titleIn(vendorSla, 'place', language) })
      await field.fill('https://example.org/a/rather/long/address/that/has/no/place/to/break')
      await page.getByText(intakeTexts.texts[language].stateAnswered).waitFor()
    },
  },
  {
    title: 'a new ticket that tells everything',
    ...client,
    answers: asking(support24),
    async reach(page, language) {
      await writeNew(
        page,
        language,
        'I clicked Save in the deals section, I expected an invoice and got error 500 instead.',
      )
      await page.getByText(intakeTexts.texts[language].allTold).waitFor()
    },
  },
  {
    title: 'a new ticket with several problems',
    ...client,
    async reach(page, language) {
      await writeNew(page, language, threeProblems)
      await page.getByRole('button', { name: intakeTexts.texts[language].keepWhole }).waitFor()
    },
  },
  {
    title: 'a new ticket that is split',
    ...client,
    async reach(page, language) {
      await writeNew(page, language, threeProblems)
      await page.locator('section[aria-labelledby=split-proposal] button').first().click()
      await page.getByRole('button', { name: intakeTexts.texts[language].unsplit }).waitFor()
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
