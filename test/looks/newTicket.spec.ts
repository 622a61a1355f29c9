import type { Page } from 'playwright-core'
import { it } from 'vitest'
import { clientTexts } from '#app/shell/client/client.texts.ts'
import { levelTexts } from '#app/support/levels.texts.ts'
import { intakeTexts } from '#app/tickets/intake/intake.texts.ts'
import { ticketTexts } from '#app/tickets/tickets.texts.ts'
import type { Language } from '#contract/common.ts'
import { askedOf, type IntakeCode, type NewIntake } from '#contract/tickets/intake.types.ts'
import { support24 } from '#server/regulations/presets/support24.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import { meOf, startedAt } from '#test/app/factories.ts'
import { clientAnswers, poor, unpaid } from './answers/client.ts'
import { ownNames } from './answers/ownNames.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'
import { turnTo } from './steps.ts'

const { inspectScene } = useLooks(ownNames)

const client = { face: 'client', me: meOf(), answers: clientAnswers } as const

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
    title: 'a new ticket where nobody would answer',
    ...client,
    answers: {
      ...clientAnswers,
      readSupport: () => ({ ...poor, entitlement: { ...poor.entitlement, helpers: ['knowledge'] } }),
    },
    async reach(page, language) {
      // No button leads there any more, but an address may.
      await turnTo(page, '#/new')
      await page.getByRole('heading', { name: levelTexts.texts[language].nobodyTitle }).waitFor()
    },
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
]

it.each(scenes)('D7 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene, 60_000)
