import type { FileLinks, FileVariant, LinkFilesInput } from '#contract/tickets/files.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { sideOf } from '../domain/side.ts'
import { linkEnd, signLink } from './domain/fileLink.ts'
import { isInlineType } from './domain/fileType.ts'
import { findFiles, type OwnFile } from './fileRow.sql.ts'

type Found = OwnFile & { memberId: string }

/** T7: links for whoever may see the files now; one that they may not see refuses all, as one that is not there. */
export async function linkFiles(
  db: Db,
  linkKey: Buffer,
  actor: Actor,
  { files }: LinkFilesInput,
  at: Date,
): Promise<FileLinks> {
  const found = new Map(
    (
      await findFiles(
        db,
        files.map(({ fileId }) => fileId),
      )
    ).map((file) => [file.fileId, file]),
  )
  const until = linkEnd(at)
  const links = files.map(({ fileId, variant }) => {
    const file = found.get(fileId.toLowerCase())
    if (file === undefined) throw new Refusal('file_unknown')
    const viewer = viewerOf(actor, file)
    refuseUnlessThere(file, variant)
    const url = signLink({ fileId: file.fileId, variant, viewer, until }, linkKey)
    return { fileId, variant, url, until: until.toISOString() }
  })
  return { links }
}

/** As whom somebody sees a file; to anybody else it does not exist, and to clients no note's does. */
function viewerOf(actor: Actor, file: Found): string {
  const isOwn = file.sender.memberId === actor.memberId && file.sender.userId === actor.userId
  if (file.ticketId === null && !isOwn) throw new Refusal('file_unknown')
  const side = sideIn(actor, file)
  const viewer = side === 'desk' ? `desk:${file.deskId}` : `client:${actor.memberId}`
  if (!isSeenBy(file, viewer)) throw new Refusal('file_unknown')
  return viewer
}

function sideIn(actor: Actor, file: Found): 'client' | 'desk' {
  try {
    return sideOf(actor, file)
  } catch {
    throw new Refusal('file_unknown')
  }
}

/** Asked when a link is made, and again when it is followed. */
export function isSeenBy(file: Pick<Found, 'deskId' | 'memberId' | 'isNote' | 'refused'>, viewer: string): boolean {
  if (file.refused !== null) return false
  if (viewer === `desk:${file.deskId}`) return true
  return viewer === `client:${file.memberId}` && !file.isNote
}

function refuseUnlessThere(file: Found, variant: FileVariant): void {
  if (file.isGone) throw new Refusal('file_gone')
  if (file.contentId === null) throw new Refusal('file_unfinished')
  const isThere = variant === 'thumbnail' ? file.hasThumbnail : variant === 'download' || isInlineType(file.type)
  if (!isThere) throw new Refusal('file_unknown')
}
