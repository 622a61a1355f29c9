import type { AnnouncementKind, AnnouncementTexts, Audience, Severity } from '#contract/announcements/types.ts'
import '#server/platform/db/tables.ts'

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
  }
}
