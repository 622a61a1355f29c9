import type { MessageFile } from '#contract/tickets/files.types.ts'
import { isInlineType } from './domain/fileType.ts'
import type { StoredFile } from './fileRow.sql.ts'

type Shown = Pick<
  StoredFile,
  'fileId' | 'name' | 'bytes' | 'kind' | 'type' | 'width' | 'height' | 'hasThumbnail' | 'isGone'
>

/** As both sides see it. */
export function presentFile(file: Shown): MessageFile {
  const { fileId, name, bytes, kind, type, width, height, isGone } = file
  const hasThumbnail = file.hasThumbnail && !isGone
  return {
    fileId,
    name,
    bytes,
    kind,
    type,
    width,
    height,
    hasThumbnail,
    isInline: !isGone && isInlineType(type),
    isGone,
  }
}
