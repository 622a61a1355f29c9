import * as v from 'valibot'
import type { announcementEvents } from '#contract/announcements/events.ts'
import { textFor } from '#contract/announcements/shown.types.ts'
import type { Language } from '#contract/common.ts'
import type { NotifiedEvent } from '#contract/notifications/table.types.ts'
import { findAnnouncedTo, listConcerned, type AnnouncedNow } from '#server/announcements/announcements.queries.ts'
import type { ServedPort } from '#server/announcements/announcements.port.ts'
import { findDeskTimeZone } from '#server/desks/deskTimeZone.queries.ts'
import { now } from '#server/platform/clock.ts'
import type { AddJob, JobTasks } from '#server/platform/jobs/jobs.ts'
import { adminsLookedAtSince } from '#server/portals/domain/admins.ts'
import { readAnnouncedTo, type AnnouncedTo } from './announcements.sql.ts'
import { announcementNoticeTexts } from './announcements.texts.ts'
import { makeSender, type Notification, type NotificationDeps } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { momentInWords } from './domain/moments.ts'
import { toldOf } from './domain/recipients.ts'
import { escapeBb } from './notifications.texts.ts'

/** Of what a desk announces (D3): each update is told once; and that it should have ended. */
export const announcementNotifications = [
  'announcement.published',
  'announcement.updated',
  'announcement.ended',
  'announcement.overdue',
] as const satisfies readonly (keyof typeof announcementEvents)[]

const announced = { announcementId: v.string(), number: v.number() }
const ofDesk = v.object({ ...announced, deskId: v.string() })
const toClient = v.object({ ...announced, deskId: v.string(), memberId: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticeAnnouncement: v.InferOutput<typeof ofDesk>
    noticeAnnouncementTo: v.InferOutput<typeof toClient>
  }
}

export type AnnouncementNoticeDeps = NotificationDeps &
  Pick<ServedPort, 'listServed' | 'answeringDesk'> & { addJob: AddJob }

/**
 * D3, D4: the clients that an announcement is for, as they are now, are told of it, of each change and of its end. A job a client, so that
 * a portal that is silent holds up no other; where more was said meanwhile, that is told instead.
 */
export function announcementNotificationJobs(
  deps: AnnouncementNoticeDeps,
): JobTasks<'noticeAnnouncement' | 'noticeAnnouncementTo'> {
  const { db, addJob, transaction } = deps
  const send = makeSender(deps)
  return {
    noticeAnnouncement: {
      payload: ofDesk,
      async run({ deskId, announcementId, number }) {
        await transaction(async (unit) => {
          const concerned = await listConcerned({ tx: unit.tx, at: unit.at }, deps, { deskId, announcementId })
          for (const memberId of concerned) {
            const key = `announcement ${announcementId} ${number} ${memberId}`
            await addJob(unit, 'noticeAnnouncementTo', { deskId, announcementId, number, memberId }, { key })
          }
        })
      },
    },
    noticeAnnouncementTo: {
      payload: toClient,
      async run({ deskId, announcementId, number, memberId }) {
        const at = now()
        const said = await findAnnouncedTo({ tx: db, at }, deps, { announcementId, memberId })
        if (said === null || said.number !== number) return
        const facts = await readAnnouncedTo(db, { deskId, memberId }, adminsLookedAtSince(at))
        if (facts === null || !facts.wants) return
        const timeZone = await findDeskTimeZone(db, deskId, at)
        await send(noticesOf({ ...said, at, timeZone }, facts, { deskId, memberId, announcementId }))
      },
    },
  }
}

type Said = AnnouncedNow & { at: Date; timeZone: string }

function noticesOf(
  said: Said,
  { appId, deskName, clientReaders }: AnnouncedTo,
  { deskId, memberId, announcementId }: { deskId: string; memberId: string; announcementId: string },
): Notification[] {
  const event = eventOf(said)
  const desk = escapeBb(deskName)
  const outside = (language: Language) => sayingOf(said, desk, language)
  const text = (language: Language) =>
    `${outside(language)} ${appLink(announcementNoticeTexts[language].read, { appId, at: { announcement: announcementId } })}`
  const about = `announcement ${announcementId} ${said.number}`
  const tag = `OPORA|ANNOUNCEMENT|${announcementId}`
  return toldOf(event, clientReaders).map(({ userId, as }) => {
    return { about, event, memberId, deskId, tag, userId, as, text: as === 'contact' ? outside : text }
  })
}

/** What is critical waits for nothing; an end is good news and does. */
function eventOf({ number, endedAt, severity }: AnnouncedNow): NotifiedEvent {
  if (endedAt !== null) return 'announcement.ended'
  if (severity === 'critical') return 'announcement.critical'
  return number === 1 ? 'announcement.published' : 'announcement.updated'
}

function sayingOf(said: Said, desk: string, language: Language): string {
  const texts = announcementNoticeTexts[language]
  const told = { desk, kind: said.kind, title: escapeBb(textFor(said.title, language)), span: spanOf(said, language) }
  if (said.endedAt !== null) return texts.ended(told)
  return said.number === 1 ? texts.published(told) : texts.updated(told)
}

function spanOf({ startsAt, until, at, timeZone }: Said, language: Language): string {
  const texts = announcementNoticeTexts[language]
  const inWords = (instant: Date) => momentInWords(instant, language, { timeZone, isNamed: true })
  if (startsAt <= at) return until === null ? '' : texts.until(inWords(until))
  return until === null ? texts.from(inWords(startsAt)) : texts.between(inWords(startsAt), inWords(until))
}
