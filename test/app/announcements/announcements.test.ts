import { beforeEach, describe, expect, it, vi } from 'vitest'
import AnnouncementBanners from '#app/announcements/AnnouncementBanners.vue'
import AnnouncementsPage from '#app/announcements/AnnouncementsPage.vue'
import { makeClientRouter } from '#app/shell/client/router.ts'
import { deskMe, meOf } from '../factories.ts'
import {
  allByRole,
  byLabel,
  byRole,
  click,
  goOnline,
  links,
  mountInApp,
  server,
  settle,
  signIn,
  textOf,
  type,
} from '../harness.ts'
import { aDeskAnnouncement, anAnnouncement, anUpdate } from './factories.ts'

const showBanners = async () => {
  mountInApp(AnnouncementBanners, { router: makeClientRouter() })
  await settle()
}
const page = () => document.body.textContent ?? ''

describe('D3 banners above a client’s page', () => {
  beforeEach(async () => {
    vi.useFakeTimers({ now: new Date('2026-11-22T09:00:00.000Z'), toFake: ['Date', 'setInterval', 'clearInterval'] })
    await signIn(meOf())
  })

  it('come and go with their time, and are put away by one click', async () => {
    const shown = anAnnouncement({ kind: 'news', until: '2026-11-22T09:10:00.000Z' })
    const planned = anAnnouncement({
      from: '2026-11-22T09:05:00.000Z',
      updates: [anUpdate({ text: 'Замена диска', severity: 'info' })],
    })
    server.on('readAnnouncements', () => ({ announcements: [shown, planned] }))
    await showBanners()
    expect(page()).toContain('Работы на сервере')
    expect(page()).not.toContain('Замена диска')

    await vi.advanceTimersByTimeAsync(5 * 60_000 + 5_000)
    expect(page()).toContain('Замена диска')
    await vi.advanceTimersByTimeAsync(5 * 60_000 + 5_000)
    expect(page()).not.toContain('Работы на сервере')

    server.on('closeAnnouncement', () => ({ announcements: [{ ...planned, closed: 1 }] }))
    await click(byRole('button', 'Скрыть объявление «Замена диска»'))
    expect(server.asked('closeAnnouncement')).toEqual([{ announcementId: planned.announcementId, number: 1 }])
    expect(page()).not.toContain('Замена диска')
  })

  it('of maintenance says in other words that it should have ended, until somebody ends it', async () => {
    const works = anAnnouncement({ until: '2026-11-22T09:10:00.000Z' })
    server.on('readAnnouncements', () => ({ announcements: [works] }))
    await showBanners()
    expect(page()).toContain('ожидаем до')

    await vi.advanceTimersByTimeAsync(10 * 60_000 + 5_000)
    expect(page()).toContain('Работы на сервере')
    expect(page()).toContain('поддержка ещё не подтвердила конец')
    expect(page()).not.toContain('ожидаем до')
  })

  it('one that is critical is read out and has no button', async () => {
    const critical = anAnnouncement({ updates: [anUpdate({ severity: 'critical', text: 'Почта не уходит' })] })
    server.on('readAnnouncements', () => ({ announcements: [critical] }))
    await showBanners()

    expect(textOf(byRole('alert'))).toContain('Почта не уходит')
    expect(allByRole('button')).toEqual([])
  })

  it('are read again when the desk announces something', async () => {
    server.on('readAnnouncements', () => ({ announcements: [] }))
    links().token.keep('t')
    const socket = goOnline()
    await showBanners()
    server.on('readAnnouncements', () => ({ announcements: [anAnnouncement()] }))
    socket.push({ type: 'changed', what: 'announcements' })
    await settle()

    expect(page()).toContain('Работы на сервере')
  })
})

describe('D3 the page on which a desk announces', () => {
  beforeEach(() => signIn(deskMe()))
  const show = async (announcements = [aDeskAnnouncement()], canPublish = true) => {
    server.on('listAnnouncements', () => ({ announcements, canPublish, nextCursor: null }))
    server.on('countAudience', ({ audience }) => ({ reached: audience.editions.length === 0 ? 12 : 5, served: 12 }))
    server.on('listConnections', () => ({ connections: [] })).on('readHolidays', () => ({ holidays: [] }))
    mountInApp(AnnouncementsPage)
    await settle()
  }

  it('says what is missing before the server is asked, then publishes for all', async () => {
    await show([])
    expect(page()).toContain('Объявлений ещё не было')
    await click(byRole('button', 'Новое объявление'))
    await vi.dynamicImportSettled()
    await settle()
    await click(byRole('button', 'Опубликовать'))
    expect(page()).toContain('Напишите заголовок хотя бы на одном языке.')
    expect(server.asked('publishAnnouncement')).toEqual([])

    server.on('publishAnnouncement', () => ({ announcements: [], canPublish: true, nextCursor: null }))
    await type(byLabel(/^Заголовок/), 'Обновление портала')
    await click(byRole('button', 'Опубликовать'))

    expect(server.asked('publishAnnouncement')).toMatchObject([
      {
        kind: 'maintenance',
        severity: 'warning',
        title: { ru: 'Обновление портала', uk: '', en: '' },
        until: null,
        audience: { levels: [], editions: [], memberIds: [], plans: [], versions: [] },
      },
    ])
    expect(page()).toContain('Объявление «Обновление портала» опубликовано')
  })

  it('says how many clients would see it, as they are chosen', async () => {
    await show([])
    await click(byRole('button', 'Новое объявление'))
    await vi.dynamicImportSettled()
    await settle()
    await vi.waitFor(() => expect(page()).toContain('Сейчас увидят 12 клиентов из 12'))

    await click(byRole('radio', 'Выбрать'))
    await click(byRole('checkbox', 'облако'))
    await vi.waitFor(() => expect(page()).toContain('Сейчас увидят 5 клиентов из 12'))
    expect(server.asked('countAudience').at(-1)).toEqual({
      audience: { levels: [], editions: ['cloud'], memberIds: [], plans: [], versions: [] },
    })
  })

  it('ends one with a last word, from the update that was read', async () => {
    const announcement = aDeskAnnouncement({ from: '2020-01-01T00:00:00.000Z' })
    await show([announcement])
    server.on('updateAnnouncement', () => ({ announcements: [], canPublish: true, nextCursor: null }))
    await click(byRole('button', 'Завершить «Работы на сервере»'))
    await vi.dynamicImportSettled()
    await settle()
    await type(byLabel(/^Подробности/), 'Готово')
    await click(allByRole('button', 'Завершить').at(-1) ?? document.body)

    expect(server.asked('updateAnnouncement')).toMatchObject([
      { announcementId: announcement.announcementId, number: 1, isOver: true, body: { ru: 'Готово', uk: '', en: '' } },
    ])
    expect(page()).toContain('Объявление «Работы на сервере» завершено')
  })

  it('what a colleague has said meanwhile is not passed over', async () => {
    await show([aDeskAnnouncement({ from: '2020-01-01T00:00:00.000Z' })])
    server.refuse('updateAnnouncement', 'announcement_stale')
    await click(byRole('button', 'Дополнить «Работы на сервере»'))
    await vi.dynamicImportSettled()
    await settle()
    await click(allByRole('button', 'Дополнить').at(-1) ?? document.body)
    expect(page()).toContain('Коллега только что изменил это объявление')
  })

  it('an agent only reads', async () => {
    await show([aDeskAnnouncement({ from: '2020-01-01T00:00:00.000Z' })], false)
    expect(allByRole('button', /Дополнить|Завершить|Новое/)).toEqual([])
    expect(server.asked('readHolidays')).toEqual([])
  })
})
