import { expect, test } from 'vitest'
import CodesPage from '#app/codes/CodesPage.vue'
import type { CodeMoment, CodeView } from '#contract/connections/codes.types.ts'
import { aCode, aDesk, someone, uuid } from '../deskFactories.ts'
import { RefusedByServer } from '../fakeServer.ts'
import { byLabel, byRole, click, textOf, type } from '../harness.ts'
import { isThere, openPage, pass, rowOf, wholePage } from '../page.ts'
import type { Answers } from '../page.ts'

const page = (codes: CodeView[], nextCursor: string | null = null) => ({ codes, nextCursor })

async function open(answers: Answers) {
  const opened = await openPage(CodesPage, {
    me: someone('owner'),
    answers: { readDesk: () => aDesk(), listCodes: () => page([]), ...answers },
  })
  return { ...opened, asked: () => opened.asked().filter(({ name }) => name !== 'readDesk') }
}

test('an owner without codes reads what a code is for', async () => {
  await open({})

  expect(wholePage()).toContain('Кодов пока нет')
  expect(wholePage()).toContain('Код подключает портал клиента к вашей поддержке')
})

test('C2 the list tells of a code by its last group', async () => {
  await open({
    listCodes: () =>
      page([
        aCode({ maxUses: 5, portal: null, used: 1, note: 'Договор 17', plans: ['prepaid', 'online'] }),
        aCode({ codeId: uuid(101), state: 'revoked', revokedAt: '2026-11-21T10:20:00.000Z', lastGroup: 'X9QD' }),
      ]),
  })

  const open5 = textOf(rowOf('Выпущенные коды', '7K2M'))
  expect(open5).toContain('Действует')
  expect(open5).toContain('Открытый: для любого портала')
  expect(open5).toContain('Использован 1 из 5')
  expect(open5).toContain('Действует до 20 декабря 2026')
  expect(open5).toContain('Договор 17')
  expect(open5).toContain('Тарифы: Пакет обращений, Онлайн')
  const revoked = rowOf('Выпущенные коды', 'X9QD')
  expect(textOf(revoked)).toContain('Отозван вчера')
  expect(textOf(revoked)).not.toContain('Тарифы')
  expect(revoked.querySelector('button')).toBeNull()
})

test.each([
  [null, 'Уведомление отправляется'],
  [2, 'Уведомление получили 2 администратора'],
  [0, 'Уведомление не дошло'],
])('C2 what became of a notification: %s told', async (people, words) => {
  await open({ listCodes: () => page([aCode({ sent: { at: '2026-11-22T08:00:00.000Z', by: 'Анна', people } })]) })

  expect(textOf(rowOf('Выпущенные коды', '7K2M'))).toContain(words)
})

const life: CodeMoment[] = [
  { type: 'issued', at: '2026-11-20T09:00:00.000Z', by: 'Анна Ковальчук' },
  { type: 'sent', at: '2026-11-20T09:01:00.000Z', by: 'Анна Ковальчук' },
  { type: 'delivered', at: '2026-11-20T09:01:05.000Z', people: 2 },
  { type: 'used', at: '2026-11-21T10:20:00.000Z', by: 'Иван Петров', clientName: null, portalName: 'ООО Ромашка' },
  { type: 'usedUp', at: '2026-11-21T10:20:00.000Z' },
]

async function unfold(row: HTMLElement): Promise<void> {
  const details = row.querySelector('details')
  if (details === null) throw new Error('nothing to unfold')
  details.open = true
  details.dispatchEvent(new Event('toggle'))
  await pass(0)
}

test('D1 the life of a code is read when somebody unfolds it, and again when the code changed', async () => {
  const moments = life.slice(0, 3)
  const { asked, receive } = await open({
    listCodes: () => page([aCode()]),
    readCodeLife: () => ({ moments: [...moments] }),
  })
  expect(asked().map(({ name }) => name)).toEqual(['listCodes'])

  await unfold(rowOf('Выпущенные коды', '7K2M'))
  expect(textOf(byRole('list', 'Что было с кодом 7K2M'))).toContain('Выпущен: Анна Ковальчук')
  expect(textOf(byRole('list', 'Что было с кодом 7K2M'))).toContain('Уведомление получили 2 администратора')

  moments.push(...life.slice(3))
  await receive({ type: 'changed', what: 'codes' })
  const told = textOf(byRole('list', 'Что было с кодом 7K2M'))
  expect(told).toContain('Подключился портал ООО Ромашка, администратор Иван Петров')
  expect(told).toContain('Использован полностью')
})

test('a life that cannot be read says why and is asked for again', async () => {
  let isReachable = false
  await open({
    listCodes: () => page([aCode()]),
    readCodeLife: () => {
      if (!isReachable) throw new RefusedByServer('not_found')
      return { moments: life }
    },
  })
  await unfold(rowOf('Выпущенные коды', '7K2M'))
  expect(textOf(byRole('alert'))).toContain('Здесь ничего нет')

  isReachable = true
  await click(byRole('button', 'Повторить'))

  expect(textOf(byRole('list', 'Что было с кодом 7K2M'))).toContain('Использован полностью')
})

test('D1 what is searched for is asked of the server once the typing pauses, and can be taken back', async () => {
  const { asked } = await open({ listCodes: ({ search }) => page(search === undefined ? [aCode()] : []) })

  await type(byLabel('Найти код'), 'рома')
  await type(byLabel('Найти код'), 'ромашка')
  await pass(250)

  expect(asked().map(({ input }) => input)).toEqual([{ state: 'all' }, { state: 'all', search: 'ромашка' }])
  expect(wholePage()).toContain('Таких кодов нет')
  await click(byRole('button', 'Показать все'))
  expect(textOf(rowOf('Выпущенные коды', '7K2M'))).toContain('Действует')
  expect(byLabel('Найти код')).toHaveProperty('value', '')
})

test('D1 more codes come page by page, and stay when something changes', async () => {
  const groups = ['AAAA', 'BBBB', 'CCCC']
  const { asked, receive } = await open({
    listCodes: ({ cursor = '0' }) =>
      page(
        [aCode({ codeId: uuid(Number(cursor)), lastGroup: groups[Number(cursor)] ?? '' })],
        Number(cursor) < 2 ? `${Number(cursor) + 1}` : null,
      ),
  })
  await click(byRole('button', 'Показать ещё'))
  expect(wholePage()).toContain('BBBB')
  expect(wholePage()).not.toContain('CCCC')

  await receive({ type: 'changed', what: 'codes' })

  expect(wholePage()).toContain('BBBB')
  expect(asked().map(({ input }) => input)).toEqual([
    { state: 'all' },
    { state: 'all', cursor: '1' },
    { state: 'all' },
    { state: 'all', cursor: '1' },
  ])
  await click(byRole('button', 'Показать ещё'))
  expect(isThere('button', 'Показать ещё')).toBe(false)
})

test('C5 revoking asks first, says who stays, and then shows the code as revoked', async () => {
  const used = { used: 1, maxUses: 2 }
  const { asked } = await open({
    listCodes: () => page([aCode(used)]),
    revokeCode: () => aCode({ ...used, state: 'revoked', revokedAt: '2026-11-22T09:00:00.000Z' }),
  })

  await click(byRole('button', 'Отозвать код 7K2M'))
  expect(textOf(byRole('dialog'))).toContain('Подключённый по нему портал останется с вами')
  expect(asked().map(({ name }) => name)).not.toContain('revokeCode')
  await click(byRole('button', 'Отозвать код'))

  expect(asked().at(-1)).toEqual({ name: 'revokeCode', input: { codeId: uuid(100) } })
  expect(textOf(rowOf('Выпущенные коды', '7K2M'))).toContain('Отозван')
  expect(textOf(byRole('status'))).toBe('Код …7K2M отозван.')
})

test('whoever keeps the code after all asks nothing of the server', async () => {
  const { asked } = await open({ listCodes: () => page([aCode()]) })

  await click(byRole('button', 'Отозвать код 7K2M'))
  await click(byRole('button', 'Оставить'))

  expect(asked().map(({ name }) => name)).toEqual(['listCodes'])
  expect(isThere('dialog')).toBe(false)
})

test('E4 a code that a client has just used shows it without a reload', async () => {
  let used = 0
  const { receive } = await open({ listCodes: () => page([aCode({ used })]) })
  expect(textOf(rowOf('Выпущенные коды', '7K2M'))).toContain('Использован 0 из 1')

  used = 1
  await receive({ type: 'changed', what: 'codes' })

  expect(textOf(rowOf('Выпущенные коды', '7K2M'))).toContain('Использован 1 из 1')
})

test('a list that cannot be read says why and is asked for again', async () => {
  let isAllowed = false
  await open({
    listCodes: () => {
      if (!isAllowed) throw new RefusedByServer('owner_only')
      return page([aCode()])
    },
  })
  expect(textOf(byRole('alert'))).toContain('Это может сделать только управляющий поддержкой')

  isAllowed = true
  await click(byRole('button', 'Повторить'))

  expect(isThere('alert')).toBe(false)
  expect(textOf(rowOf('Выпущенные коды', '7K2M'))).toContain('Действует')
})
