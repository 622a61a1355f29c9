import type { Page } from 'playwright-core'
import { it } from 'vitest'
import { conditionsPageTexts } from '#app/conditions/conditionsPage.texts.ts'
import { outOfScopeTexts } from '#app/queue/outOfScope.texts.ts'
import { ticketActionTexts } from '#app/queue/ticketActions.texts.ts'
import { clientTexts } from '#app/shell/client/client.texts.ts'
import { deskTexts } from '#app/shell/desk/desk.texts.ts'
import { supportTexts } from '#app/support/support.texts.ts'
import type { Language } from '#contract/common.ts'
import type { TicketEvent } from '#contract/tickets/types.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import { conditionsOf } from '#test/app/conditionsFactory.ts'
import { someone } from '#test/app/deskFactories.ts'
import { clientAuthor, deskAuthor, instant, meOf, summaryOf, viewOf } from '#test/app/factories.ts'
import { busy, deskBilling } from './answers/billing.ts'
import { clientAnswers, tickets } from './answers/client.ts'
import { conversationOf } from './answers/conversation.ts'
import { deskAnswers, openTicketOf } from './answers/desk.ts'
import { ownNames } from './answers/ownNames.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'
import { turnTo } from './steps.ts'

const { inspectScene } = useLooks(ownNames)

const client = { face: 'client', me: meOf(), answers: clientAnswers } as const
const deskAnswersNow = { ...deskAnswers, ...deskBilling(busy), ...conversationOf(openTicketOf()) }
const owner = { face: 'desk', me: someone('owner'), answers: deskAnswersNow } as const
const [summary = summaryOf()] = tickets

const reading = (preset: Parameters<typeof conditionsOf>[0]) => ({
  ...clientAnswers,
  readConditions: () => ({ conditions: conditionsOf(preset) }),
})

async function toConditions(page: Page, language: Language): Promise<void> {
  await turnTo(page, '#/conditions')
  await page.getByRole('button', { name: conditionsPageTexts.texts[language].save }).waitFor()
}

const closed = { status: 'closed', closeReason: 'declined' } as const
const declined: TicketEvent[] = [
  { type: 'ticket.opened', seq: 1, at: instant(1), by: clientAuthor, number: 'OP-1042', subject: 'Invoice printing' },
  {
    type: 'ticket.moved',
    seq: 2,
    at: instant(2),
    by: deskAuthor,
    from: 'inProgress',
    to: 'closed',
    assignee: null,
    closeReason: 'declined',
    deferredUntil: null,
    isExpected: false,
    reason: { code: 'outOfScope', title: { ru: 'ISO 17', uk: 'ISO 17', en: 'ISO 17' } },
    way: { to: 'askForQuote' },
  },
]

const { scope } = vendorSla

const scenes: Scene[] = [
  {
    title: 'conditions with plans',
    ...client,
    answers: reading('quantum-maintenance'),
    reach: toConditions,
  },
  {
    title: 'conditions with areas',
    ...client,
    answers: reading('vendor-sla'),
    reach: toConditions,
  },
  {
    title: 'conditions by tariff',
    ...client,
    answers: reading('support24'),
    reach: toConditions,
  },
  {
    title: 'what is in and out, before one writes',
    ...client,
    answers: reading('vendor-sla'),
    async reach(page, language) {
      await page.getByRole('button', { name: clientTexts.texts[language].newTicket }).click()
      await page.getByText(conditionsPageTexts.texts[language].scopeTitle).click()
      await page.getByRole('searchbox', { name: conditionsPageTexts.texts[language].scopeSearch }).waitFor()
    },
  },
  {
    title: 'conditions before connecting',
    ...client,
    answers: {
      ...clientAnswers,
      readCodeConditions: () => ({ conditions: conditionsOf('quantum-maintenance') }),
    },
    async reach(page, language) {
      await page.getByRole('button', { name: supportTexts.texts[language].connectOther }).click()
      await page.getByRole('dialog').getByRole('textbox').fill('H7QK-2M9X-4TVB-7K2M')
      await page.getByRole('button', { name: supportTexts.texts[language].next }).click()
      await page.getByRole('button', { name: conditionsPageTexts.texts[language].readBefore }).click()
      await page.getByRole('button', { name: conditionsPageTexts.texts[language].save }).waitFor()
    },
  },
  {
    title: 'a ticket that was outside of support',
    ...client,
    answers: {
      ...clientAnswers,
      ...conversationOf(viewOf({ summary: { ...summary, ...closed, lastSeq: 2 }, can: ['reopen'] })),
      readEvents: () => ({ events: declined, hasEarlier: false, lastSeq: 2 }),
    },
    async reach(page, language) {
      await page.getByRole('button', { name: 'Invoice printing' }).click()
      await page.getByRole('link', { name: conditionsPageTexts.texts[language].way_askForQuote }).waitFor()
    },
  },
  {
    title: 'declining what is outside of support',
    ...owner,
    answers: {
      ...deskAnswersNow,
      readTicketScope: () => ({
        language: 'en',
        areas: scope.areas.map(({ code, title, outside }) => ({ code, title, ...(outside ?? scope.outside) })),
        rest: {
          ...scope.outside,
          way: { to: 'article', url: 'https://helpdesk.example/a/rather/long/address/of/an/article' },
        },
      }),
    },
    async reach(page, language) {
      await page.getByRole('button', { name: 'Invoice printing' }).click()
      const name = ticketActionTexts.texts[language].outOfScope
      const more = page.getByRole('button', { name: ticketActionTexts.texts[language].more })
      await page.getByRole('article').filter({ hasText: 'On it' }).waitFor()
      if (await more.isVisible()) {
        await more.click()
        await page.getByRole('menuitem', { name }).click()
      } else await page.getByRole('button', { name, exact: true }).click()
      await page.getByRole('dialog').getByRole('button', { name: outOfScopeTexts.texts[language].yes }).waitFor()
    },
  },
  {
    title: 'conditions as a client sees them',
    ...owner,
    answers: {
      ...deskAnswersNow,
      readClientConditions: () => ({ conditions: conditionsOf('saas-support') }),
    },
    async reach(page, language) {
      const [name = ''] = conditionsPageTexts.texts[language].asClientOf.split('{')
      await page.getByRole('link', { name: deskTexts.texts[language].connections }).click()
      await page.getByRole('button', { name }).first().click()
      await page.getByRole('dialog').getByRole('region').first().waitFor()
    },
  },
]

it.each(scenes)('D7 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene, 90_000)
