import type { Page } from 'playwright-core'
import { historyTexts } from '#app/billing/account/history.texts.ts'
import type { Language } from '#contract/common.ts'

/** The first button whose name begins so, up to what differs from one row to the next. */
export async function press(page: Page, name: string): Promise<void> {
  const [beginning = ''] = name.split('{')
  await page.getByRole('button', { name: beginning }).first().click()
}

/** Another page by its address; the application listens to it from when its first page stands there. */
export async function turnTo(page: Page, hash: `#/${string}`): Promise<void> {
  await page.getByRole('heading').first().waitFor()
  await page.evaluate((to) => (location.hash = to), hash)
}

/** Works, ledger or orders of the open account. */
export async function toPart(page: Page, language: Language, name: 'intervals' | 'ledger' | 'orders'): Promise<void> {
  const { [name]: label, choose } = historyTexts.texts[language]
  await page.getByRole('group', { name: choose }).getByText(label, { exact: true }).click()
  await page.getByRole('list', { name: label, exact: true }).waitFor()
}
