import { describe, expect, it } from 'vitest'
import AccountsPage from '#app/billing/accounts/AccountsPage.vue'
import type { DeskRole } from '#contract/session.ts'
import { aDesk, someone } from '../../deskFactories.ts'
import { choice, isThere, openPage, pass, wholePage } from '../../page.ts'
import type { Answers } from '../../page.ts'
import { RefusedByServer } from '../../fakeServer.ts'
import { byRole, click, server, settle } from '../../harness.ts'
import { aSummary } from '../factories.ts'

async function open(answers: Answers, role: DeskRole = 'owner') {
  server.on('readDesk', () => aDesk())
  const page = await openPage(AccountsPage, {
    me: someone(role),
    at: '/accounts/',
    props: { memberId: '' },
    answers: { listAccounts: () => ({ accounts: [aSummary()], nextCursor: null }), ...answers },
  })
  await pass(300)
  await settle()
  return page
}

describe('D2 the income by months', () => {
  const month = (name: string, paid: { currency: string; minor: number; payments: number }[] = []) => ({
    month: name,
    paid,
    soldQuanta: paid.length * 30,
    workedQuanta: paid.length * 7,
    // Of two clients, whose quanta are not alike.
    soldMinutes: paid.length * 300,
    workedMinutes: paid.length * 95,
  })
  const rub = { currency: 'RUB', minor: 1_500_000, payments: 2 }

  it('is a picture and a table, with earlier months when asked', async () => {
    const { asked } = await open(
      {
        readRevenue: ({ before }) => ({
          timeZone: 'Europe/Moscow',
          months: before === undefined ? [month('2026-11', [rub]), month('2026-10')] : [month('2026-09')],
          nextBefore: before === undefined ? '2026-10' : null,
        }),
      },
      'lead',
    )

    await click(choice('Поступления'))
    await settle()

    expect(document.querySelector('svg[role=img]')?.getAttribute('aria-label')).toMatch(
      /Больше всего: нояб\. 2026.*, 15\s000\s₽/,
    )
    expect(wholePage()).toMatch(/нояб\. 2026 г\.15\s000\s₽\s*2 оплаты\s*30 квантов, 5 часов7 квантов, 1 час 35 минут/)
    await click(byRole('button', 'Показать раньше'))
    expect(asked().at(-1)).toEqual({ name: 'readRevenue', input: { before: '2026-10' } })
    expect(wholePage()).toContain('сент. 2026')
    expect(isThere('button', 'Показать раньше')).toBe(false)
  })

  it('in two currencies is shown in the one that is chosen', async () => {
    const paid = [{ ...rub, currency: 'EUR', minor: 20_000 }, rub]
    await open({
      readRevenue: () => ({ timeZone: 'Europe/Moscow', months: [month('2026-11', paid)], nextBefore: null }),
    })
    await click(choice('Поступления'))
    await settle()

    await click(choice('RUB'))

    expect(document.querySelector('svg[role=img]')?.getAttribute('aria-label')).toContain('RUB')
  })

  it('before the first payment it says what comes; a failure says why', async () => {
    let isBroken = true
    await open({
      readRevenue: () => {
        if (isBroken) throw new RefusedByServer('too_many_requests')
        return { timeZone: 'Europe/Moscow', months: [month('2026-11')], nextBefore: null }
      },
    })
    await click(choice('Поступления'))
    await settle()
    expect(wholePage()).toContain('Слишком много запросов подряд')

    isBroken = false
    await click(byRole('button', 'Повторить'))

    expect(wholePage()).toContain('Оплат пока нет')
  })

  it('is not for agents', async () => {
    await open({}, 'agent')

    expect(wholePage()).not.toContain('Поступления')
  })
})
