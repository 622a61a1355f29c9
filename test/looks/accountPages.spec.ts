import type { Page } from 'playwright-core'
import { it } from 'vitest'
import { accountTexts } from '#app/billing/account/account.texts.ts'
import { historyTexts } from '#app/billing/account/history.texts.ts'
import { ordersTexts } from '#app/billing/orders/orders.texts.ts'
import { plansTexts } from '#app/billing/plans/plans.texts.ts'
import { awaitedTexts } from '#app/billing/awaited.texts.ts'
import { timerTexts } from '#app/billing/timer/timer.texts.ts'
import { clientTexts } from '#app/shell/client/client.texts.ts'
import type { AccountView } from '#contract/billing/accounts.types.ts'
import type { Language } from '#contract/common.ts'
import { meOf, summaryOf, viewOf } from '#test/app/factories.ts'
import { belowLeast, busy, clientBilling, interrupted, untouched } from './answers/billing.ts'
import { clientAnswers, tickets } from './answers/client.ts'
import { conversationOf } from './answers/conversation.ts'
import { ownNames } from './answers/ownNames.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'
import { press, toPart } from './steps.ts'

const { inspectScene } = useLooks(ownNames)

const [summary = summaryOf()] = tickets
const withAccount = (account: AccountView) => ({
  face: 'client' as const,
  me: meOf(),
  answers: { ...clientAnswers, ...conversationOf(viewOf({ summary })), ...clientBilling(account) },
})
const client = withAccount(busy)

async function toBalance(page: Page, language: Language): Promise<void> {
  await page.getByRole('link', { name: clientTexts.texts[language].toBalance }).click()
  await page.getByRole('heading', { level: 1, name: accountTexts.texts[language].title }).waitFor()
}

async function toTicket(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Invoice printing' }).click()
  await page.getByRole('article').first().waitFor()
}

const scenes: Scene[] = [
  {
    title: 'the balance, its works and the table behind its curve',
    ...client,
    async reach(page, language) {
      await toBalance(page, language)
      await page.getByText(accountTexts.texts[language].table, { exact: true }).click()
      await page.getByRole('list', { name: historyTexts.texts[language].intervals, exact: true }).waitFor()
    },
  },
  {
    title: 'the ledger',
    ...client,
    async reach(page, language) {
      await toBalance(page, language)
      await toPart(page, language, 'ledger')
    },
  },
  {
    title: 'the orders of a client',
    ...client,
    async reach(page, language) {
      await toBalance(page, language)
      await toPart(page, language, 'orders')
    },
  },
  {
    title: 'the dialog that disputes',
    ...client,
    async reach(page, language) {
      await toBalance(page, language)
      await press(page, historyTexts.texts[language].disputeOf)
      await page.getByRole('dialog', { name: historyTexts.texts[language].disputeTitle }).waitFor()
    },
  },
  {
    title: 'the dialog that cancels an order',
    ...client,
    async reach(page, language) {
      await toBalance(page, language)
      await toPart(page, language, 'orders')
      await press(page, ordersTexts.texts[language].cancelOf)
      await page.getByRole('dialog', { name: ordersTexts.texts[language].cancelTitle }).waitFor()
    },
  },
  {
    title: 'the plans',
    ...client,
    async reach(page, language) {
      await toBalance(page, language)
      await press(page, accountTexts.texts[language].toPlans)
      await page.getByRole('region', { name: plansTexts.texts[language].summary }).waitFor()
    },
  },
  {
    title: 'an order that was just placed, with the way to pay it',
    ...client,
    async reach(page, language) {
      await toBalance(page, language)
      await press(page, accountTexts.texts[language].toPlans)
      await press(page, plansTexts.texts[language].order)
      await page.getByRole('button', { name: plansTexts.texts[language].orderMore }).waitFor()
    },
  },
  {
    title: 'a balance that has run out',
    ...withAccount(interrupted),
    async reach(page, language) {
      await toBalance(page, language)
      await page.getByText(accountTexts.texts[language].interruptedTitle).waitFor()
    },
  },
  {
    title: 'a balance where nothing was bought yet',
    ...withAccount(untouched),
    async reach(page, language) {
      await toBalance(page, language)
      await page.getByText(accountTexts.texts[language].emptyTitle).waitFor()
    },
  },
  {
    title: 'a ticket with a timer at the client',
    mostHead: 140,
    ...client,
    async reach(page, language) {
      await toTicket(page)
      await page.getByRole('region', { name: timerTexts.texts[language].title }).waitFor()
    },
  },
  {
    title: 'a ticket whose client has less left than a new one takes',
    ...withAccount(belowLeast),
    async reach(page, language) {
      await toTicket(page)
      const strip = page.getByRole('region', { name: timerTexts.texts[language].title })
      await strip.getByRole('link', { name: awaitedTexts.texts[language].toPlans }).waitFor()
    },
  },
  {
    title: 'a ticket that waits for payment',
    ...withAccount(interrupted),
    async reach(page, language) {
      await toTicket(page)
      const strip = page.getByRole('region', { name: timerTexts.texts[language].title })
      await strip.getByRole('link', { name: awaitedTexts.texts[language].toPlans }).waitFor()
    },
  },
]

it.each(scenes)('D7 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene, 60_000)
