import type { Page } from 'playwright-core'
import { it } from 'vitest'
import { auditTexts } from '#app/audit/audit.texts.ts'
import { codesTexts } from '#app/codes/codes.texts.ts'
import { issuedCodeTexts } from '#app/codes/issuedCode.texts.ts'
import { connectionsTexts } from '#app/connections/connections.texts.ts'
import { deskTexts } from '#app/shell/desk/desk.texts.ts'
import type { Language } from '#contract/common.ts'
import { aCode, someone } from '#test/app/deskFactories.ts'
import { auditAnswers, everyAct } from './answers/audit.ts'
import { deskAnswers } from './answers/desk.ts'
import { ownNames } from './answers/ownNames.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'
import { press, turnTo } from './steps.ts'

const { inspectScene } = useLooks(ownNames)

const owner = { face: 'desk' as const, me: someone('owner'), answers: { ...deskAnswers, ...auditAnswers(everyAct) } }
const issued = { code: 'H7QK-2M9X-4TVB-7K2M', view: aCode(), canNotify: true }
const locks = everyAct.filter(({ kind }) => kind === 'tickets')

/** Behind the others of an owner. */
const toAudit = (page: Page) => turnTo(page, '#/audit')

const auditList = (page: Page, language: Language) =>
  page.getByRole('list', { name: auditTexts.texts[language].listLabel })

async function toNewCode(page: Page, language: Language): Promise<void> {
  await page.getByRole('link', { name: deskTexts.texts[language].codes }).click()
  await page.getByRole('button', { name: codesTexts.texts[language].issue }).first().click()
  await page.getByRole('dialog').getByText(codesTexts.texts[language].plansLabel).waitFor()
}

const scenes: Scene[] = [
  {
    title: 'the codes, one of them unfolded',
    ...owner,
    async reach(page, language) {
      await page.getByRole('link', { name: deskTexts.texts[language].codes }).click()
      await page.getByText(codesTexts.texts[language].life).first().click()
      await page.getByRole('listitem').getByRole('list').first().waitFor()
    },
  },
  { title: 'the form of a new code', ...owner, reach: toNewCode },
  {
    title: 'a code for a portal that can be notified',
    ...owner,
    answers: { ...owner.answers, issueCode: () => issued },
    async reach(page, language) {
      const texts = codesTexts.texts[language]
      await toNewCode(page, language)
      await page.getByLabel(texts.portalLabel).fill('romashka.example')
      await page.getByRole('dialog').getByRole('button', { name: texts.create, exact: true }).click()
      await page.getByRole('button', { name: issuedCodeTexts.texts[language].notify }).waitFor()
    },
  },
  {
    title: 'the question before an end',
    ...owner,
    async reach(page, language) {
      await page.getByRole('link', { name: deskTexts.texts[language].connections }).click()
      await press(page, connectionsTexts.texts[language].endOf)
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    title: 'the audit log',
    ...owner,
    async reach(page, language) {
      await toAudit(page)
      await auditList(page, language).getByText(auditTexts.texts[language].details, { exact: true }).first().click()
    },
  },
  {
    title: 'the audit log of a standard desk, with locked tickets',
    ...owner,
    answers: { ...owner.answers, ...auditAnswers(locks) },
    async reach(page, language) {
      await toAudit(page)
      await auditList(page, language).getByRole('listitem').first().waitFor()
    },
  },
  {
    title: 'the audit log where nothing is found',
    ...owner,
    async reach(page, language) {
      const texts = auditTexts.texts[language]
      await toAudit(page)
      await page.getByLabel(texts.search).fill('zzz')
      await page.getByRole('heading', { name: texts.nothingTitle }).waitFor()
    },
  },
]

it.each(scenes)('D7 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene, 60_000)
