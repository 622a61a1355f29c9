import type { HolidayProposal } from '#contract/announcements/holidays.types.ts'
import type { Announcement, DeskAnnouncement } from '#contract/announcements/types.ts'
import { uuid } from '../deskFactories.ts'

let made = 0
const said = (text: string) => ({ ru: text, uk: '', en: '' })

export function anAnnouncement(changes: Partial<Announcement> = {}): Announcement {
  made += 1
  return {
    announcementId: uuid(8000 + made),
    kind: 'maintenance',
    from: '2026-11-22T08:00:00.000Z',
    until: null,
    endedAt: null,
    closed: null,
    updates: [anUpdate()],
    ...changes,
  }
}

export function anUpdate(
  changes: Partial<Announcement['updates'][number]> & { text?: string } = {},
): Announcement['updates'][number] {
  const { text = 'Работы на сервере', ...others } = changes
  return {
    number: 1,
    at: '2026-11-22T07:00:00.000Z',
    severity: 'warning',
    title: said(text),
    body: said('Портал может отвечать **медленно**'),
    ...others,
  }
}

export function aDeskAnnouncement(changes: Partial<DeskAnnouncement> = {}): DeskAnnouncement {
  const { closed: _closed, ...view } = anAnnouncement()
  return {
    ...view,
    audience: { levels: [], editions: [], memberIds: [], plans: [], versions: [] },
    publishedBy: 'Игорь Белов',
    publishedAt: '2026-11-22T07:00:00.000Z',
    ...changes,
  }
}

export function aHoliday(changes: Partial<HolidayProposal> = {}): HolidayProposal {
  return {
    holiday: { from: '2026-12-31', to: '2027-01-08', levels: [] },
    startsAt: '2026-12-30T21:00:00.000Z',
    endsAt: '2027-01-08T21:00:00.000Z',
    title: {
      ru: 'Выходные дни: 31 декабря – 8 января',
      uk: 'Вихідні дні: 31 грудня – 8 січня',
      en: 'Days off: December 31 – January 8',
    },
    body: {
      ru: '31 декабря – 8 января: не работаем.\nВ остальные дни работаем как обычно.',
      uk: '31 грудня – 8 січня: не працюємо.\nВ інші дні працюємо як зазвичай.',
      en: 'December 31 – January 8: we are closed.\nOn other days we work as usual.',
    },
    declined: null,
    ...changes,
  }
}
