import { expect, it } from 'vitest'
import { isInlineType, nameFor, typeOf } from '#server/tickets/files/domain/fileType.ts'

const binary = { isText: false, isMarkup: false, trouble: null }
const text = { ...binary, isText: true }

function typed(content: Parameters<typeof typeOf>[0]) {
  const type = typeOf(content)
  if (typeof type === 'string') throw new Error(type)
  return type
}

it.each([
  ['image/png', 'picture'],
  ['image/heic', 'picture'],
  ['video/mp4', 'video'],
  ['video/webm', 'video'],
  ['application/pdf', 'pdf'],
  ['application/zip', 'archive'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'office'],
  ['application/x-cfb', 'office'],
])('%s is taken as %s', (type, kind) => {
  expect(typeOf({ ...binary, type })).toMatchObject({ kind, type })
})

it.each([
  'application/x-msdownload',
  'application/x-elf',
  'application/java-archive',
  'audio/mpeg',
  'video/quicktime',
  null,
])('%s is not taken', (type) => {
  expect(typeOf({ ...binary, type })).toBe('file_type_not_allowed')
})

it('what is wrong with a file is said', () => {
  expect(typeOf({ ...binary, type: 'image/bmp' })).toBe('bmp_only_in_archive')
  expect(typeOf({ ...binary, type: 'image/png', trouble: 'too large' })).toBe('picture_too_large')
  expect(typeOf({ ...binary, type: 'image/png', trouble: 'damaged' })).toBe('file_damaged')
})

it('text is text, and markup is nothing that a browser knows', () => {
  expect(typeOf({ ...text, type: null })).toMatchObject({ kind: 'text', type: 'text/plain' })
  expect(typeOf({ ...text, isMarkup: true, type: null })).toMatchObject({
    kind: 'other',
    type: 'application/octet-stream',
  })
  expect(typeOf({ ...text, isMarkup: true, type: 'application/xml' })).toMatchObject({
    type: 'application/octet-stream',
  })
})

it('a name that says something else gets the extension that is true', () => {
  const png = typed({ ...binary, type: 'image/png' })
  const jpeg = typed({ ...binary, type: 'image/jpeg' })
  const log = typed({ ...text, type: null })
  expect(nameFor('shot.png', png)).toBe('shot.png')
  expect(nameFor('invoice.pdf', png)).toBe('invoice.pdf.png')
  expect(nameFor('photo.JPEG', jpeg)).toBe('photo.JPEG')
  expect(nameFor('run.bat', log)).toBe('run.bat.txt')
  expect(nameFor('page.hta', typed({ ...text, isMarkup: true, type: null }))).toBe('page.hta.txt')
  expect(nameFor('index.php', log)).toBe('index.php')
  expect(nameFor('README', log)).toBe('README')
})

it('only raster pictures and videos are ever shown in a page', () => {
  expect(['image/png', 'video/mp4'].every(isInlineType)).toBe(true)
  expect(['image/svg+xml', 'text/html', 'text/plain', 'application/pdf', 'image/tiff'].some(isInlineType)).toBe(false)
})
