import type { AnnouncementKind, AnnouncementTexts, Audience, Severity } from '#contract/announcements/types.ts'
import type { ColumnType } from 'kysely'
import '#server/platform/db/tables.ts'

/** A local date, as `2026-03-14`. */
type Day = ColumnType<Date, string, string>

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    announcements: {
      announcement_id: string
      desk_id: string
      kind: AnnouncementKind
      audience: Audience
      starts_at: Date
      until: Date | null
      ended_at: Date | null
      published_by: string
      published_by_user: number
      published_at: Date
      updates: number
    }
    announcement_updates: {
      announcement_id: string
      number: number
      at: Date
      severity: Severity
      title: AnnouncementTexts
      body: AnnouncementTexts
    }
    announcement_closings: { announcement_id: string; member_id: string; user_id: number; number: number }
    declined_holidays: {
      desk_id: string
      first_day: Day
      last_day: Day
      levels: string
      declined_by: string
      declined_by_user: number
      declined_at: Date
    }
  }
}
