import * as v from 'valibot'
import { languages, count, id, instant, memberId, namedInstant, storable, type Language } from '../common.ts'
import { levels } from '../connections/types.ts'

/** What an announcement is of (D3). None of them ever stops a clock: only the regulation's pauses do. */
export const announcementKinds = ['maintenance', 'incident', 'hours', 'news'] as const
export type AnnouncementKind = (typeof announcementKinds)[number]
/** The worst first. What is critical nobody closes for themself. */
export const severities = ['critical', 'warning', 'info'] as const
export type Severity = (typeof severities)[number]

export const longestTitle = 80
export const longestBody = 2000
/** So many of a desk may be under way or coming, and so often one is told anew. */
export const mostAnnouncements = 20
export const mostUpdates = 100
/** D3: how long what is over can be read. */
export const historyDays = 90

const textIn = (most: number) => {
  const text = v.pipe(v.string(), v.trim(), v.maxLength(most), storable)
  return v.strictObject({ ru: text, uk: text, en: text })
}
export type AnnouncementTexts = Readonly<Record<Language, string>>

/** Whom it concerns; an empty list narrows nothing. It is a rule, looked at when it is shown: tomorrow's client sees it, too. */
export const audience = v.strictObject({
  levels: v.pipe(v.array(v.picklist(levels)), v.maxLength(levels.length)),
  editions: v.pipe(v.array(v.picklist(['cloud', 'box'])), v.maxLength(2)),
  memberIds: v.pipe(v.array(memberId), v.maxLength(200)),
  /** Codes of plans of which the client has something left. */
  plans: v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(60), storable)), v.maxLength(50)),
  /** Versions of the regulation that the client goes by (E9). */
  versions: v.pipe(v.array(v.pipe(count, v.minValue(1), v.maxValue(1_000_000))), v.maxLength(50)),
})
export type Audience = v.InferOutput<typeof audience>

const said = {
  severity: v.picklist(severities),
  /** A language that is left out reads the first that there is. */
  title: v.pipe(
    textIn(longestTitle),
    v.check((title) => languages.some((language) => title[language] !== ''), 'has no text in any language'),
  ),
  body: textIn(longestBody),
  /** As it is planned; null: until somebody says that it is over. */
  until: v.nullable(namedInstant),
}

export const publishAnnouncementInput = v.strictObject({
  announcementId: id,
  kind: v.picklist(announcementKinds),
  audience,
  from: namedInstant,
  ...said,
})
export type PublishAnnouncementInput = v.InferOutput<typeof publishAnnouncementInput>

/** `number`: of the newest update that was read before; another one is refused with `announcement_stale`. */
export const updateAnnouncementInput = v.strictObject({
  announcementId: id,
  number: count,
  ...said,
  isOver: v.boolean(),
})
export type UpdateAnnouncementInput = v.InferOutput<typeof updateAnnouncementInput>

const texts = v.strictObject({ ru: v.string(), uk: v.string(), en: v.string() })
/** Each stays as it was said, with its own instant. */
const update = v.strictObject({
  number: count,
  at: instant,
  severity: v.picklist(severities),
  title: texts,
  body: texts,
})

const view = {
  announcementId: id,
  kind: v.picklist(announcementKinds),
  from: instant,
  until: v.nullable(instant),
  endedAt: v.nullable(instant),
  /** The newest first; the last one is what was published. */
  updates: v.pipe(v.array(update), v.minLength(1)),
}

/** As a client reads it: who wrote it and who else reads it are the desk's business. */
export const announcement = v.strictObject({
  ...view,
  /** The number of the update that the reader has closed; null: none. */
  closed: v.nullable(count),
})
export type Announcement = v.InferOutput<typeof announcement>
/** The newest first: what is under way or coming, and what was over not longer than 90 days ago. */
export const announcements = v.strictObject({ announcements: v.array(announcement) })
export type Announcements = v.InferOutput<typeof announcements>

export const closeAnnouncementInput = v.strictObject({ announcementId: id, number: count })
export type CloseAnnouncementInput = v.InferOutput<typeof closeAnnouncementInput>

export const deskAnnouncement = v.strictObject({
  ...view,
  audience,
  /** Empty: nobody, what is watched was found down. */ publishedBy: v.string(),
  publishedAt: instant,
})
export type DeskAnnouncement = v.InferOutput<typeof deskAnnouncement>
export const listAnnouncementsInput = v.strictObject({
  cursor: v.optional(v.pipe(v.string(), v.maxLength(100))),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 30),
})
export const countAudienceInput = v.strictObject({ audience })
/** Of the clients that the desk serves now, whom an announcement to these would reach. */
export const audienceCount = v.strictObject({ reached: count, served: count })
export type AudienceCount = v.InferOutput<typeof audienceCount>

/** The newest first. */
export const announcementsPage = v.strictObject({
  announcements: v.array(deskAnnouncement),
  canPublish: v.boolean(),
  nextCursor: v.nullable(v.string()),
})
export type AnnouncementsPage = v.InferOutput<typeof announcementsPage>
