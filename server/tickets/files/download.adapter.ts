import type { Db } from '#server/platform/db/db.ts'
import type { Download, DownloadPort } from '#server/platform/http/downloads.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { readLink, type FileLink } from './domain/fileLink.ts'
import { isInlineType } from './domain/fileType.ts'
import { findFiles } from './fileRow.sql.ts'
import type { FileTools } from './files.port.ts'
import { isSeenBy } from './fileLinks.queries.ts'

type Deps = { db: Db; tools: Pick<FileTools, 'store'>; linkKey: Buffer }

/** T7: what a link leads to. Who may see the file is asked again, because a link lives longer than a click. */
export function makeDownloads({ db, tools, linkKey }: Deps): DownloadPort {
  return async (url, at) => {
    const link = readLink(url, linkKey)
    if (link === null) throw new Refusal('link_forged')
    if (link.until <= at) throw new Refusal('link_expired')
    const [file] = await findFiles(db, [link.fileId])
    if (file === undefined || !isSeenBy(file, link.viewer)) throw new Refusal('file_unknown')
    if (file.isGone || file.contentId === null) throw new Refusal('file_gone')
    return { ...(await contentOf(tools.store, file.contentId, link)), ...shown(file, link), until: link.until }
  }
}

function shown(file: { name: string; type: string; kind: string }, { variant }: FileLink) {
  if (variant === 'thumbnail') return { name: `${file.name}.webp`, type: 'image/webp', isInline: true }
  const isInline = variant === 'inline' && isInlineType(file.type)
  // A text is read by the page, as text; whatever else is saved is nothing that a browser knows.
  const type = file.kind === 'text' ? 'text/plain; charset=utf-8' : 'application/octet-stream'
  return { name: file.name, type: isInline ? file.type : type, isInline }
}

async function contentOf(
  store: FileTools['store'],
  contentId: string,
  { variant }: FileLink,
): Promise<Pick<Download, 'bytes' | 'read'>> {
  const stored = variant === 'thumbnail' ? 'thumbnail' : 'original'
  const bytes = await store.sizeOf(contentId, stored)
  if (bytes === null) throw new Refusal('file_gone')
  return {
    bytes,
    async read(range) {
      const stream = await store.read(contentId, stored, range)
      if (stream === null) throw new Refusal('file_gone')
      return stream
    },
  }
}
