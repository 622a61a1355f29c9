import { cleanup } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Component } from 'vue'
import type { Router } from 'vue-router'
import { makeClientRouter } from '#app/shell/client/router.ts'
import ConditionsPage from '#app/support/ConditionsPage.vue'
import ConnectDialog from '#app/support/ConnectDialog.vue'
import NewTicketPage from '#app/support/NewTicketPage.vue'
import SupportPage from '#app/support/SupportPage.vue'
import { useSupportStore } from '#app/support/supportStore.ts'
import WayOn from '#app/conditions/WayOn.vue'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { conditionsOf } from '../conditionsFactory.ts'
import { connected, meOf, previewOf, startedAt, summaryOf, supportOf, viewOf } from '../factories.ts'
import {
  allByRole,
  byRole,
  click,
  mountInApp,
  mountPage,
  press,
  server,
  settle,
  signIn,
  textOf,
  type,
} from '../harness.ts'

const text = () => textOf(document.body).replaceAll(/\s+/g, ' ')

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date(startedAt), toFake: ['Date'] })
  URL.createObjectURL = () => 'blob:conditions'
  URL.revokeObjectURL = () => undefined
  server.on('readSupport', () => connected()).on('readNewKinds', () => saasSupport)
  server.on('readConditions', () => ({ conditions: conditionsOf('quantum-maintenance') }))
  await signIn(meOf())
  await useSupportStore().load()
})

async function show(page: Component, props = {}): Promise<Router> {
  const router = makeClientRouter()
  mountInApp(page, { router, props })
  await settle()
  return router
}

describe('E8 the page of the conditions', () => {
  it('says every chapter, with the figures of the plan’s card and of the desk’s hours', async () => {
    await show(ConditionsPage)

    for (const chapter of ['Когда отвечают люди', 'Сроки', 'Что входит в поддержку', 'Закрытие и сроки уведомления']) {
      expect(byRole('region', chapter)).toBeDefined()
    }
    expect(text()).toContain('Партнёр «Альфа», версия 2')
    expect(text()).toContain('Первый ответ1 час рабочего времениЦена кванта500 ₽')
    expect(text()).toContain('30 квантов, 5 часов: 15 000 ₽')
    expect(text()).toContain('Ваш статус: Лицензия через нас на год')
    expect(text()).toContain('Решённое обращение закрывается само через 5 рабочих дней')
    expect(text()).not.toContain('помощник')
  })

  it('what is outside leads on by a button, and the chapters’ list leads to them', async () => {
    await show(ConditionsPage)

    expect(byRole('link', 'Запросить оценку').getAttribute('href')).toBe('#/new?quote=')
    await click(byRole('button', 'Что входит в поддержку'))
    expect(textOf(document.activeElement)).toContain('Консультации')
  })

  it('is a file in the reader’s language and zone', async () => {
    server.on('exportConditions', () => ({ fileName: 'opora-conditions-2.pdf', base64: btoa('%PDF') }))
    await show(ConditionsPage)

    await click(byRole('button', 'Скачать PDF'))

    expect(server.asked('exportConditions')).toMatchObject([{ language: 'ru' }])
    expect(byRole('link', 'Сохранить opora-conditions-2.pdf').getAttribute('download')).toBe('opora-conditions-2.pdf')
  })

  it('where nobody answers it says what would bring conditions', async () => {
    server.on('readConditions', () => ({ conditions: null }))
    await show(ConditionsPage)

    expect(text()).toContain('Условий пока нет')
    expect(allByRole('button', 'Скачать PDF')).toEqual([])
  })

  it('E9 says which package goes by an older version', async () => {
    const older = conditionsOf('quantum-maintenance')
    const title = { ru: 'Скорая помощь', uk: 'Швидка допомога', en: 'First aid' }
    const conditions = { ...older, packages: [{ title, version: 1, reactions: [] }] }
    server.on('readConditions', () => ({ conditions }))
    await show(ConditionsPage)

    expect(text()).toContain('Пакет «Скорая помощь» куплен по версии 1')
  })

  it('a failure is said, and asked again', async () => {
    server.refuse('readConditions', 'internal')
    await show(ConditionsPage)

    expect(allByRole('button', 'Повторить')).not.toEqual([])
  })
})

describe('C3 before a code is activated', () => {
  it('the whole conditions are read from its preview, with nothing to press but back and the file', async () => {
    server.on('previewCode', () => previewOf())
    server.on('readCodeConditions', () => ({ conditions: conditionsOf('quantum-maintenance') }))
    server.on('exportCodeConditions', () => ({ fileName: 'opora-conditions-2.pdf', base64: btoa('%PDF') }))
    mountInApp(ConnectDialog, { props: { open: true, 'onUpdate:open': () => undefined } })
    await settle()
    await type(byRole('textbox'), 'abcd efgh 1234 5678')
    await click(byRole('button', 'Дальше'))

    await click(byRole('button', 'Прочитать все условия'))
    expect(text()).toContain('Настройка, для которой не нужно согласованное техническое задание')
    expect(allByRole('link', 'Запросить оценку')).toEqual([])
    await click(byRole('button', 'Скачать PDF'))
    const [back] = allByRole('button', 'Назад к подключению')
    if (back !== undefined) await click(back)

    expect(server.asked('exportCodeConditions')).toMatchObject([{ code: 'ABCD-EFGH-1234-5678', language: 'ru' }])
    expect(byRole('button', 'Подключить')).toBeDefined()
  })
})

describe('T5 before one writes', () => {
  const unfold = async () => {
    const [details] = document.querySelectorAll('details')
    if (details === undefined) throw new Error('nothing is folded')
    details.open = true
    details.dispatchEvent(new Event('toggle'))
    await settle()
  }

  it('what is in and out is one unfolding away, and is asked of the server only then', async () => {
    await show(NewTicketPage)
    expect(server.asked('readConditions')).toEqual([])

    await unfold()

    expect(text()).toContain('Работы по согласованному техническому заданию')
    expect(byRole('link', 'Запросить оценку')).toBeDefined()
    expect(byRole('link', 'Все условия поддержки').getAttribute('href')).toBe('#/conditions')
    expect(allByRole('searchbox')).toEqual([])
  })

  it('a long list is searched, and says what to do where it has nothing', async () => {
    server.on('readConditions', () => ({ conditions: conditionsOf('vendor-sla') }))
    await show(NewTicketPage)
    await unfold()

    await type(byRole('searchbox', 'Найти в списке'), 'модули на заказ')
    expect(allByRole('listitem').map(textOf)).toEqual(['Модули на заказ'])
    expect(text()).toContain('Это работа разработчика')

    await type(byRole('searchbox', 'Найти в списке'), ' кофе')
    expect(text()).toContain('Такого в списке нет')
    // The list stands in the form of the ticket, which Enter would send.
    await press(byRole('searchbox', 'Найти в списке'), 'Enter')
    expect(text()).not.toContain('Напишите тему')
  })

  it('a quote opens as a change request with the regulation’s questions and the earlier ticket’s number', async () => {
    server.on('openTicket', ({ ticketId }) => viewOf({ summary: summaryOf({ ticketId }) }))
    await show(NewTicketPage, { quote: 'OP-1042' })

    expect(byRole('textbox', /^Тема/)).toHaveProperty('value', 'Оценка работ по обращению OP-1042')
    await click(byRole('button', 'Создать обращение'))

    const [opened] = server.asked('openTicket')
    expect(opened?.category).toBe('changeRequest')
    expect(opened?.text).toContain('К обращению OP-1042.')
    expect(opened?.text).toContain('1. Что должно получиться в итоге?')
  })

  it('what was begun before is kept above the questions, which come once', async () => {
    await show(NewTicketPage)
    await type(byRole('textbox', /^Тема/), 'Почта')
    await type(byRole('textbox', /^Что случилось/), 'Не приходят письма')
    cleanup()
    // The way to a quote stands on this page as well.
    const page = mountPage(NewTicketPage, { router: makeClientRouter() })
    for (const quote of ['', null, '']) {
      await page.rerender({ quote })
      await settle()
    }

    const written = Reflect.get(byRole('textbox', /^Что случилось/), 'value')
    expect(byRole('textbox', /^Тема/)).toHaveProperty('value', 'Почта')
    expect(written).toMatch(/^Не приходят письма\n\n1\. Что должно получиться/)
    expect(String(written).split('1. Что должно получиться')).toHaveLength(2)
  })
})

describe('T5 the ways on', () => {
  it('to a partner: the dialog of the code opens by itself', async () => {
    const router = makeClientRouter()
    mountPage(WayOn, { router, props: { way: { to: 'connectPartner' } } })
    expect(byRole('link', 'Подключить партнёра кодом').getAttribute('href')).toBe('#/?connect=1')
    expect(byRole('link', 'Найти партнёра').getAttribute('href')).toBe('#/partner')

    server.on('readSupport', () => supportOf())
    await show(SupportPage, { connects: true })
    await vi.waitFor(() => expect(byRole('dialog')).toBeDefined())
  })

  it('to an article: in a tab of its own, which learns nothing of this page', () => {
    const way = { to: 'article', url: 'https://helpdesk.example/open/1' }
    mountPage(WayOn, { router: makeClientRouter(), props: { way } })

    const link = byRole('link', 'Открыть статью')
    expect(link.getAttribute('href')).toBe('https://helpdesk.example/open/1')
    expect([link.getAttribute('target'), link.getAttribute('rel')]).toEqual(['_blank', 'noopener noreferrer'])
  })
})
