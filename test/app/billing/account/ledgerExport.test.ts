import { beforeEach, describe, expect, it, vi } from 'vitest'
import LedgerExport from '#app/billing/account/LedgerExport.vue'
import { ids } from '../../factories.ts'
import { byRole, click, mountInApp, server, settle, textOf, type } from '../../harness.ts'

async function open(): Promise<void> {
  mountInApp(LedgerExport, { props: { of: { side: 'client', deskId: ids.desk } } })
  await settle()
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-22T09:00:00.000Z'), toFake: ['Date'] })
})

describe('Q9 the ledger as a file', () => {
  it('comes as a workbook in the language of the page', async () => {
    server.on('exportLedgerSheet', () => ({ fileName: 'ledger-member1.xlsx', base64: btoa('PK') }))
    await open()

    await click(byRole('button', 'Скачать XLSX'))

    expect(server.asked('exportLedgerSheet')).toEqual([
      { account: { side: 'client', deskId: ids.desk }, language: 'ru' },
    ])
    expect(byRole('link', /ledger-member1/).getAttribute('download')).toBe('ledger-member1.xlsx')
  })

  it('as an act covers this month, or the days that somebody chooses, the first before the last', async () => {
    server.on('exportLedgerAct', () => ({ fileName: 'act.pdf', base64: btoa('%PDF') }))
    await open()

    await click(byRole('button', 'Скачать акт PDF'))
    const [from, to] = document.querySelectorAll<HTMLElement>('input[type=date]')
    if (from === undefined || to === undefined) throw new Error('two days are asked for')
    await type(from, '2026-10-05')
    await type(to, '2026-10-04')
    await click(byRole('button', 'Скачать акт PDF'))
    expect(textOf(byRole('alert'))).toBe('Укажите оба дня, первый не позже последнего.')
    await type(to, '2026-10-31')
    await click(byRole('button', 'Скачать акт PDF'))

    expect(server.asked('exportLedgerAct').map((asked) => [asked.from, asked.to])).toEqual([
      ['2026-11-01', '2026-11-22'],
      ['2026-10-05', '2026-10-31'],
    ])
    expect(byRole('link', /act\.pdf/).getAttribute('download')).toBe('act.pdf')
  })

  it('too long for a file says which ones have no limit', async () => {
    server.refuse('exportLedgerAct', 'export_too_long')
    await open()

    await click(byRole('button', 'Скачать акт PDF'))

    expect(textOf(byRole('alert'))).toContain('Выберите период короче или скачайте JSON либо CSV')
  })
})
