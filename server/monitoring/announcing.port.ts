import type { Audience, AnnouncementTexts, Severity } from '#contract/announcements/types.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

type Said = { severity: Severity; title: AnnouncementTexts; body: AnnouncementTexts }

/** What follows an incident outside of monitoring: it is announced, told anew, and over. No clock of a ticket hears of it. */
export type AnnouncingPort = {
  announce: (
    unit: UnitOfWork,
    announcement: Said & { announcementId: string; deskId: string; audience: Audience; startsAt: Date },
  ) => Promise<void>
  /** What a person has ended meanwhile stays as it is. */
  announceAnew: (unit: UnitOfWork, update: Said & { announcementId: string; isOver: boolean }) => Promise<void>
  /** Of two that change what a desk has the second one waits. */
  lockDesk: (unit: UnitOfWork, deskId: string) => Promise<void>
}
