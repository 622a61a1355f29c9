import type { Locator } from 'playwright-core'
import { now } from '#server/platform/clock.ts'
import { createDeskKey } from '#server/desks/desks.commands.ts'
import type { World } from '#test/support/world.ts'
import type { Visit } from './stage.ts'

/** What people do, by the names that they read on the screen. */

export function button({ app }: Visit, name: string | RegExp): Locator {
  return app.getByRole('button', { name })
}

/** A section of the desk that stands behind the button: beside a portal's menu not all of an owner's fit into one line. */
export async function openFoldedSection(visit: Visit, name: string): Promise<void> {
  await button(visit, 'Все разделы').click()
  await visit.app.getByRole('link', { name, exact: true }).click()
}

/** The installer of a portal that has just added the application; ends on the application's own page. */
export async function installThrough({ page, app }: Visit, deskKey?: { key: string; name: string }): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'Установить приложение' }).click()
  if (deskKey !== undefined) {
    await app.getByText('Мы оказываем поддержку').click()
    await app.getByLabel('Ключ службы поддержки').fill(deskKey.key)
    await app.getByLabel('Название службы поддержки').fill(deskKey.name)
  }
  await app.getByRole('button', { name: 'Установить', exact: true }).click()
  await page.waitForURL(/install_finished=Y/)
}

export function newDeskKey({ transaction }: World, name: string, kind: 'standard' | 'partner'): Promise<string> {
  return transaction((unit) => createDeskKey(unit, { name, kind }), now())
}

/** Issues an open code in the desk's pages and returns it as it was shown, once. */
export async function issueCode({ app }: Visit): Promise<string> {
  await app.getByRole('link', { name: 'Коды' }).click()
  await app.getByRole('button', { name: 'Выпустить код' }).first().click()
  const dialog = app.getByRole('dialog')
  await dialog.getByText('Открытый', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Выпустить', exact: true }).click()
  const code = await app.getByLabel('Код поддержки', { exact: true }).textContent()
  await app.getByRole('button', { name: 'Код у меня, закрыть' }).click()
  return (code ?? '').trim()
}

/** Types the code into the dialog and stops at what it would change. */
export async function previewCode(visit: Visit, typed: string): Promise<void> {
  await visit.app
    .getByRole('main')
    .getByRole('button', { name: /Подключить.*партнёра/ })
    .click()
  await visit.app.getByLabel('Код поддержки').pressSequentially(typed)
  await button(visit, 'Дальше').click()
  await visit.app
    .getByRole('dialog')
    .getByRole('heading', { name: /Вам будет помогать/ })
    .waitFor()
}

export async function confirmCode({ app }: Visit): Promise<void> {
  await app.getByRole('dialog').getByRole('button', { name: 'Подключить', exact: true }).click()
}

export function helperIs({ app }: Visit, desk: string): Locator {
  return app.getByRole('main').getByRole('heading', { name: `Вам помогает ${desk}` })
}

/** `atOnce`: where the assistant would answer first, people are asked for straight away. */
export async function openTicket(
  { app }: Visit,
  subject: string,
  text: string,
  { atOnce = false }: { atOnce?: boolean } = {},
): Promise<void> {
  await app.getByRole('button', { name: 'Новое обращение' }).click()
  await app.getByRole('textbox', { name: 'Тема' }).fill(subject)
  await app.getByLabel('Что случилось').fill(text)
  if (atOnce) await app.getByLabel('Сразу к людям, без помощника').check()
  // Its name says whether questions are open.
  await app.getByRole('button', { name: /^(Создать обращение|Отправить так)$/ }).click()
  await composer({ app }).waitFor()
}

export async function chooseTicket({ app }: Pick<Visit, 'app'>, subject: string): Promise<void> {
  await app.getByRole('list').getByRole('button', { name: subject }).click()
  await app.getByRole('heading', { level: 1, name: subject }).waitFor()
}

/** What is done with a ticket besides its first button stands in a menu where the window has no room for more. */
export async function further(visit: Visit, name: string): Promise<void> {
  await button(visit, 'Ещё действия').click()
  await visit.app.getByRole('menuitem', { name, exact: true }).click()
}

export function composer({ app }: Pick<Visit, 'app'>): Locator {
  return app.getByRole('textbox', { name: 'Сообщение', exact: true })
}

export async function write(visit: Pick<Visit, 'app'>, text: string): Promise<void> {
  await composer(visit).fill(text)
  await composer(visit).press('Enter')
}

/** A message as it stands in the conversation. */
export function message({ app }: Pick<Visit, 'app'>, text: string): Locator {
  return app.getByRole('article').filter({ hasText: text })
}

/** The messages of the open conversation from top to bottom, by the words that mark them. */
export async function orderOf({ app }: Pick<Visit, 'app'>, marks: string[]): Promise<string[]> {
  const texts = await app.getByRole('article').allTextContents()
  return texts.flatMap((text) => marks.find((mark) => text.includes(mark)) ?? [])
}
