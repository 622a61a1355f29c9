import { beforeEach, describe, expect, it, vi } from 'vitest'
import BalancePage from '#app/billing/account/BalancePage.vue'
import { ids, meOf } from '../../factories.ts'
import { allByRole, byRole, click, goOnline, mountInApp, server, settle, signIn, textOf } from '../../harness.ts'
import { addresses, aLevel, anAccount, aPackage } from '../factories.ts'
import { open, page, prepareBalance } from './balancePage.ts'

beforeEach(prepareBalance)

describe('D2 the balance', () => {
  it('says how much is left and until which day, with a picture and the same as a table', async () => {
    await open()

    expect(page()).toContain('Осталось20из 30 квантов3 часа 20 минут работы из 5 часов')
    expect(page()).toContain('За последние 30 дней списано: 10 квантов')
    expect(page()).toContain('последний квант уйдёт 21 января 2027')
    expect(document.querySelector('svg[role=img]')?.getAttribute('aria-label')).toContain('сейчас 20 квантов')
    expect(allByRole('row').length).toBeGreaterThan(2)
  })

  it('Q8 says what would be left unused when the package ends', async () => {
    await open(anAccount({ takenIn30Days: 0 }))
    expect(page()).toContain('Последний пакет закончится 30 января 2027')
  })

  it('a package tells its plan, its days and what is left of it, and when it ends soon', async () => {
    const soon = aPackage({
      packageId: ids.ticket,
      planTitle: null,
      planCode: 'old',
      endsAt: '2026-11-25T09:00:00.000Z',
    })
    await open(anAccount({ packages: [aPackage(), soon] }))

    const packages = textOf(byRole('list', 'Пакеты'))
    expect(packages).toContain(
      'Абонемент1 ноября 2026 г. – 30 января 2027 г.остаток: 20 из 30 квантов, 3 часа 20 минут из 5 часов',
    )
    expect(packages).toContain('Тариф «old»')
    expect(packages).toContain('Скоро закончится')
  })

  it('Q7 says since when service waits for payment, and the way on', async () => {
    const router = await open(
      anAccount({ left: 0, packages: [], interruptedSince: '2026-11-21T09:00:00.000Z', awaits: 'usedUp' }),
    )

    expect(page()).toContain('Работа приостановлена')
    await click(byRole('button', 'Выбрать тариф'))
    await settle()
    expect(router.currentRoute.value).toMatchObject({ name: 'plans', params: { deskId: ids.desk } })
  })

  it('Q12 under a plan that is billed afterwards it says what is owed, and of what', async () => {
    await open(anAccount({ packages: [], left: 46, total: 50, owed: 4, limitQuanta: 50 }))

    expect(page()).toContain('К оплате4предел 50')
    expect(document.querySelector('svg[role=img]')).toBeNull()
  })

  it('where nothing was bought yet it says what comes, with the orders there are', async () => {
    await open(anAccount({ entries: 0, left: 0, total: 0, packages: [] }))

    expect(page()).toContain('Здесь пока ничего не куплено')
    expect(page()).toContain('Оплатите до 1 декабря 2026')
  })

  it('a failure says why and is tried again; what is known stays when a later read fails', async () => {
    server.cut('readAccount')
    await signIn(meOf())
    mountInApp(BalancePage, { router: addresses(), props: { deskId: ids.desk } })
    await settle()
    expect(textOf(byRole('alert'))).toContain('Нет связи с сервером')

    server.on('readAccount', () => anAccount())
    await click(byRole('button', 'Повторить'))
    expect(page()).toContain('Осталось20')

    server.cut('readAccount')
    goOnline().push({ type: 'changed', what: 'billing' })
    await settle()
    expect(page()).toContain('показываем прежнее')
    expect(page()).toContain('Осталось20')
  })

  it('is read anew when it changed', async () => {
    await open()
    server.on('readAccount', () => anAccount({ left: 7 }))

    const socket = goOnline()
    socket.push({ type: 'changed', what: 'billing', key: { deskId: ids.otherTicket, memberId: 'client1' } })
    await settle()
    expect(page()).toContain('Осталось20')
    socket.push({ type: 'changed', what: 'billing', key: { deskId: ids.desk, memberId: 'client1' } })
    await settle()

    expect(page()).toContain('Осталось7')
  })
})

describe('D2 the picture of the balance', () => {
  const pathOf = (): string => document.querySelector('svg[role=img] path')?.getAttribute('d') ?? ''

  it('is drawn from what the server tells of the last 30 days, and read again when the account changed', async () => {
    const later = aLevel({ at: '2026-11-10T09:00:00.000Z', balance: 25 })
    server.on('readBurnDown', () => ({ levels: [aLevel(), later] }))
    await open()
    expect(allByRole('row').slice(1, 4).map(textOf)).toEqual([
      expect.stringMatching(/^1 ноября.*30 квантов, 5 часовбыло$/),
      expect.stringMatching(/^10 ноября.*25 квантов, 4 часа 10 минутбыло$/),
      expect.stringMatching(/20 квантов, 3 часа 20 минутбыло$/),
    ])
    expect(server.asked('readBurnDown')).toEqual([{ account: { side: 'client', deskId: ids.desk } }])
    const before = pathOf()

    server.on('readAccount', () => anAccount())
    server.on('readBurnDown', () => ({ levels: [aLevel(), { ...later, isStep: false }] }))
    goOnline().push({ type: 'changed', what: 'billing' })
    await settle()
    await vi.advanceTimersByTimeAsync(300)
    await settle()

    expect(pathOf()).not.toBe(before)
  })

  it('that cannot be read says why beside the rest of the page, and is tried again', async () => {
    server.cut('readBurnDown')
    await open()
    expect(page()).toContain('Осталось20')
    expect(document.querySelector('svg[role=img]')).toBeNull()
    expect(textOf(byRole('alert'))).toContain('Нет связи с сервером')

    server.on('readBurnDown', () => ({ levels: [aLevel()] }))
    await click(byRole('button', 'Повторить'))

    expect(pathOf()).toMatch(/^M0 0/)
    expect(allByRole('alert')).toEqual([])
  })

  it('Q12 is not asked for where nothing is bought beforehand', async () => {
    await open(anAccount({ packages: [], left: 46, total: 50, owed: 4, limitQuanta: 50 }))

    expect(server.asked('readBurnDown')).toEqual([])
  })
})
