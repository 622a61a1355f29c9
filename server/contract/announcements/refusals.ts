/** Of what a desk announces. */
export const announcementRefusals = {
  announcement_stale: 409,
  announcement_over: 409,
  announcement_stays: 422,
  too_many_announcements: 409,
  too_many_updates: 409,
} as const
