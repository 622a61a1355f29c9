import * as v from 'valibot'
import { count, id, instant } from '../common.ts'

/** At most so many files go with one message. */
export const mostFilesOfMessage = 10
/** T7: a file that no message has taken is gone after a day. */
export const uploadHours = 24
export const longestFileName = 180

/**
 * Where files are sent to, by the protocol tus 1.0.0 (creation, termination, expiration): `POST` makes an upload, `HEAD` says how far it
 * has come, `PATCH` goes on, `DELETE` drops it. Each of them with the session's `Authorization: Bearer`. Metadata of the `POST`: `name`,
 * and `ticketId` unless the file is for a new ticket; `Upload-Length` in bytes. The last part of `Location` is the file's id. A refusal
 * is JSON as that of any route.
 */
export const uploadPath = '/uploads'
/** A `PATCH` of this size is lost at most when a connection is. */
export const uploadPartBytes = 4 * 1024 * 1024

/** As its content says, not its name. `text`: plain text or a log. `other` is never shown, only saved. */
export const fileKinds = ['picture', 'video', 'pdf', 'text', 'office', 'archive', 'other'] as const
export type FileKind = (typeof fileKinds)[number]

/** A file as a conversation shows it. */
export const messageFile = v.strictObject({
  fileId: id,
  name: v.string(),
  bytes: count,
  kind: v.picklist(fileKinds),
  /** Media type by content, for instance `image/png`. */
  type: v.string(),
  /** Of a picture, as it is seen: turned as its EXIF says. */
  width: v.nullable(count),
  height: v.nullable(count),
  hasThumbnail: v.boolean(),
  /** It may be shown in the page itself (a picture or a video of a safe type): the link `inline` answers. */
  isInline: v.boolean(),
  /** It was kept as long as the desk keeps files: the name is left. */
  isGone: v.boolean(),
})
export type MessageFile = v.InferOutput<typeof messageFile>

export const fileInput = v.strictObject({ fileId: id })

/** The files that go with a message, in the order in which they are shown: each was sent and finished, and by the writer. */
export const filesOfMessage = v.pipe(
  v.array(id),
  v.maxLength(mostFilesOfMessage),
  v.check((files) => new Set(files.map((one) => one.toLowerCase())).size === files.length, 'repeats a file'),
)

/**
 * `thumbnail`: WebP, at most 480 pixels wide and high, without EXIF. `inline`: as it was sent, to be shown; only where `isInline`.
 * `download`: as it was sent, saved under its name.
 */
export const fileVariants = ['thumbnail', 'inline', 'download'] as const
export type FileVariant = (typeof fileVariants)[number]

const wantedLink = v.strictObject({ fileId: id, variant: v.picklist(fileVariants) })
export const linkFilesInput = v.strictObject({ files: v.pipe(v.array(wantedLink), v.minLength(1), v.maxLength(60)) })
export type LinkFilesInput = v.InferOutput<typeof linkFilesInput>
/** `url` begins with `/`, needs no session, and is good until `until`: between five and ten minutes, the same for both askers meanwhile. */
export const fileLinks = v.strictObject({
  links: v.array(v.strictObject({ ...wantedLink.entries, url: v.string(), until: instant })),
})

export type FileLinks = v.InferOutput<typeof fileLinks>

export const readFileLimitsInput = v.strictObject({ ticketId: v.optional(id) })
const quota = v.strictObject({ usedBytes: count, mostBytes: count })
/** What fits: of one file, of the ticket (as this reader sees it), of all that the portal has sent, and for staff of the desk. */
export const fileLimits = v.strictObject({
  fileBytes: count,
  ticket: quota,
  /** Of what the asking portal has sent; null for staff. */
  portal: v.nullable(quota),
  /** Of all that lies at the desk; null for clients. */
  desk: v.nullable(quota),
})
export type FileLimits = v.InferOutput<typeof fileLimits>

/** Days that a file is kept after it was sent in a message; null: as long as its ticket. */
export const fileSettings = v.strictObject({
  keptDays: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650))),
})
export type FileSettings = v.InferOutput<typeof fileSettings>
