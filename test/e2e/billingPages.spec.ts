import { it } from 'vitest'
import { accountTexts } from '#app/billing/account/account.texts.ts'
import { accountsTexts } from '#app/billing/accounts/accounts.texts.ts'
import { historyTexts } from '#app/billing/account/history.texts.ts'
import { ordersTexts } from '#app/billing/orders/orders.texts.ts'
import { plansTexts } from '#app/billing/plans/plans.texts.ts'
import { timerTexts } from '#app/billing/timer/timer.texts.ts'
import { deskTexts } from '#app/shell/desk/desk.texts.ts'
import { clientTexts } from '#app/shell/client/client.texts.ts'
import type { Language } from '#contract/common.ts'
import { fillBusy, runOut } from './support/accounts.ts'
import { inspectScene, type Scene } from './support/looks.ts'
import { useSales } from './support/sales.ts'
import type { Visit } from './support/stage.ts'

const busyAccount = { shownAs: '' }
const { stage } = useSales(async (sales) => {
  const [busy, empty] = [await sales.newBuyer(), await sales.newBuyer()]
  await sales.newBuyer()
  await runOut(sales, empty)
  await fillBusy(sales, busy)
  busyAccount.shownAs = busy.shownAs
})

const client = { portal: 'buyer1', role: 'admin' }
const owner = { portal: 'partner', role: 'owner' }
const agent = { portal: 'partner', role: 'firstAgent' }

async function toBalance({ app }: Visit, language: Language): Promise<void> {
  await app.getByRole('link', { name: clientTexts.texts[language].toBalance }).click()
  await app.getByRole('heading', { level: 1, name: accountTexts.texts[language].title }).waitFor()
}

async function toPart({ app }: Visit, language: Language, name: 'intervals' | 'ledger' | 'orders'): Promise<void> {
  const { [name]: label, choose } = historyTexts.texts[language]
  await app.getByRole('group', { name: choose }).getByText(label, { exact: true }).click()
  await app.getByRole('list', { name: label, exact: true }).waitFor()
}

async function toAccount(visit: Visit, language: Language): Promise<void> {
  await toAccounts(visit, language)
  await visit.app.getByRole('link', { name: busyAccount.shownAs }).click()
  await visit.app.getByRole('list', { name: historyTexts.texts[language].intervals, exact: true }).waitFor()
}

async function toAccounts({ app }: Visit, language: Language): Promise<void> {
  await app.getByRole('link', { name: deskTexts.texts[language].accounts, exact: true }).click()
  await app.getByRole('heading', { level: 1, name: accountsTexts.texts[language].title }).waitFor()
}

async function toTicket({ app }: Visit, subject: string): Promise<void> {
  await app.getByRole('button', { name: subject }).click()
  await app.getByRole('article').first().waitFor()
}

/** The first button whose name begins so, up to what differs from one row to the next. */
async function press({ app }: Visit, name: string): Promise<void> {
  const [beginning = ''] = name.split('{')
  await app.getByRole('button', { name: beginning }).first().click()
}

const scenes: Scene[] = [
  {
    title: 'the balance, its works and the table behind its curve',
    ...client,
    async reach(visit, language) {
      await toBalance(visit, language)
      await visit.app.getByText(accountTexts.texts[language].table, { exact: true }).click()
      await visit.app.getByRole('list', { name: historyTexts.texts[language].intervals, exact: true }).waitFor()
    },
  },
  {
    title: 'the ledger',
    ...client,
    async reach(visit, language) {
      await toBalance(visit, language)
      await toPart(visit, language, 'ledger')
    },
  },
  {
    title: 'the orders of a client',
    ...client,
    async reach(visit, language) {
      await toBalance(visit, language)
      await toPart(visit, language, 'orders')
    },
  },
  {
    title: 'the dialog that disputes',
    ...client,
    async reach(visit, language) {
      await toBalance(visit, language)
      await press(visit, historyTexts.texts[language].disputeOf)
      await visit.app.getByRole('dialog', { name: historyTexts.texts[language].disputeTitle }).waitFor()
    },
  },
  {
    title: 'the dialog that cancels an order',
    ...client,
    async reach(visit, language) {
      await toBalance(visit, language)
      await toPart(visit, language, 'orders')
      await press(visit, ordersTexts.texts[language].cancelOf)
      await visit.app.getByRole('dialog', { name: ordersTexts.texts[language].cancelTitle }).waitFor()
    },
  },
  {
    title: 'the plans',
    ...client,
    async reach(visit, language) {
      await toBalance(visit, language)
      await press(visit, accountTexts.texts[language].toPlans)
      await visit.app.getByRole('region', { name: plansTexts.texts[language].summary }).waitFor()
    },
  },
  {
    title: 'a balance that has run out',
    portal: 'buyer2',
    role: 'admin',
    async reach(visit, language) {
      await toBalance(visit, language)
      await visit.app.getByText(accountTexts.texts[language].interruptedTitle).waitFor()
    },
  },
  {
    title: 'a balance where nothing was bought yet',
    portal: 'buyer3',
    role: 'admin',
    async reach(visit, language) {
      await toBalance(visit, language)
      await visit.app.getByText(accountTexts.texts[language].emptyTitle).waitFor()
    },
  },
  {
    title: 'a ticket with a timer at the client',
    ...client,
    async reach(visit, language) {
      await toTicket(visit, 'Mail is down')
      await visit.app.getByRole('region', { name: timerTexts.texts[language].title }).waitFor()
    },
  },
  {
    title: 'a ticket that waits for payment',
    portal: 'buyer2',
    role: 'admin',
    async reach(visit, language) {
      await toTicket(visit, 'Out of quanta')
      const strip = visit.app.getByRole('region', { name: timerTexts.texts[language].title })
      await strip.getByRole('link', { name: timerTexts.texts[language].toPlans }).waitFor()
    },
  },
  {
    title: 'the accounts of a desk',
    ...owner,
    async reach(visit, language) {
      await toAccounts(visit, language)
      await visit.app.getByRole('link', { name: busyAccount.shownAs }).waitFor()
    },
  },
  {
    title: 'the orders that wait at a desk, and the dialog that records a payment',
    ...owner,
    async reach(visit, language) {
      await toAccounts(visit, language)
      await visit.app.getByText(accountsTexts.texts[language].orders, { exact: true }).click()
      await press(visit, ordersTexts.texts[language].payOf)
      await visit.app.getByRole('dialog', { name: ordersTexts.texts[language].payTitle }).waitFor()
    },
  },
  { title: 'one account at the desk', ...owner, reach: toAccount },
  {
    title: 'the dialog that corrects a balance',
    ...owner,
    async reach(visit, language) {
      await toAccount(visit, language)
      await press(visit, accountTexts.texts[language].adjustOf)
      await visit.app.getByRole('dialog', { name: accountsTexts.texts[language].adjustTitle }).waitFor()
    },
  },
  {
    title: 'the dialog that answers a dispute',
    ...owner,
    async reach(visit, language) {
      await toAccount(visit, language)
      await press(visit, historyTexts.texts[language].answerOf)
      await visit.app.getByRole('dialog', { name: historyTexts.texts[language].answerTitle }).waitFor()
    },
  },
  {
    title: 'the dialog that sets the status of a client',
    ...owner,
    async reach(visit, language) {
      await toAccount(visit, language)
      await press(visit, accountsTexts.texts[language].statusChange)
      await visit.app.getByRole('dialog', { name: accountsTexts.texts[language].statusTitle }).waitFor()
    },
  },
  {
    title: 'a timer that asks its agent, on its ticket',
    ...agent,
    async reach(visit, language) {
      await toTicket(visit, 'Mail is down')
      await visit.app.getByRole('button', { name: timerTexts.texts[language].answer }).waitFor()
    },
  },
  {
    title: 'the bar of a timer that runs elsewhere, and the offer to stop it',
    ...agent,
    async reach(visit, language) {
      await toTicket(visit, 'Another one')
      await visit.app.getByRole('region', { name: timerTexts.texts[language].runningOwn }).waitFor()
      await press(visit, timerTexts.texts[language].start)
      await visit.app.getByRole('dialog', { name: timerTexts.texts[language].otherTitle }).waitFor()
    },
  },
]

it.each(scenes)(
  'D7 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes',
  async (scene) => {
    await inspectScene(stage, scene)
  },
  60_000,
)
