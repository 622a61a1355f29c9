import { newId } from '#test/support/world.ts'
import type { AnnouncementRouteName } from '#server/announcements/announcements.routes.ts'
import type { HolidayRouteName } from '#server/announcements/holidays.routes.ts'
import type { GoodInput } from '../goodPartnerInputs.ts'

const said = {
  severity: 'warning',
  title: { ru: 'Работы на сервере', uk: '', en: 'Maintenance' },
  body: { ru: 'Портал **может** отвечать медленно', uk: '', en: '' },
  until: '2031-02-01T02:00:00Z',
} as const

/** What a desk announces, as its people and its clients ask for it. */
export const goodAnnouncements: { [Name in AnnouncementRouteName | HolidayRouteName]: GoodInput<Name> } = {
  readAnnouncements: { by: 'integrator', input: () => ({}) },
  closeAnnouncement: { by: 'integrator', input: () => ({ announcementId: newId(), number: 1 }) },
  listAnnouncements: { by: 'agent', input: () => ({ limit: 10 }) },
  publishAnnouncement: {
    by: 'lead',
    input: () => ({
      announcementId: newId(),
      kind: 'maintenance',
      audience: { levels: ['professional'], editions: ['cloud'], memberIds: [], plans: [], versions: [] },
      from: '2031-02-01T01:00:00Z',
      ...said,
    }),
  },
  updateAnnouncement: {
    by: 'lead',
    input: () => ({ announcementId: newId(), number: 1, ...said, isOver: false }),
  },
  countAudience: {
    by: 'lead',
    input: () => ({ audience: { levels: ['professional'], editions: [], memberIds: [], plans: [], versions: [] } }),
  },
  readHolidays: { by: 'lead', input: () => ({}) },
  setHolidayDeclined: {
    by: 'lead',
    input: () => ({ holiday: { from: '2031-01-01', to: '2031-01-08', levels: ['professional'] }, isDeclined: true }),
  },
}
