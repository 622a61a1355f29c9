import * as v from 'valibot'

const announced = { announcementId: v.string(), kind: v.string(), severity: v.string(), title: v.string() }
const ofHoliday = { from: v.string(), to: v.string(), levels: v.array(v.string()), title: v.string() }

/** What a desk announces to its clients (D3). */
export const announcementEvents = {
  'announcement.published': { payload: v.object(announced), changes: ['announcements'] },
  'announcement.updated': { payload: v.object({ ...announced, number: v.number() }), changes: ['announcements'] },
  'announcement.ended': { payload: v.object({ ...announced, number: v.number() }), changes: ['announcements'] },
  /** Maintenance whose planned end is past, and nobody has said that it has ended. */
  'announcement.overdue': { payload: v.object({ ...announced, until: v.string() }), changes: ['announcements'] },
  'holiday.declined': { payload: v.object(ofHoliday), changes: ['announcements'] },
  'holiday.proposedAgain': { payload: v.object(ofHoliday), changes: ['announcements'] },
} as const
