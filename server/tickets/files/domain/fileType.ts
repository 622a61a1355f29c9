import type { FileKind } from '#contract/tickets/files.types.ts'
import type { RefusalCode } from '#contract/refusals.ts'
import { extensionIn, withExtension } from './fileName.ts'

/** What is known of a file by its content. */
export type Content = {
  type: string | null
  isText: boolean
  isMarkup: boolean
  trouble: 'too large' | 'damaged' | null
}
export type FileType = { kind: FileKind; type: string; extensions: readonly string[] | null }
type Known = { kind: FileKind; extensions: readonly string[] }

const office = (...extensions: string[]): Known => ({ kind: 'office', extensions })
const picture = (...extensions: string[]): Known => ({ kind: 'picture', extensions })
const archive = (...extensions: string[]): Known => ({ kind: 'archive', extensions })
const ooxml = 'application/vnd.openxmlformats-officedocument.'

/** T7: what is taken, by its media type; the first extension is the one that a wrong name gets. */
const known: Readonly<Record<string, Known>> = {
  'image/jpeg': picture('jpg', 'jpeg', 'jpe', 'jfif'),
  'image/png': picture('png'),
  'image/apng': picture('png', 'apng'),
  'image/gif': picture('gif'),
  'image/webp': picture('webp'),
  'image/avif': picture('avif'),
  'image/heic': picture('heic', 'heif'),
  'image/heif': picture('heif', 'heic'),
  'image/tiff': picture('tiff', 'tif'),
  'image/x-icon': picture('ico'),
  'image/jxl': picture('jxl'),
  'image/vnd.adobe.photoshop': picture('psd'),
  'video/mp4': { kind: 'video', extensions: ['mp4', 'm4v'] },
  'video/x-m4v': { kind: 'video', extensions: ['m4v', 'mp4'] },
  'video/webm': { kind: 'video', extensions: ['webm'] },
  'application/pdf': { kind: 'pdf', extensions: ['pdf'] },
  'application/rtf': office('rtf'),
  'application/x-cfb': office('doc', 'xls', 'ppt', 'msg', 'vsd', 'mpp', 'pub'),
  'application/vnd.oasis.opendocument.text': office('odt'),
  'application/vnd.oasis.opendocument.spreadsheet': office('ods'),
  'application/vnd.oasis.opendocument.presentation': office('odp'),
  [`${ooxml}wordprocessingml.document`]: office('docx'),
  [`${ooxml}spreadsheetml.sheet`]: office('xlsx'),
  [`${ooxml}presentationml.presentation`]: office('pptx'),
  'application/vnd.ms-word.document.macroenabled.12': office('docm'),
  'application/vnd.ms-excel.sheet.macroenabled.12': office('xlsm'),
  'application/vnd.visio': office('vsdx', 'vsd'),
  'application/zip': archive('zip'),
  'application/vnd.rar': archive('rar'),
  'application/x-rar-compressed': archive('rar'),
  'application/x-7z-compressed': archive('7z'),
}

/** What begins as these has no type of its own: it is a text that somebody has exported. */
const texts: readonly string[] = [
  'text/calendar',
  'text/vcard',
  'application/x-subrip',
  'text/vtt',
  'application/x-ndjson',
]

/** A double click runs them, though a text is all they are. */
const runs: readonly string[] =
  '.bat .cmd .com .cpl .exe .gadget .hta .inf .jar .js .jse .lnk .msc .msi .msp .pif .ps1 .psm1 .reg .scf .scr .sct .url .vb .vbe .vbs .ws .wsc .wsf .wsh'.split(
    ' ',
  )

/** Types that a browser shows without running anything. */
const inlineTypes: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/avif',
  'video/mp4',
  'video/webm',
])

/** T7: by content, never by name. A refusal says why it is not taken. */
export function typeOf(content: Content): FileType | RefusalCode {
  if (content.trouble !== null) return content.trouble === 'too large' ? 'picture_too_large' : 'file_damaged'
  if (content.type === 'image/bmp') return 'bmp_only_in_archive'
  if (content.isMarkup) return { kind: 'other', type: 'application/octet-stream', extensions: null }
  const found = known[content.type ?? '']
  if (found !== undefined) return { type: content.type ?? '', ...found }
  const isPlain = content.type === null || texts.includes(content.type)
  if (content.isText && isPlain) return { kind: 'text', type: 'text/plain', extensions: null }
  return 'file_type_not_allowed'
}

/** A name that says something else, or that would be run, gets the extension that is true. */
export function nameFor(name: string, { extensions }: FileType): string {
  const extension = extensionIn(name)
  if (extensions === null) return runs.includes(extension) ? withExtension(name, 'txt') : name
  const [usual = 'bin'] = extensions
  return extensions.includes(extension.slice(1)) ? name : withExtension(name, usual)
}

export function isInlineType(type: string): boolean {
  return inlineTypes.has(type)
}
