import type { Page } from 'playwright-core'
import { it } from 'vitest'
import { ticketActionTexts } from '#app/queue/ticketActions.texts.ts'
import { versionsTexts } from '#app/connections/versions.texts.ts'
import { concernsTexts } from '#app/regulation/concerns.texts.ts'
import { startTexts } from '#app/regulation/start.texts.ts'
import { regulationEditorTexts } from '#app/regulation/regulationEditor.texts.ts'
import { regulationTexts } from '#app/regulation/regulation.texts.ts'
import { intakeTexts } from '#app/tickets/intake/intake.texts.ts'
import type { TicketView } from '#contract/tickets/types.ts'
import { deskTexts } from '#app/shell/desk/desk.texts.ts'
import { aDeferral, someone } from '#test/app/deskFactories.ts'
import { splitMergeTexts } from '#app/queue/splitMerge.texts.ts'
import { ticketLinkTexts } from '#app/tickets/ticketLinks.texts.ts'
import { repliesTexts } from '#app/replies/replies.texts.ts'
import { ticketTexts } from '#app/tickets/tickets.texts.ts'
import { meOf } from '#test/app/factories.ts'
import { RefusedByServer } from '#test/app/fakeServer.ts'
import { busy, deskBilling } from './answers/billing.ts'
import { conversationOf, linkedConversationOf } from './answers/conversation.ts'
import { deskAnswers, openTicketOf } from './answers/desk.ts'
import { ownNames } from './answers/ownNames.ts'
import { editorAnswers } from './answers/regulation.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'

const { inspectScene } = useLooks(ownNames)

const answers = { ...deskAnswers, ...deskBilling(busy), ...conversationOf(openTicketOf()) }
const canMerge = (view: TicketView): TicketView => ({ ...view, can: [...view.can, 'split', 'merge'] })
const linked = { ...answers, ...linkedConversationOf(canMerge(openTicketOf())) }
const owner = { face: 'desk' as const, me: someone('owner'), answers }

const deferred = openTicketOf({ can: ['write', 'note', 'resume', 'moveDate', 'defer', 'decline'] })
deferred.summary = {
  ...deferred.summary,
  status: 'deferred',
  deferral: aDeferral({ isExpected: true, liftedBy: null }),
}

/** One of the buttons of the open ticket; on a narrow page it is in the menu. */
async function toAct(page: Page, name: string, more: string): Promise<void> {
  await page.getByRole('button', { name: 'Invoice printing' }).click()
  await page.getByRole('article').filter({ hasText: 'On it' }).waitFor()
  const own = page.getByRole('button', { name, exact: true }).filter({ visible: true })
  if ((await own.count()) > 0) return own.first().click()
  await page.getByRole('button', { name: more, exact: true }).filter({ visible: true }).first().click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}

const scenes: Scene[] = [
  {
    title: 'the queue',
    ...owner,
    reach: (page) => page.getByRole('button', { name: 'Invoice printing' }).waitFor(),
  },
  {
    title: 'a conversation with a client',
    ...owner,
    mostHead: 140,
    async reach(page) {
      await page.getByRole('button', { name: 'Invoice printing' }).click()
      await page.getByRole('article').filter({ hasText: 'On it' }).waitFor()
    },
  },
  {
    title: 'quick replies over the field',
    ...owner,
    mostHead: 140,
    async reach(page, language) {
      await page.getByRole('button', { name: 'Invoice printing' }).click()
      // A list that is opened before the conversation stands would close with the focus that comes along.
      await page.getByRole('article').filter({ hasText: 'On it' }).waitFor()
      await page.getByRole('button', { name: repliesTexts.texts[language].insert }).click()
      await page.getByRole('option').first().waitFor()
    },
  },
  {
    title: 'colleagues over a note',
    ...owner,
    mostHead: 140,
    async reach(page, language) {
      const { noteMode, write } = ticketTexts.texts[language]
      await page.getByRole('button', { name: 'Invoice printing' }).click()
      await page.getByRole('button', { name: noteMode }).click()
      await page.getByRole('textbox', { name: write, exact: true }).pressSequentially('@')
      await page.getByRole('option').first().waitFor()
    },
  },
  {
    title: 'a colleague begun in an answer',
    ...owner,
    mostHead: 140,
    async reach(page, language) {
      await page.getByRole('button', { name: 'Invoice printing' }).click()
      await page.getByRole('textbox', { name: ticketTexts.texts[language].write, exact: true }).pressSequentially('@')
      await page.getByText(repliesTexts.texts[language].mentionsInNotes).waitFor()
    },
  },
  {
    title: 'an answer that came second',
    ...owner,
    mostHead: 140,
    answers: {
      ...answers,
      sendMessage: () => {
        throw new RefusedByServer('answered_meanwhile', { count: 1, names: 'Kim Larsen', seq: 9 })
      },
    },
    async reach(page, language) {
      const { write, sendAnyway } = ticketTexts.texts[language]
      await page.getByRole('button', { name: 'Invoice printing' }).click()
      const field = page.getByRole('textbox', { name: write, exact: true })
      await field.fill('503 again')
      await field.press('Enter')
      await page.getByRole('button', { name: sendAnyway }).waitFor()
    },
  },
  {
    title: 'the page of quick replies',
    ...owner,
    async reach(page, language) {
      await page.getByRole('link', { name: deskTexts.texts[language].replies, exact: true }).click()
      await page.getByRole('heading', { name: 'Logs' }).waitFor()
    },
  },
  {
    title: 'a quick reply that is being written',
    ...owner,
    async reach(page, language) {
      await page.getByRole('link', { name: deskTexts.texts[language].replies, exact: true }).click()
      const edit = repliesTexts.texts[language].editNamed.replace('{title}', 'Logs')
      await page.getByRole('button', { name: edit }).click()
      await page.getByRole('dialog').getByRole('region').waitFor()
    },
  },
  {
    title: 'a ticket that is put off for a reason',
    ...owner,
    async reach(page, language) {
      await toAct(page, ticketActionTexts.texts[language].defer, ticketActionTexts.texts[language].more)
      await page.getByRole('dialog').getByRole('radio').nth(2).check()
      await page.getByRole('dialog').getByRole('region').waitFor()
    },
  },
  {
    title: 'a ticket that is declined for a reason',
    ...owner,
    async reach(page, language) {
      await toAct(page, ticketActionTexts.texts[language].decline, ticketActionTexts.texts[language].more)
      await page.getByRole('dialog').getByRole('radio').nth(5).check()
      await page.getByRole('dialog').getByRole('region').waitFor()
    },
  },
  {
    title: 'the date of a ticket that is put off, moved',
    ...owner,
    answers: { ...answers, ...conversationOf(deferred) },
    async reach(page, language) {
      await toAct(page, ticketActionTexts.texts[language].moveDate, ticketActionTexts.texts[language].more)
      await page.getByRole('dialog').getByRole('textbox').waitFor()
    },
  },
  {
    title: 'what a client has answered beside its text',
    ...owner,
    mostHead: 140,
    answers: { ...answers, ...conversationOf(openTicketOf({ can: ['write', 'note', 'ask', 'assign', 'resolve'] })) },
    async reach(page, language) {
      await page.getByRole('button', { name: 'Invoice printing' }).click()
      await page.getByRole('article').filter({ hasText: 'On it' }).waitFor()
      await page.getByRole('button', { name: intakeTexts.texts[language].ask }).scrollIntoViewIfNeeded()
    },
  },
  {
    title: 'a message of which new tickets are made',
    ...owner,
    answers: linked,
    async reach(page, language) {
      await page.getByRole('button', { name: 'Invoice printing' }).first().click()
      const said = page.getByRole('article').filter({ hasText: '18.0' }).last()
      await said.hover()
      await said.getByRole('button', { name: ticketLinkTexts.texts[language].splitTool }).click()
      await page.getByRole('dialog').getByRole('textbox').first().waitFor()
    },
  },
  {
    title: 'the ticket in which a duplicate goes on',
    ...owner,
    answers: linked,
    async reach(page, language) {
      await page.getByRole('button', { name: 'Invoice printing' }).first().click()
      await page.getByRole('button', { name: ticketLinkTexts.texts[language].showMessages }).click()
      await page.getByRole('button', { name: ticketLinkTexts.texts[language].hideMessages }).waitFor()
    },
  },
  {
    title: 'the choice of the ticket in which a duplicate goes on',
    ...owner,
    answers: linked,
    async reach(page, language) {
      const texts = splitMergeTexts.texts[language]
      await page.getByRole('button', { name: 'Invoice printing' }).first().click()
      await page.getByRole('article').first().waitFor()
      const merge = page.getByRole('button', { name: texts.merge, exact: true })
      if (await merge.isVisible()) await merge.click()
      else {
        await page.getByRole('button', { name: ticketActionTexts.texts[language].more }).click()
        await page.getByRole('menuitem', { name: texts.merge }).click()
      }
      await page.getByRole('dialog').getByRole('radio').first().waitFor()
    },
  },
  {
    title: 'the connections',
    ...owner,
    async reach(page, language) {
      await page.getByRole('link', { name: deskTexts.texts[language].connections }).click()
      await page.getByRole('listitem').first().waitFor()
    },
  },
  {
    title: 'a client that is moved to another version',
    ...owner,
    async reach(page, language) {
      const texts = versionsTexts.texts[language]
      await page.getByRole('link', { name: deskTexts.texts[language].connections }).click()
      await page.getByRole('button', { name: texts.moveAll }).click()
      await page.getByRole('dialog').getByRole('button', { name: texts.moveYes }).waitFor()
    },
  },
  {
    title: 'the regulation',
    ...owner,
    async reach(page, language) {
      await page.getByRole('link', { name: deskTexts.texts[language].regulation }).click()
      await page.getByRole('region', { name: regulationTexts.texts[language].plans }).waitFor()
      await page.getByText(regulationTexts.texts[language].history.split('(')[0] ?? '').click()
    },
  },
  {
    title: 'a version of the regulation that is being written',
    ...owner,
    answers: { ...answers, ...editorAnswers },
    async reach(page, language) {
      const texts = regulationEditorTexts.texts[language]
      await page.getByRole('link', { name: deskTexts.texts[language].regulation }).click()
      await page.getByRole('button', { name: regulationTexts.texts[language].newVersion }).click()
      const field = page.getByLabel(texts.textLabel)
      await field.fill((await field.inputValue()).replace('"noticeDays": 30', '"noticeDays": 14'))
      await page.getByRole('button', { name: texts.check, exact: true }).click()
      const concerned = concernsTexts.texts[language]
      await page.getByText(startTexts.texts[language].onDate, { exact: true }).click()
      await page.getByText(concerned.existing, { exact: true }).click()
      await page.getByText(concerned.worseTitle).waitFor()
      await page.getByRole('button', { name: texts.publish, exact: true }).waitFor()
    },
  },
  {
    title: 'the staff',
    ...owner,
    async reach(page, language) {
      await page.getByRole('link', { name: deskTexts.texts[language].staff }).click()
      await page.getByRole('listitem').first().waitFor()
    },
  },
  {
    title: 'the desk for somebody who is not on it',
    face: 'desk',
    me: meOf({ desk: null }),
    answers: {},
    reach: (page) => page.getByRole('main').getByRole('heading').first().waitFor(),
  },
  {
    title: 'the installer',
    face: 'install',
    me: meOf({ isInstalled: false }),
    isInstallMode: true,
    answers: { readInstall: () => ({ portalName: 'new.example', isInstalled: false, isClient: false, desk: null }) },
    reach: (page) => page.getByRole('radio').first().waitFor(),
  },
]

it.each(scenes)('D7 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene, 120_000)
