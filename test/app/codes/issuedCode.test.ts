import { expect, test, vi } from 'vitest'
import CodesPage from '#app/codes/CodesPage.vue'
import { mailLink } from '#app/codes/codeLetter.ts'
import { qrPath } from '#app/codes/qrPath.ts'
import type { IssuedCode } from '#contract/connections/codes.types.ts'
import { aCode, aDesk, someone, uuid } from '../deskFactories.ts'
import { RefusedByServer } from '../fakeServer.ts'
import { byLabel, byRole, click, textOf, type } from '../harness.ts'
import { choice, isThere, openPage, rowOf, wholePage } from '../page.ts'
import type { Answers } from '../page.ts'

const full = 'H7QK-2M9X-4TVB-7K2M'
const issued = (changes: Partial<IssuedCode> = {}): IssuedCode => ({
  code: full,
  view: aCode(),
  canNotify: false,
  ...changes,
})

async function open(answers: Answers = {}) {
  const page = await openPage(CodesPage, {
    me: someone('owner'),
    answers: {
      readDesk: () => aDesk(),
      listCodes: () => ({ codes: [], nextCursor: null }),
      issueCode: () => issued(),
      ...answers,
    },
  })
  await click(byRole('button', 'Выпустить код'))
  return { ...page, asked: () => page.asked().filter(({ name }) => name !== 'readDesk') }
}

async function issue(answers: Answers = {}) {
  const page = await open(answers)
  await type(byLabel('Адрес портала'), 'romashka.bitrix24.ru')
  await click(byRole('button', 'Выпустить'))
  return page
}

test('C1 a code for one portal is issued with what the form says', async () => {
  const { asked } = await open()

  await type(byLabel('Адрес портала'), 'romashka.bitrix24.ru')
  await click(byRole('button', '90 дней'))
  await click(choice(/Лицензия у вас на год/))
  await type(byLabel('Заметка для себя'), 'Договор 17')
  await click(byRole('button', 'Выпустить'))

  expect(asked().at(-1)).toEqual({
    name: 'issueCode',
    input: { portal: 'romashka.bitrix24.ru', maxUses: 1, expiresInDays: 90, clientStatus: 1, note: 'Договор 17' },
  })
})

test('C1 an open code names no portal', async () => {
  const { asked } = await open({ issueCode: () => issued({ view: aCode({ portal: null }) }) })

  await click(choice(/Открытый/))
  await click(byRole('button', 'Выпустить'))

  expect(asked().at(-1)?.input).toEqual({ maxUses: 1, expiresInDays: 30, clientStatus: 3, note: '' })
})

test('C1 a code for some of the plans names them; none at all is not asked of the server', async () => {
  const { asked } = await open()
  await type(byLabel('Адрес портала'), 'romashka.bitrix24.ru')

  for (const plan of ['Абонемент', 'Пакет обращений', 'Онлайн']) await click(choice(plan))
  await click(byRole('button', 'Выпустить'))
  expect(wholePage()).toContain('Отметьте хотя бы один тариф')
  expect(asked().map(({ name }) => name)).toEqual(['listCodes'])

  await click(choice('Онлайн'))
  await click(byRole('button', 'Выпустить'))
  expect(asked().at(-1)?.input).toMatchObject({ plans: ['online'] })
})

test('C1 D7 a form that is refused leads to what is wrong, above the button as it may be', async () => {
  await open()

  await click(byRole('button', 'Выпустить'))
  expect(document.activeElement).toBe(byLabel('Адрес портала'))

  await type(byLabel('Адрес портала'), 'romashka.bitrix24.ru')
  for (const plan of ['Абонемент', 'Пакет обращений', 'Онлайн']) await click(choice(plan))
  await click(byRole('button', 'Выпустить'))
  expect(document.activeElement).toBe(choice('Абонемент'))
})

test('C1 a desk without plans and client statuses is not asked for them', async () => {
  const { asked } = await open({ readDesk: () => aDesk({ plans: [], clientStatuses: [] }) })
  expect(wholePage()).not.toContain('Статус клиента')
  expect(wholePage()).not.toContain('Какие тарифы доступны')

  await type(byLabel('Адрес портала'), 'romashka.bitrix24.ru')
  await click(byRole('button', 'Выпустить'))

  expect(asked().at(-1)?.input).toMatchObject({ clientStatus: 1 })
})

test.each([
  ['', 'Укажите адрес портала'],
  ['ООО Ромашка', 'Это не похоже на адрес портала'],
])('C1 "%s" is no portal, and is not asked of the server', async (typed, words) => {
  const { asked } = await open()

  await type(byLabel('Адрес портала'), typed)
  await click(byRole('button', 'Выпустить'))

  expect(wholePage()).toContain(words)
  expect(asked().map(({ name }) => name)).toEqual(['listCodes'])
})

test('C2 a code is shown in full once, with a warning and a letter, and is gone with its window', async () => {
  await issue()

  expect(wholePage()).toContain(full)
  expect(wholePage()).toContain('показать код ещё раз не сможет никто')
  expect(byLabel('Тема')).toHaveProperty('value', 'Код поддержки: Поддержка Вектор')
  const letter = byLabel('Текст письма')
  expect(letter).toHaveProperty('value', expect.stringContaining(full))
  expect(letter).toHaveProperty('value', expect.stringContaining('только в портале romashka.bitrix24.ru'))

  await click(byRole('button', 'Код у меня, закрыть'))
  expect(document.documentElement.innerHTML).not.toContain(full)
  expect(textOf(rowOf('Выпущенные коды', '7K2M'))).toContain('Действует')
})

test('C2 code, subject and text are copied by the old command that a portal allows', async () => {
  const copied: string[] = []
  document.execCommand = vi.fn<typeof document.execCommand>(() => {
    copied.push(document.querySelector<HTMLTextAreaElement>('textarea[aria-hidden]')?.value ?? '')
    return true
  })
  await issue()

  await click(byRole('button', 'Скопировать код'))
  await click(byRole('button', 'Скопировать тему'))
  await type(byLabel('Текст письма'), 'Свой текст')
  await click(byRole('button', 'Скопировать текст'))

  expect(copied).toEqual([full, 'Код поддержки: Поддержка Вектор', 'Свой текст'])
})

test('C2 printing prints a sheet with desk, code, QR code, last day and the three steps', async () => {
  const print = vi.fn<() => void>()
  vi.stubGlobal('print', print)
  await issue()

  await click(byRole('button', 'Распечатать'))

  expect(print).toHaveBeenCalledTimes(1)
  const sheet = document.querySelector('body > .opora-sheet')
  expect(textOf(sheet)).toContain('Вас будет поддерживать Поддержка Вектор')
  expect(textOf(sheet)).toContain(full)
  expect(textOf(sheet)).toContain('Действует до 20 декабря 2026')
  expect(textOf(sheet)).toContain('Только для портала romashka.bitrix24.ru')
  expect(sheet?.querySelectorAll('ol li')).toHaveLength(3)
  expect(sheet?.querySelector('svg path')?.getAttribute('d')).toBe(qrPath(full).path)
  expect(sheet?.querySelectorAll('[style]')).toHaveLength(0)
})

test('C2 a portal that has the app can be sent the code, once for however many clicks', async () => {
  const { asked } = await issue({
    issueCode: () => issued({ canNotify: true }),
    sendCode: () => aCode({ sent: { at: '2026-11-22T09:00:00.000Z', by: 'Анна Ковальчук', people: null } }),
  })
  const button = byRole('button', 'Отправить уведомление')

  button.click()
  button.click()
  await click(button)

  expect(asked().filter(({ name }) => name === 'sendCode')).toEqual([
    { name: 'sendCode', input: { codeId: uuid(100), code: full } },
  ])
  expect(isThere('button', 'Отправить уведомление')).toBe(false)
  expect(wholePage()).toContain('Отправляем')
  expect(textOf(rowOf('Выпущенные коды', '7K2M'))).toContain('Уведомление отправляется')
})

test('C2 a refused notification says why and can be tried again', async () => {
  await issue({
    issueCode: () => issued({ canNotify: true }),
    sendCode: () => {
      throw new RefusedByServer('cannot_notify')
    },
  })

  await click(byRole('button', 'Отправить уведомление'))

  expect(textOf(byRole('alert'))).toContain('Этому порталу уведомление не отправить')
  expect(isThere('button', 'Отправить уведомление')).toBe(true)
})

test('C2 control: a portal without the app is not offered a notification', async () => {
  await issue()

  expect(isThere('button', 'Отправить уведомление')).toBe(false)
})

test('C2 a letter too long for a mail program gives way to the short one', () => {
  const letter = { subject: 'Код', short: 'Кратко: H7QK', body: 'Две\nстроки' }

  expect(mailLink(letter)).toEqual({
    href: `mailto:?subject=${encodeURIComponent('Код')}&body=${encodeURIComponent('Две\r\nстроки')}`,
    isShort: false,
  })
  const long = mailLink({ ...letter, body: 'я'.repeat(400) })
  expect(long.isShort).toBe(true)
  expect(decodeURIComponent(long.href)).toBe('mailto:?subject=Код&body=Кратко: H7QK')
})

test('C2 the QR code has its quiet border and the three squares that a reader looks for', () => {
  const { size, path } = qrPath(full)

  // A code just fits the smallest one: 21 squares, and four of border on each side.
  expect(size).toBe(29)
  for (const corner of ['M4 4h7v1h-7z', 'M18 4h7v1h-7z', 'M4 18h7v1h-7z']) expect(path).toContain(corner)
  expect(path).not.toMatch(/M[0-3] |M\d+ [0-3]h/)
})
