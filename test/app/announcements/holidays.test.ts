import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { HolidayProposal } from '#contract/announcements/holidays.types.ts'
import AnnouncementsPage from '#app/announcements/AnnouncementsPage.vue'
import { localMinute } from '#app/lib/calendarDay.ts'
import { deskMe } from '../factories.ts'
import { allByRole, byRole, click, goOnline, links, mountInApp, server, settle, signIn } from '../harness.ts'
import { aHoliday } from './factories.ts'

const title = 'Выходные дни: 31 декабря – 8 января'
const page = () => document.body.textContent ?? ''
const declined = { by: 'Игорь Белов', at: '2026-12-20T09:00:00.000Z' }
const answer = (...holidays: HolidayProposal[]) => {
  server.on('readHolidays', () => ({ holidays }))
}
const show = async () => {
  server.on('listAnnouncements', () => ({ announcements: [], canPublish: true, nextCursor: null }))
  server.on('listConnections', () => ({ connections: [] }))
  mountInApp(AnnouncementsPage)
  await settle()
  await vi.dynamicImportSettled()
  await settle()
}

describe('D3 holidays on the page on which a desk announces', () => {
  beforeEach(async () => {
    vi.useFakeTimers({ now: new Date('2026-12-20T09:00:00.000Z'), toFake: ['Date', 'setInterval', 'clearInterval'] })
    await signIn(deskMe())
  })

  it('where none are near there is nothing', async () => {
    answer()
    await show()
    expect(page()).not.toContain('Скоро особые дни')
  })

  it('go by themselves when they are over', async () => {
    answer(aHoliday())
    await show()
    expect(page()).toContain(title)
    vi.setSystemTime(new Date('2027-01-08T21:00:00.000Z'))
    await vi.advanceTimersByTimeAsync(30_000)
    expect(page()).not.toContain(title)
  })

  it('fill in a new announcement of working time, which is published only by whoever reads it', async () => {
    const holiday = aHoliday({ holiday: { from: '2026-12-31', to: '2027-01-08', levels: ['basic', 'standard'] } })
    answer(holiday)
    await show()
    expect(page()).toContain('31 декабря – 8 января: не работаем.')
    expect(page()).toContain('Не всем: базовый, стандартный')
    await click(byRole('button', `Объявить «${title}»…`))
    await vi.dynamicImportSettled()
    await settle()
    expect(server.asked('publishAnnouncement')).toEqual([])

    server.on('publishAnnouncement', () => ({ announcements: [], canPublish: true, nextCursor: null }))
    answer()
    await click(byRole('button', 'Опубликовать'))

    expect(server.asked('publishAnnouncement')).toMatchObject([
      {
        kind: 'hours',
        severity: 'info',
        title: holiday.title,
        body: holiday.body,
        from: new Date(localMinute(new Date(holiday.startsAt))).toISOString(),
        until: holiday.endsAt,
        audience: { levels: ['basic', 'standard'], editions: [], memberIds: [], plans: [], versions: [] },
      },
    ])
    expect(page()).toContain(`Объявление «${title.replace('«', '„')}» опубликовано`)
    expect(page()).not.toContain('Скоро особые дни')
  })

  it('are filled in anew, also after a blank one', async () => {
    answer(aHoliday())
    await show()
    await click(byRole('button', 'Новое объявление'))
    await vi.dynamicImportSettled()
    await settle()
    await click(byRole('button', 'Отмена'))
    await settle()
    await click(byRole('button', `Объявить «${title}»…`))
    await settle()
    server.on('publishAnnouncement', () => ({ announcements: [], canPublish: true, nextCursor: null }))
    await click(byRole('button', 'Опубликовать'))

    expect(server.asked('publishAnnouncement')).toMatchObject([{ kind: 'hours', title: { ru: title } }])
  })

  it('are declined and proposed again in the same place, by the same button', async () => {
    answer(aHoliday())
    await show()
    server.on('setHolidayDeclined', () => ({ holidays: [aHoliday({ declined })] }))
    const button = byRole('button', `Не объявлять «${title}»`)
    await click(button)

    expect(server.asked('setHolidayDeclined')).toEqual([{ holiday: aHoliday().holiday, isDeclined: true }])
    expect(page()).toMatch(/Решено не объявлять: Игорь Белов, сегодня/)
    expect(allByRole('button', /^Объявить/)).toEqual([])
    const again = byRole('button', `Вернуть предложение «${title}»`)
    expect(again).toBe(button)

    server.on('setHolidayDeclined', () => ({ holidays: [aHoliday()] }))
    await click(again)
    expect(server.asked('setHolidayDeclined').at(-1)).toMatchObject({ isDeclined: false })
    expect(page()).toContain('вернулось')
  })

  it('that a colleague has announced meanwhile say so, and go', async () => {
    answer(aHoliday())
    await show()
    server.refuse('setHolidayDeclined', 'not_found')
    answer()
    await click(byRole('button', `Не объявлять «${title}»`))

    expect(byRole('alert')).toBeDefined()
    expect(allByRole('button', /^Не объявлять/)).toEqual([])
  })

  it('are read again when a colleague decides, and asked for once more where they could not be read', async () => {
    server.refuse('readHolidays', 'internal')
    links().token.keep('t')
    const socket = goOnline()
    await show()
    answer(aHoliday())
    await click(byRole('button', 'Повторить'))
    expect(page()).toContain(title)

    answer(aHoliday({ declined }))
    socket.push({ type: 'changed', what: 'announcements' })
    await settle()
    expect(page()).toContain('Решено не объявлять: Игорь Белов')
  })
})
