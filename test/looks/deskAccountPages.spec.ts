import type { Page } from 'playwright-core'
import { it } from 'vitest'
import { accountTexts } from '#app/billing/account/account.texts.ts'
import { historyTexts } from '#app/billing/account/history.texts.ts'
import { accountsTexts } from '#app/billing/accounts/accounts.texts.ts'
import { ordersTexts } from '#app/billing/orders/orders.texts.ts'
import { paymentDetailsTexts } from '#app/billing/orders/paymentDetails.texts.ts'
import { takeBackTexts } from '#app/billing/orders/takeBack.texts.ts'
import { timerTexts } from '#app/billing/timer/timer.texts.ts'
import { clientNameTexts } from '#app/crm/clientName.texts.ts'
import { deskTexts } from '#app/shell/desk/desk.texts.ts'
import type { Language } from '#contract/common.ts'
import { agent } from '#test/app/billing/factories.ts'
import { aTicket, someone } from '#test/app/deskFactories.ts'
import { busy, deskBilling, timer } from './answers/billing.ts'
import { conversationOf } from './answers/conversation.ts'
import { deskAnswers, openTicketOf, queue } from './answers/desk.ts'
import { ownNames } from './answers/ownNames.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'
import { press, toPart } from './steps.ts'

const { inspectScene } = useLooks(ownNames)

const [ticket = aTicket()] = queue
const asked = { ...timer, agent, ticketId: ticket.ticketId }
const running = { ...asked, question: null, ticketId: '01a00000-0000-7000-8000-000000000999' }

const owner = {
  face: 'desk' as const,
  me: someone('owner'),
  answers: { ...deskAnswers, ...deskBilling(busy), ...conversationOf(openTicketOf()) },
}
/** The agent whose timer it is. */
const agentWith = (own: typeof timer) => ({
  face: 'desk' as const,
  me: someone('agent', { person: agent }),
  answers: {
    ...deskAnswers,
    ...deskBilling({ ...busy, timers: [own] }),
    ...conversationOf(openTicketOf({ summary: { ...ticket, assignee: agent } })),
    readOwnTimer: () => ({ timer: own }),
  },
})

async function toAccounts(page: Page, language: Language): Promise<void> {
  await page.getByRole('link', { name: deskTexts.texts[language].accounts, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: accountsTexts.texts[language].title }).waitFor()
}

async function toAccount(page: Page, language: Language): Promise<void> {
  await toAccounts(page, language)
  await page.getByRole('link', { name: 'ООО «Ромашка»' }).click()
  await page.getByRole('list', { name: historyTexts.texts[language].intervals, exact: true }).waitFor()
}

async function toTicket(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Invoice printing' }).click()
  await page.getByRole('article').first().waitFor()
}

const scenes: Scene[] = [
  {
    title: 'the accounts of a desk',
    ...owner,
    async reach(page, language) {
      await toAccounts(page, language)
      await page.getByRole('link', { name: 'ООО «Ромашка»' }).waitFor()
    },
  },
  {
    title: 'the orders that wait at a desk, and the dialog that records a payment',
    ...owner,
    async reach(page, language) {
      await toAccounts(page, language)
      await page.getByText(accountsTexts.texts[language].orders, { exact: true }).click()
      await press(page, ordersTexts.texts[language].payOf)
      await page.getByRole('dialog', { name: ordersTexts.texts[language].payTitle }).waitFor()
    },
  },
  {
    title: 'the dialog with the payment details of a desk',
    ...owner,
    async reach(page, language) {
      await toAccounts(page, language)
      await page.getByText(accountsTexts.texts[language].orders, { exact: true }).click()
      await press(page, paymentDetailsTexts.texts[language].change)
      await page.getByRole('dialog', { name: paymentDetailsTexts.texts[language].title }).waitFor()
    },
  },
  {
    title: 'the dialog that takes a payment back',
    ...owner,
    async reach(page, language) {
      await toAccount(page, language)
      await toPart(page, language, 'orders')
      await press(page, takeBackTexts.texts[language].takeBackOf)
      await page.getByRole('dialog', { name: takeBackTexts.texts[language].title }).waitFor()
    },
  },
  { title: 'one account at the desk', ...owner, reach: toAccount },
  {
    title: 'the dialog that corrects a balance',
    ...owner,
    async reach(page, language) {
      await toAccount(page, language)
      await press(page, accountTexts.texts[language].adjustOf)
      await page.getByRole('dialog', { name: accountsTexts.texts[language].adjustTitle }).waitFor()
    },
  },
  {
    title: 'the dialog that names a client',
    ...owner,
    async reach(page, language) {
      await toAccount(page, language)
      await press(page, clientNameTexts.texts[language].change)
      await page.getByRole('dialog', { name: clientNameTexts.texts[language].title }).waitFor()
    },
  },
  {
    title: 'the dialog that answers a dispute',
    ...owner,
    async reach(page, language) {
      await toAccount(page, language)
      await press(page, historyTexts.texts[language].answerOf)
      await page.getByRole('dialog', { name: historyTexts.texts[language].answerTitle }).waitFor()
    },
  },
  {
    title: 'the dialog that sets the status of a client',
    ...owner,
    async reach(page, language) {
      await toAccount(page, language)
      await press(page, accountsTexts.texts[language].statusChange)
      await page.getByRole('dialog', { name: accountsTexts.texts[language].statusTitle }).waitFor()
    },
  },
  {
    title: 'a timer that asks its agent, on its ticket',
    ...agentWith(asked),
    async reach(page, language) {
      await toTicket(page)
      await page.getByRole('button', { name: timerTexts.texts[language].answer }).waitFor()
    },
  },
  {
    title: 'the bar of a timer that runs elsewhere, and the offer to stop it',
    ...agentWith(running),
    async reach(page, language) {
      await toTicket(page)
      await page.getByRole('region', { name: timerTexts.texts[language].runningOwn }).waitFor()
      await press(page, timerTexts.texts[language].start)
      await page.getByRole('dialog', { name: timerTexts.texts[language].otherTitle }).waitFor()
    },
  },
]

it.each(scenes)('D7 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene, 60_000)
