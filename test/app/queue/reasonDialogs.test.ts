import { beforeEach, describe, expect, test, vi } from 'vitest'
import { useDeskStore } from '#app/staff/deskStore.ts'
import type { TicketSummary, TicketAction } from '#contract/tickets/types.ts'
import { aDeferral, aDesk, aTicket, aTicketView, someone, someReasons } from '../deskFactories.ts'
import { allByRole, byLabel, byRole, click, mountPage, server, settle, signIn, textOf, type } from '../harness.ts'
import { choice, isThere } from '../page.ts'
import { TicketWork } from './ticketWork.ts'

async function open(can: TicketAction[] = ['defer', 'decline'], changes: Partial<TicketSummary> = {}): Promise<void> {
  const view = aTicketView({ can, summary: aTicket(changes) })
  mountPage(TicketWork, { props: { view, refresh: () => Promise.resolve() } })
  await settle()
}

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date('2026-11-20T09:00:00Z'), toFake: ['Date'] })
  server.on('readDesk', () => aDesk()).on('readReasons', () => someReasons())
  await signIn(someone('agent'))
  await useDeskStore().read()
})

describe('T6 the words of a reason', () => {
  const text = () => byLabel('Сообщение клиенту')
  const written = () => Reflect.get(text(), 'value')

  test('are those of the regulation in the client’s language, and the page says so', async () => {
    server.on('readReasons', () => someReasons({ clientLanguage: 'uk' }))
    await open()
    await click(byRole('button', 'Отложить'))

    await click(choice(/Не хватает сведений/))

    expect(written()).toBe('Щоб знайти рішення, бракує подробиць: що ви робили, де і що побачили.')
    expect(textOf(byRole('dialog'))).toContain('на языке клиента, украинском')
    expect(textOf(byRole('region', 'Клиент увидит'))).toMatch(/Бракує відомостей, .*Щоб знайти рішення/)
  })

  test('change with the reason, until somebody has written their own', async () => {
    await open()
    await click(byRole('button', 'Отложить'))
    await click(choice(/Не хватает сведений/))
    await click(choice(/Копия без лицензии/))
    expect(written()).toContain('Мы помогаем только с лицензионными копиями')

    await type(text(), 'Пришлите ключ')
    await click(choice(/Не воспроизводится/))

    expect(written()).toBe('Пришлите ключ')
  })

  test('come with what lifts each, and the date of one that is expected says so', async () => {
    await open()
    await click(byRole('button', 'Отложить'))
    const lifts = allByRole('radio').map((radio) => textOf(radio.closest('label')))

    await click(choice(/Передано разработчикам/))

    expect(lifts).toHaveLength(6)
    expect(lifts[0]).toContain('Вернёт в работу доступ от клиента')
    expect(lifts[1]).toContain('Вернёт в работу сообщение клиента')
    expect(lifts[2]).toContain('клиент видит каждый её перенос')
    expect(textOf(byLabel(/^Ожидаемая дата/).closest('form'))).toContain('об этом узнает руководитель')
  })

  test('decline a ticket with all eight, without a word of what would lift them', async () => {
    await open()

    await click(byRole('button', 'Отклонить'))

    expect(allByRole('radio')).toHaveLength(8)
    expect(textOf(byRole('dialog'))).not.toContain('Вернёт в работу')
  })

  test('that were not read offer another try', async () => {
    server.cut('readReasons')
    await open()
    await click(byRole('button', 'Отложить'))
    expect(allByRole('radio')).toEqual([])
    server.on('readReasons', () => someReasons())

    await click(byRole('button', 'Повторить'))

    expect(allByRole('radio')).toHaveLength(6)
  })

  test('the only reason that there is stands chosen', async () => {
    const { reasons } = someReasons()
    server.on('readReasons', () => someReasons({ reasons: reasons.slice(0, 1) }))
    await open()

    await click(byRole('button', 'Отложить'))

    expect(choice(/Не воспроизводится/).matches(':checked')).toBe(true)
    expect(written()).toContain('нужен временный доступ')
  })
})

describe('T6 a ticket that is put off already', () => {
  const openDeferred = () =>
    open(['moveDate', 'defer'], { status: 'deferred', deferral: aDeferral({ isExpected: true }) })

  test('gets another date, and keeps its reason', async () => {
    server.on('moveDeferralDate', () => aTicketView())
    await openDeferred()
    await click(byRole('button', 'Перенести дату'))
    const date = document.querySelector<HTMLInputElement>('input[type=date]')
    expect(date?.value).toBe('2026-11-26')
    await click(byRole('button', 'Перенести'))
    expect(textOf(byRole('dialog'))).toContain('Эта дата уже стоит')
    await type(date ?? document.body, '2026-12-03')

    await click(byRole('button', 'Перенести'))

    expect(server.asked('moveDeferralDate')).toEqual([
      { ticketId: aTicket().ticketId, until: new Date('2026-12-03T09:00:00').toISOString() },
    ])
  })

  test('may be put off for another reason', async () => {
    await openDeferred()

    expect(isThere('button', 'Другая причина')).toBe(true)
    expect(isThere('button', 'Отложить')).toBe(false)
  })
})
