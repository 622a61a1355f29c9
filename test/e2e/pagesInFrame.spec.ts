import { expect, it } from 'vitest'
import { accountTexts } from '#app/billing/account/account.texts.ts'
import { historyTexts } from '#app/billing/account/history.texts.ts'
import { accountsTexts } from '#app/billing/accounts/accounts.texts.ts'
import { plansTexts } from '#app/billing/plans/plans.texts.ts'
import { codesTexts } from '#app/codes/codes.texts.ts'
import { regulationTexts } from '#app/regulation/regulation.texts.ts'
import { clientTexts } from '#app/shell/client/client.texts.ts'
import { deskTexts } from '#app/shell/desk/desk.texts.ts'
import { auditTexts } from '#app/audit/audit.texts.ts'
import type { Language } from '#contract/common.ts'
import { clientPeople } from '#test/portal/people.ts'
import { eventually } from '#test/support/eventually.ts'
import { newId } from '#test/support/world.ts'
import { inspectInFrame, inTurn, type FramePage } from './support/frameLook.ts'
import { answerTicket, connectClient, installAll, issueCodeBy, writeTicket } from './support/prepared.ts'
import type { Visit } from './support/stage.ts'
import { useStage } from './support/story.ts'

const subject = 'Invoice printing'
const [client, owner] = [
  { portal: 'client', role: 'admin' },
  { portal: 'partner', role: 'owner' },
]

/** A client with a package, a ticket under way and a running timer; in the CRM of its partner it is the first company. */
const stage = useStage(async ({ world }) => {
  const { sandbox } = world
  sandbox.setScopes('partner', ['placement', 'im', 'imbot', 'user_brief', 'crm'])
  await installAll(world)
  await connectClient(world)
  await issueCodeBy(world, 'partner')
  const [desk, admin] = [await world.enter('partner', 1), await world.enter('client', 1)]
  const { deskId } = await world.call('readDesk', {}, desk)
  const orderId = newId()
  const total = { minor: 7200_00, currency: 'RUB' }
  await world.call('placeOrder', { deskId, orderId, planCode: 'prepaid', quanta: 12, total }, admin)
  const payment = { orderId, documentNumber: 'B-1', documentDate: '2026-11-20', amount: total }
  await world.call('recordPayment', payment, desk)
  const ticketId = await writeTicket(world, subject, '`503`')
  await answerTicket(world, 'partner', ticketId, 'On it:\n\n- one\n- two')
  await world.call('startTimer', { ticketId, intervalId: newId() }, desk)
  await world.call('setStaff', { userId: 3, role: 'agent' }, desk)
  await sandbox.addPortal({ key: 'newcomer', title: 'Новичок', users: structuredClone(clientPeople) })
  // The admin has pressed «install» in the portal: its pages show the wizard.
  sandbox.openForm('newcomer', clientPeople.admin.id)
  await eventually(() => expect(sandbox.requests('partner', 'event.bind')).toHaveLength(2))
  await eventually(async () => {
    await world.call('linkCompany', { memberId: sandbox.portals.client.memberId, companyId: 1 }, desk)
  })
})

/** Into a section of the desk, by the name that its link has. */
async function toSection({ app }: Visit, language: Language, section: keyof typeof deskTexts.texts.ru): Promise<void> {
  const { navigation, moreSections } = deskTexts.texts[language]
  await app.getByRole('navigation', { name: navigation }).waitFor()
  // On a phone some stand behind a button.
  const others = app.getByRole('button', { name: moreSections, exact: true })
  if (await others.isVisible()) await others.click()
  await app.getByRole('link', { name: deskTexts.texts[language][section], exact: true }).click()
}

async function toTicket({ app }: Visit): Promise<void> {
  await app.getByRole('button', { name: subject }).click()
  await app.getByRole('article').filter({ hasText: 'On it' }).waitFor()
}

async function toBalance({ app }: Visit, language: Language): Promise<void> {
  await app.getByRole('link', { name: clientTexts.texts[language].toBalance }).click()
  await app.getByRole('heading', { level: 1, name: accountTexts.texts[language].title }).waitFor()
}

async function toAccounts(visit: Visit, language: Language): Promise<void> {
  await toSection(visit, language, 'accounts')
  await visit.app.getByRole('heading', { level: 1, name: accountsTexts.texts[language].title }).waitFor()
}

const firstItem = ({ app }: Visit): Promise<void> => app.getByRole('listitem').first().waitFor()

const pages: FramePage[] = [
  {
    title: 'the support page',
    ...client,
    reach: ({ app }) => app.getByRole('heading', { level: 1, name: /Интегратор Плюс/ }).waitFor(),
  },
  { title: 'a ticket of a client', ...client, reach: toTicket },
  {
    title: 'a new ticket',
    ...client,
    async reach({ app }, language) {
      await app.getByRole('button', { name: clientTexts.texts[language].newTicket }).click()
      await app.getByRole('textbox').nth(1).waitFor()
    },
  },
  {
    title: 'the balance',
    ...client,
    async reach(visit, language) {
      await toBalance(visit, language)
      await visit.app.getByRole('list', { name: historyTexts.texts[language].intervals, exact: true }).waitFor()
    },
  },
  {
    title: 'the plans',
    ...client,
    async reach(visit, language) {
      await toBalance(visit, language)
      await visit.app.getByRole('button', { name: accountTexts.texts[language].toPlans }).first().click()
      await visit.app.getByRole('region', { name: plansTexts.texts[language].summary }).waitFor()
    },
  },
  {
    title: 'the settings',
    ...client,
    params: { page: 'settings' },
    reach: ({ app }) => app.getByRole('heading', { level: 2 }).first().waitFor(),
  },
  { title: 'no access', portal: 'client', role: 'employee', reach: firstItem },
  {
    title: 'the queue',
    ...owner,
    reach: ({ app }) => app.getByRole('button', { name: subject }).waitFor(),
  },
  { title: 'a ticket at the desk', ...owner, reach: toTicket },
  {
    title: 'the codes',
    ...owner,
    async reach(visit, language) {
      await toSection(visit, language, 'codes')
      await visit.app.getByText(codesTexts.texts[language].life).first().waitFor()
    },
  },
  {
    title: 'the connections',
    ...owner,
    async reach(visit, language) {
      await toSection(visit, language, 'connections')
      await firstItem(visit)
    },
  },
  { title: 'the accounts', ...owner, reach: toAccounts },
  {
    title: 'one account',
    ...owner,
    async reach(visit, language) {
      await toAccounts(visit, language)
      await visit.app.getByRole('list').getByRole('link').first().click()
      await visit.app.getByRole('list', { name: historyTexts.texts[language].intervals, exact: true }).waitFor()
    },
  },
  {
    title: 'the regulation',
    ...owner,
    async reach(visit, language) {
      await toSection(visit, language, 'regulation')
      await visit.app.getByRole('region', { name: regulationTexts.texts[language].plans }).waitFor()
    },
  },
  {
    title: 'the staff',
    ...owner,
    async reach(visit, language) {
      await toSection(visit, language, 'staff')
      await firstItem(visit)
    },
  },
  {
    title: 'the audit log',
    ...owner,
    async reach(visit, language) {
      await toSection(visit, language, 'audit')
      const list = visit.app.getByRole('list', { name: auditTexts.texts[language].listLabel })
      await list.getByRole('listitem').first().waitFor()
    },
  },
  {
    title: 'the desk for somebody who is not on it',
    portal: 'partner',
    role: 'employee',
    reach: ({ app }) => app.getByRole('main').getByRole('heading').first().waitFor(),
  },
  {
    title: 'the installer',
    portal: 'newcomer',
    role: 'admin',
    reach: ({ app }) => app.getByRole('radio').first().waitFor(),
  },
  {
    title: 'the tab of a company',
    ...owner,
    async reach({ page, app }) {
      await page.goto(`${stage.world.sandbox.portals.partner.origin}/crm/company/details/1/?user=1`)
      await app.getByRole('link', { name: new RegExp(subject) }).waitFor()
    },
  },
]

it.each(inTurn(pages))(
  'D7 $title has no barriers in the frame of a portal: $language, $width px, $theme',
  async (page) => {
    await inspectInFrame(stage, page)
  },
  60_000,
)
