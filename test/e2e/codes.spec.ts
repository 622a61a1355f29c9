import { expect, it } from 'vitest'
import type { RouteInput } from '#contract/routes.ts'
import { now } from '#server/platform/clock.ts'
import { makeSecrets } from '#server/platform/secrets.ts'
import { hashToken } from '#server/platform/http/session.ts'
import { loadActor } from '#server/desks/actor.queries.ts'
import { issueCode as issueCommand } from '#server/connections/codes/codes.commands.ts'
import { clientPeople } from '#test/portal/people.ts'
import { applicationFrame } from './support/inspect.ts'
import { connectClient, installAll } from './support/prepared.ts'
import type { Visit } from './support/stage.ts'
import { button, confirmCode, helperIs } from './support/steps.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => {
  await installAll(world)
  await world.sandbox.addPortal({ key: 'newcomer', title: 'Новичок', users: structuredClone(clientPeople) })
  await world.install('newcomer', 'client')
})

const terms: RouteInput<'issueCode'> = { maxUses: 1, expiresInDays: 30, clientStatus: 1, note: '' }

/** Codes that do not work, each for a reason of its own. */
async function brokenCodes() {
  const { world } = stage
  const owner = await world.enter('partner', 1)
  const issue = (changes: Partial<RouteInput<'issueCode'>> = {}) =>
    world.call('issueCode', { ...terms, ...changes }, owner)
  const revoked = await issue()
  await world.call('revokeCode', { codeId: revoked.view.codeId }, owner)
  const usedUp = await issue()
  const other = await world.enter('newcomer', 1)
  const { stateToken } = await world.call('previewCode', { code: usedUp.code }, other)
  await world.call('activateCode', { code: usedUp.code, stateToken }, other)
  const actor = await loadActor(world.store.db, hashToken(owner), now(), null)
  const { pepper } = makeSecrets(await world.masterKey())
  const monthAgo = new Date(now().getTime() - 31 * 86_400_000)
  const expired = await world.transaction(
    (unit) => issueCommand(unit, actor, actor.desk?.deskId ?? '', terms, pepper),
    monthAgo,
  )
  return {
    revoked: revoked.code,
    usedUp: usedUp.code,
    expired: expired.code,
    foreign: (await issue({ portal: 'another.example' })).code,
    good: (await issue()).code,
    another: (await issue()).code,
  }
}

/** Whatever the story before has left. */
async function beConnected(): Promise<void> {
  const { world } = stage
  await forgetAttempts()
  const { connection } = await world.call('readSupport', {}, await world.enter('client', 1))
  if (connection === null) await connectClient(world)
}

const forgetAttempts = () => stage.world.store.db.deleteFrom('activation_attempts').execute()

/** Types a code into the open dialog and gives what the reader is told of it. */
async function complaintAbout(visit: Visit, code: string): Promise<string> {
  const field = visit.app.getByLabel('Код поддержки')
  await field.fill(code)
  await button(visit, 'Дальше').click()
  const complaint = visit.app.getByRole('dialog').locator('[aria-live=assertive] .text-\\(--opora-bad\\)')
  await complaint.waitFor()
  return (await complaint.textContent()) ?? ''
}

it('C2 C3 each code that does not work says why in its own words, and a wrong one says the same as a foreign one', async () => {
  const codes = await brokenCodes()
  await forgetAttempts()
  const [admin, integrator] = await Promise.all([stage.open('client', 'admin'), stage.open('client', 'integrator')])
  await admin.app.getByRole('main').getByRole('button', { name: 'Подключить партнёра по коду' }).click()

  const wrong = await complaintAbout(admin, 'ABCD-EFGH-JKMN-PQRS')
  const foreign = await complaintAbout(admin, codes.foreign)
  const told = {
    revoked: await complaintAbout(admin, codes.revoked),
    expired: await complaintAbout(admin, codes.expired),
    usedUp: await complaintAbout(admin, codes.usedUp),
  }
  expect(wrong).toContain('Такого кода нет')
  expect(foreign).toBe(wrong)
  expect(told.revoked).toContain('Партнёр отозвал этот код')
  expect(told.expired).toContain('Срок действия кода закончился')
  expect(told.usedUp).toContain('Код уже использован')
  expect(new Set([wrong, ...Object.values(told)]).size).toBe(4)

  await forgetAttempts()
  await admin.app.getByLabel('Код поддержки').fill(codes.good)
  await button(admin, 'Дальше').click()
  await admin.app
    .getByRole('dialog')
    .getByRole('heading', { name: /Вам будет помогать/ })
    .waitFor()
  await confirmCode(admin)
  await helperIs(admin, 'Интегратор Плюс').waitFor()
  await button(admin, 'Подключить другого партнёра').first().click()
  expect(await complaintAbout(admin, codes.another)).toContain('Вы уже подключены к этому партнёру')

  let last = ''
  for (let i = 0; i < 11 && !last.includes('Слишком много'); i++)
    last = await complaintAbout(admin, 'ABCD-EFGH-JKMN-PQRS')
  expect(last).toContain('Слишком много попыток')
  expect(last).toMatch(/Осталось ждать: \d+ минут/)

  // Whoever is no admin is not let as far as the dialog, and reads who is.
  await integrator.app.getByRole('heading', { name: 'Поддержку ведут ваши коллеги' }).waitFor()
  expect(await integrator.app.getByRole('button', { name: /Подключить/ }).count()).toBe(0)
}, 90_000)

it('C2 D1 a code is issued, sent, printed and used: its life tells all of it, without a reload', async () => {
  const { world } = stage
  await forgetAttempts()
  const newcomer = world.sandbox.portals['newcomer']
  const owner = await stage.open('partner', 'owner')
  await owner.app.getByRole('link', { name: 'Коды' }).click()
  await owner.app.getByRole('button', { name: 'Выпустить код' }).first().click()
  const form = owner.app.getByRole('dialog')
  await form.getByLabel('Адрес портала').fill(`https://${newcomer?.domain}/online/`)
  await form.getByLabel('Абонемент технической поддержки').click()
  await form.getByLabel('Заметка для себя').fill('CRM-17')
  await form.getByRole('button', { name: 'Выпустить', exact: true }).click()
  const code = (await owner.app.getByLabel('Код поддержки', { exact: true }).textContent())?.trim() ?? ''

  await owner.app.getByRole('button', { name: 'Отправить уведомление' }).click()
  await owner.app.getByText('Отправляем.').waitFor()
  const frame = await applicationFrame(owner.page)
  await frame.evaluate('window.print = () => { window.printed = (window.printed ?? 0) + 1 }')
  await owner.app.getByRole('button', { name: 'Распечатать' }).click()
  expect(await frame.evaluate('window.printed')).toBe(1)
  await owner.page.emulateMedia({ media: 'print' })
  const printed: string[] = await frame.evaluate(
    `[...document.body.children].filter((one) => getComputedStyle(one).display !== 'none' && one.localName !== 'script')
      .map((one) => one.className)`,
  )
  expect(printed).toEqual(['opora-sheet'])
  expect(await owner.app.locator('.opora-sheet').innerText()).toContain(code)
  await owner.page.emulateMedia({ media: null })
  const mail = owner.app.getByRole('link', { name: /Открыть в почтовой программе/ })
  const href = (await mail.getAttribute('href')) ?? ''
  expect(decodeURIComponent(href)).toContain(code)
  expect(href.length).toBeLessThanOrEqual(2000)
  // A browser that knows no mail program says so; the page with the code stays where it is.
  owner.complaints.expect(/mailto:/)
  await mail.click()
  await owner.app.getByRole('button', { name: 'Код у меня, закрыть' }).click()

  const row = owner.app.getByRole('listitem').filter({ hasText: 'CRM-17' })
  await row.getByText('Уведомление получил 1 администратор').waitFor()
  await row.getByText('Что было с кодом').click()
  await row.getByRole('list').getByText('Отправлен уведомлением').waitFor()
  const [message] = world.sandbox.notifications('newcomer').filter(({ tag }) => tag.startsWith('OPORA|CODE'))
  expect(message?.message).toContain(code)

  const client = await world.enter('newcomer', 1)
  const { connection, stateToken: before } = await world.call('readSupport', {}, client)
  if (connection !== null) await world.call('returnToStandard', { stateToken: before }, client)
  const { stateToken, plans } = await world.call('previewCode', { code }, client)
  expect(plans.map((plan) => plan.code)).not.toContain('subscription')
  await world.call('activateCode', { code, stateToken }, client)
  await row.getByText('Использован 1 из 1').waitFor()
  await row.getByRole('list').getByText('Подключился портал').waitFor()
  await row.getByRole('list').getByText('Использован полностью').waitFor()

  await owner.app.getByLabel('Найти код').fill('crm-17')
  await owner.app.getByRole('listitem').filter({ hasText: 'Больше не сработает' }).first().waitFor()
  await owner.app.getByRole('combobox', { name: 'Какие коды показать' }).click()
  await owner.app.getByRole('option', { name: 'Отозванные' }).click()
  await owner.app.getByRole('heading', { name: 'Таких кодов нет' }).waitFor()
  await owner.app.getByRole('button', { name: 'Показать все' }).click()
  await owner.app.getByRole('listitem').filter({ hasText: 'CRM-17' }).waitFor()
}, 90_000)

it('C5 the owner reads the last day before ending a connection, and the client reads the same day', async () => {
  const { world } = stage
  await beConnected()
  const admin = await stage.open('client', 'admin')
  await helperIs(admin, 'Интегратор Плюс').waitFor()
  const owner = await stage.open('partner', 'owner')
  await owner.app.getByRole('link', { name: 'Подключения' }).click()
  const { domain } = world.sandbox.portals.client
  await button(owner, `Завершить подключение портала ${domain}`).click()

  const question = await owner.app.getByRole('dialog').innerText()
  const day = /Поддержка продолжится до (.+? \d{4}) г\./.exec(question)?.[1] ?? 'no day'
  await owner.app.getByRole('dialog').getByRole('button', { name: 'Завершить подключение' }).click()

  await owner.app.getByRole('status').getByText(`подключение завершится ${day}`).waitFor()
  await admin.app.getByText('Партнёр завершает подключение').waitFor()
  const shown = await admin.app.getByText('Партнёр завершает подключение').innerText()
  expect(shown).toContain(day.replace(/ \d{4}$/, ''))
  await button(admin, 'Вернуться к стандартной поддержке').first().click()
  await helperIs(admin, 'Поддержка24').waitFor()
}, 90_000)
