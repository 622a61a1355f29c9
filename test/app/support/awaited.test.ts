import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Component } from 'vue'
import { makeClientRouter } from '#app/shell/client/router.ts'
import LevelTable from '#app/support/LevelTable.vue'
import NewTicketPage from '#app/support/NewTicketPage.vue'
import ReceiptLine from '#app/support/ReceiptLine.vue'
import SupportPage from '#app/support/SupportPage.vue'
import { useSupportStore } from '#app/support/supportStore.ts'
import { awaitedPayments } from '#contract/billing/base.types.ts'
import type { SupportView } from '#contract/connections/types.ts'
import { connected, ids, levelRows, meOf, startedAt, summaryOf, supportOf, viewOf } from '../factories.ts'
import { allByRole, byRole, goOnline, mountInApp, mountPage, server, settle, signIn, textOf } from '../harness.ts'

const text = () => textOf(document.body)
const unpaid: SupportView = { ...connected(), awaits: 'nothingBought' }
const alone: SupportView = {
  ...supportOf({ levels: levelRows.map((row) => ({ ...row, assistant: false, knowledge: false })) }),
  entitlement: {
    ...supportOf().entitlement,
    kind: 'selfService',
    reason: 'free_tariff',
    level: 'free',
    helpers: [],
    people: { ...supportOf().entitlement.people, entitled: false, now: false, until: null, hours: [] },
    unavailable: [{ what: 'people', reason: 'free_tariff' }],
  },
}

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date(startedAt), toFake: ['Date'] })
  await signIn(meOf())
})

async function show(view: SupportView, page: Component = SupportPage): Promise<void> {
  server.on('readSupport', () => view)
  await useSupportStore().load()
  mountInApp(page, { router: makeClientRouter() })
  await settle()
}

describe('E10 a client that has not paid', () => {
  it('reads on the start page that work begins with the payment, and finds the way there', async () => {
    await show(unpaid)

    expect(text()).toContain('Работа начнётся после первой оплаты')
    expect(text()).not.toContain('Люди отвечают')
    expect(byRole('link', 'Выбрать тариф').getAttribute('href')).toContain(`/plans/${ids.partner}`)
  })

  it.each(awaitedPayments)('reads why work waits: %s', async (awaits) => {
    await show({ ...unpaid, awaits })

    expect(text()).toMatch(
      awaits === 'nothingBought' ? /Пока ничего не куплено/ : /продолжатся( после оплаты|, когда вы оплатите)/,
    )
    expect(text()).not.toContain('Люди отвечают')
  })

  it('reads it before the first word of a new ticket, whatever the hour', async () => {
    await show(unpaid, NewTicketPage)

    expect(byRole('button', 'Создать обращение')).toBeDefined()
    expect(text()).toContain('Пока ничего не куплено. Писать можно')
  })

  it('reads it in the receipt, where nobody is promised instead', () => {
    const ticket = viewOf({ summary: summaryOf({ status: 'queued', deskId: ids.partner }) })
    mountPage(ReceiptLine, { props: { ticket, support: unpaid } })

    expect(text()).toMatch(/принято\. Работа начнётся после первой оплаты/)
    expect(text()).not.toContain('Люди ответят')
  })

  it('reads nothing of it any more as soon as the payment is there', async () => {
    const socket = goOnline()
    await show(unpaid)
    server.on('readSupport', () => connected())

    socket.push({ type: 'changed', what: 'billing', key: { deskId: ids.partner, memberId: 'member1' } })
    await settle()

    expect(text()).not.toContain('Работа начнётся')
  })
})

describe('E10 only what is there', () => {
  it('without helpers a free portal is told of none, and of what brings people', async () => {
    await show(alone)

    expect(byRole('heading', 'Здесь пока некому помочь')).toBeDefined()
    expect(text()).not.toMatch(/Помощник|База знаний/)
    expect(byRole('link', 'коммерческий тариф Битрикс24').getAttribute('href')).toBe('https://www.bitrix24.ru/prices/')
  })

  it('a new ticket there leads on, not round in a circle', async () => {
    await show(alone, NewTicketPage)

    expect(byRole('heading', 'Людям сейчас не написать')).toBeDefined()
    expect(allByRole('button').map(textOf)).toEqual(
      expect.arrayContaining([expect.stringContaining('Подключить партнёра по коду')]),
    )
    expect(text()).not.toContain('Кто вам поможет сейчасЛюдям')
  })

  it('the table of levels has no column of a helper that nobody has', () => {
    const levels = levelRows.map((row) => ({ ...row, assistant: false, knowledge: false }))
    mountPage(LevelTable, { props: { levels, edition: 'cloud', hasStandard: true } })

    expect(Array.from(document.querySelectorAll('thead th'), textOf)).toEqual(['Тариф', 'Специалисты', 'Дежурный'])
  })
})
