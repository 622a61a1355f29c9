import { post } from '../access.ts'
import { empty } from '../common.ts'
import { holidays, setHolidayDeclinedInput } from './holidays.types.ts'
import {
  announcements,
  announcementsPage,
  audienceCount,
  closeAnnouncementInput,
  countAudienceInput,
  listAnnouncementsInput,
  publishAnnouncementInput,
  updateAnnouncementInput,
} from './types.ts'

export const announcementRoutes = {
  readAnnouncements: post('/api/announcements', 'client', empty, announcements),
  closeAnnouncement: post('/api/announcements/close', 'client', closeAnnouncementInput, announcements),
  listAnnouncements: post('/api/desk/announcements', 'staff', listAnnouncementsInput, announcementsPage),
  publishAnnouncement: post('/api/desk/announcements/publish', 'lead', publishAnnouncementInput, announcementsPage),
  updateAnnouncement: post('/api/desk/announcements/update', 'lead', updateAnnouncementInput, announcementsPage),
  countAudience: {
    ...post('/api/desk/announcements/audience', 'lead', countAudienceInput, audienceCount),
    costly: 'question',
  },
  readHolidays: post('/api/desk/announcements/holidays', 'lead', empty, holidays),
  setHolidayDeclined: post('/api/desk/announcements/holidays/decline', 'lead', setHolidayDeclinedInput, holidays),
} as const
