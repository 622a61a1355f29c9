import { expect, test, vi } from 'vitest'
import type { AuditEntry } from '#contract/audit/types.ts'
import AuditPage from '#app/audit/AuditPage.vue'
import { RefusedByServer } from '../fakeServer.ts'
import { allByRole, byLabel, byRole, click, press, textOf, type } from '../harness.ts'
import { someone } from '../deskFactories.ts'
import { choice, isThere, openPage, pass, rowOf, wholePage } from '../page.ts'
import type { Answers } from '../page.ts'

const list = 'Действия, новые сверху'

function anEntry(number: number, changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    entryId: String(number),
    at: new Date(Date.parse('2026-11-22T08:00:00Z') + number * 60_000).toISOString(),
    type: 'code.issued',
    kind: 'codes',
    by: { side: 'desk', name: 'Анна Ковальчук', portalName: null, clientName: null },
    address: '10.0.0.7',
    portalName: null,
    clientName: null,
    facts: [{ name: 'lastGroup', value: `C${number}` }],
    ...changes,
  }
}

/** A journal that goes on while it is read. */
function journal(...told: AuditEntry[]) {
  const entries = [...told]
  const listAudit: NonNullable<Answers['listAudit']> = ({ cursor, limit }) => {
    const rest = entries.filter(({ entryId }) => cursor === undefined || Number(entryId) < Number(cursor))
    const shown = rest.slice(0, limit)
    return { entries: shown, nextCursor: rest.length > limit ? (shown.at(-1)?.entryId ?? null) : null }
  }
  return {
    answers: { listAudit },
    tell(...more: AuditEntry[]): void {
      entries.push(...more)
      entries.sort((left, right) => Number(right.entryId) - Number(left.entryId))
    },
  }
}

const choices = {
  people: [
    { memberId: 'vector', userId: 1, name: 'Анна Ковальчук', portalName: null, clientName: null },
    {
      memberId: 'romashka',
      userId: 1,
      name: 'Марина Калинина',
      portalName: 'romashka.bitrix24.ru',
      clientName: 'Ромашка',
    },
  ],
  portals: [{ memberId: 'romashka', portalName: 'romashka.bitrix24.ru', clientName: 'Ромашка' }],
  plans: [{ code: 'first', title: { ru: 'Первая помощь', uk: 'Перша допомога', en: 'First aid' } }],
}

function open(answers: Answers) {
  return openPage(AuditPage, { me: someone('owner'), answers: { readAuditChoices: () => choices, ...answers } })
}

const shownGroups = () => allByRole('listitem').map((row) => /C\d+/.exec(textOf(row))?.[0])
const something = { type: 'changed', what: 'audit' } as const

async function choose(name: string, option: string): Promise<void> {
  const select = byRole('combobox', name)
  select.focus()
  await press(select, 'Enter')
  await press(byRole('option', option), 'Enter')
}

test('D5 who, when, from where and what, in one row, the rest folded', async () => {
  await open(
    journal(
      anEntry(1, {
        type: 'connection.made',
        kind: 'connections',
        by: { side: 'client', name: 'Марина Калинина', portalName: 'romashka.bitrix24.ru', clientName: 'Ромашка' },
        portalName: 'romashka.bitrix24.ru',
        clientName: 'Ромашка',
        facts: [
          { name: 'lastGroup', value: '7K2M' },
          { name: 'clientStatus', value: '2' },
        ],
      }),
    ).answers,
  )

  const row = rowOf(list, 'Марина Калинина')
  expect(textOf(row)).toContain('Портал Ромашка (romashka.bitrix24.ru) подключён по коду …-7K2M')
  expect(textOf(row)).toContain('портал Ромашка (romashka.bitrix24.ru)')
  expect(textOf(row)).toContain('с адреса 10.0.0.7')
  expect(row.querySelector('time')?.getAttribute('datetime')).toBe('2026-11-22T08:01:00.000Z')
  expect(row.querySelector('details')?.open).toBe(false)
  expect(textOf(row)).toContain('Статус клиента2')
})

test('what happens by itself is said to be the system’s, without an address', async () => {
  const by = { side: 'system', name: '', portalName: null, clientName: null } as const
  await open(journal(anEntry(1, { by, address: null })).answers)

  expect(textOf(rowOf(list, 'C1'))).toContain('Система')
  expect(textOf(rowOf(list, 'C1'))).not.toContain('адрес')
})

test('what is told while one reads waits behind a button and moves nothing', async () => {
  const told = journal(anEntry(2), anEntry(1))
  const { receive } = await open(told.answers)

  told.tell(anEntry(4), anEntry(3))
  await receive(something)
  expect(shownGroups()).toEqual(['C2', 'C1'])
  await click(byRole('button', 'Показать 2 новые записи'))

  expect(shownGroups()).toEqual(['C4', 'C3', 'C2', 'C1'])
  expect(isThere('button', /новы/)).toBe(false)
})

test('an entry that was committed late takes its place between those that are shown', async () => {
  const told = journal(anEntry(5), anEntry(3))
  const { receive } = await open(told.answers)

  told.tell(anEntry(4))
  await receive(something)
  await click(byRole('button', 'Показать 1 новую запись'))

  expect(shownGroups()).toEqual(['C5', 'C4', 'C3'])
})

test('the first entry of an empty log is shown at once', async () => {
  const told = journal()
  const { receive } = await open(told.answers)
  expect(wholePage()).toContain('Записей пока нет')

  told.tell(anEntry(1))
  await receive(something)

  expect(shownGroups()).toEqual(['C1'])
})

test('earlier entries follow page by page, none twice, also when more was told meanwhile', async () => {
  const told = journal(...Array.from({ length: 230 }, (_, index) => anEntry(230 - index)))
  await open(told.answers)

  told.tell(anEntry(231))
  await click(byRole('button', 'Показать более ранние'))
  await click(byRole('button', 'Показать более ранние'))

  expect(shownGroups()).toEqual(Array.from({ length: 230 }, (_, index) => `C${230 - index}`))
  expect(isThere('button', 'Показать более ранние')).toBe(false)
})

test('after more than a page of news the list begins anew instead of hiding a hole', async () => {
  const told = journal(anEntry(1))
  const { receive } = await open(told.answers)

  told.tell(...Array.from({ length: 150 }, (_, index) => anEntry(151 - index)))
  await receive(something)
  await click(byRole('button', 'Показать 100 новых записей'))
  expect(shownGroups()).toHaveLength(100)
  await click(byRole('button', 'Показать более ранние'))

  expect(shownGroups()).toHaveLength(151)
})

test('each filter is asked for, several together, and all are reset at once', async () => {
  const { asked } = await open(journal(anEntry(1)).answers)
  const last = (): unknown => asked().findLast(({ name }) => name === 'listAudit')?.input

  await choose('О чём', 'Подключения')
  await choose('Кто', 'Марина Калинина, Ромашка (romashka.bitrix24.ru)')
  await choose('Портал', 'Ромашка (romashka.bitrix24.ru)')
  await type(byLabel('Поиск по журналу'), '7K2M')
  await type(choice('С даты'), '2026-11-01')
  await type(choice('По дату'), '2026-11-20')
  await pass(300)

  expect(last()).toEqual({
    kinds: ['connections'],
    person: { memberId: 'romashka', userId: 1 },
    portal: 'romashka',
    search: '7K2M',
    from: new Date(2026, 10, 1).toISOString(),
    until: new Date(2026, 10, 21).toISOString(),
    limit: 100,
  })
  await click(byRole('button', 'Сбросить'))
  expect(last()).toEqual({ limit: 100 })
})

test('nothing found says what to do, and leads back to the whole log', async () => {
  const { asked } = await open({
    listAudit: ({ kinds }) => ({ entries: kinds === undefined ? [anEntry(1)] : [], nextCursor: null }),
  })
  await choose('О чём', 'Деньги')
  expect(wholePage()).toContain('Ничего не найдено')

  await click(allByRole('button', 'Сбросить').at(-1) ?? byRole('button', 'Сбросить'))

  expect(shownGroups()).toEqual(['C1'])
  expect(textOf(byRole('combobox', 'О чём'))).toBe('Все действия')
  expect(asked().filter(({ name }) => name === 'listAudit')).toHaveLength(3)
})

test('days in the wrong order are told', async () => {
  await open(journal().answers)

  await type(choice('С даты'), '2026-11-20')
  await type(choice('По дату'), '2026-11-01')

  expect(wholePage()).toContain('Первая дата позже второй')
})

test('a failure says why and can be tried again; what was shown stays', async () => {
  let isAway = true
  const told = journal(anEntry(1))
  await open({
    listAudit: (input) => {
      if (isAway) throw new RefusedByServer('too_many_requests')
      return told.answers.listAudit(input)
    },
  })
  expect(isThere('alert')).toBe(true)

  isAway = false
  await click(byRole('button', 'Повторить'))

  expect(shownGroups()).toEqual(['C1'])
  expect(isThere('alert')).toBe(false)
})

test('an export is put together from its parts and offered as a file; two clicks are one', async () => {
  const made: Blob[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    if (blob instanceof Blob) made.push(blob)
    return 'blob:file'
  })
  const { asked } = await open({
    ...journal(anEntry(1)).answers,
    exportAudit: () => ({ text: '\uFEFF"Когда"\r\n', rows: 1, next: 'rest' }),
    continueAuditExport: () => ({ text: '"1"\r\n', rows: 1, next: null }),
  })
  const button = byRole('button', 'Выгрузить CSV')
  button.click()
  await click(button)

  await pass(0)
  const link = byRole('link', /opora-audit-2026-11-22\.csv/)
  expect(asked().filter(({ name }) => /xport/.test(name))).toEqual([
    { name: 'exportAudit', input: { filter: {}, language: 'ru' } },
    { name: 'continueAuditExport', input: { next: 'rest' } },
  ])
  expect(link.getAttribute('download')).toBe('opora-audit-2026-11-22.csv')
  expect(wholePage()).toContain('Файл готов, записей: 2')
  expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(await made[0]?.arrayBuffer())).toBe(
    '\uFEFF"Когда"\r\n"1"\r\n',
  )
})

test('an export that fails in the middle is no file', async () => {
  await open({
    ...journal(anEntry(1)).answers,
    exportAudit: () => ({ text: '', rows: 1, next: 'rest' }),
    continueAuditExport: () => {
      throw new RefusedByServer('not_found')
    },
  })

  await click(byRole('button', 'Выгрузить CSV'))

  expect(textOf(byRole('alert'))).toContain('Файл не выгружен')
  expect(isThere('link', /opora-audit/)).toBe(false)
})

test('D9 the same is offered as a workbook, and plans are called by their titles', async () => {
  const order = {
    ...anEntry(1),
    type: 'order.paid',
    facts: [
      { name: 'plan' as const, value: 'first' },
      { name: 'quanta' as const, value: '30' },
    ],
  }
  const { asked } = await open({
    ...journal(order).answers,
    exportAuditSheet: () => ({ fileName: 'opora-audit-2026-11-22.xlsx', base64: 'UEs=', rows: 1 }),
  })
  expect(wholePage()).toContain('оплачен: Первая помощь, 30 квантов')

  await click(byRole('button', 'Выгрузить XLSX'))
  await pass(0)

  expect(byRole('link', /opora-audit-2026-11-22\.xlsx/)).toBeDefined()
  expect(asked().filter(({ name }) => name === 'exportAuditSheet')).toEqual([
    { name: 'exportAuditSheet', input: { filter: {}, language: 'ru' } },
  ])
  expect(wholePage()).toContain('Файл готов, записей: 1')
})
