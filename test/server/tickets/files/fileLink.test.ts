import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fileVariants } from '#contract/tickets/files.types.ts'
import { linkEnd, readLink, signLink, type FileLink } from '#server/tickets/files/domain/fileLink.ts'

const key = Buffer.alloc(32, 7)
const origin = 'http://desk.example'
const link: FileLink = {
  fileId: '0b0f5b1e-0d3c-4e0e-9b5f-1f6f7f0a1b2c',
  variant: 'inline',
  viewer: 'client:abc',
  until: new Date('2026-11-20T09:10:00Z'),
}
const urlOf = (one: FileLink) => new URL(signLink(one, key), origin)

it('what was signed is read, by the same key alone', () => {
  expect(readLink(urlOf(link), key)).toEqual(link)
  expect(readLink(urlOf(link), Buffer.alloc(32, 8))).toBeNull()
})

it.each([
  ['another file', (url: URL) => (url.pathname = url.pathname.replace('0b0f', '0b0e'))],
  ['another variant', (url: URL) => (url.pathname = url.pathname.replace('inline', 'download'))],
  ['an unknown variant', (url: URL) => (url.pathname = url.pathname.replace('inline', 'raw'))],
  ['another viewer', (url: URL) => url.searchParams.set('for', 'client:abd')],
  ['a later end', (url: URL) => url.searchParams.set('until', String(link.until.getTime() / 1000 + 60))],
  ['an end that is none', (url: URL) => url.searchParams.set('until', '1e400')],
  ['no signature', (url: URL) => url.searchParams.delete('sign')],
  ['half a signature', (url: URL) => url.searchParams.set('sign', url.searchParams.get('sign')?.slice(0, 20) ?? '')],
])('%s is forged', (_what, change) => {
  const url = urlOf(link)
  change(url)
  expect(readLink(url, key)).toBeNull()
})

it('every link is read as it was signed, and whatever is changed in it is noticed', () => {
  const links = fc.record({
    fileId: fc.uuid(),
    variant: fc.constantFrom(...fileVariants),
    viewer: fc.string({ unit: 'grapheme', maxLength: 80 }),
    until: fc.integer({ min: 0, max: 4e9 }).map((seconds) => new Date(seconds * 1000)),
  })
  fc.assert(
    fc.property(links, links, (one, other) => {
      expect(readLink(urlOf(one), key)).toEqual(one)
      const mixed = urlOf(one)
      mixed.searchParams.set('for', other.viewer)
      expect(readLink(mixed, key)).toEqual(one.viewer === other.viewer ? one : null)
    }),
  )
})

it('is good for five to ten minutes, and the same for whoever asks again', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }), (at) => {
      const minutes = (linkEnd(at).getTime() - at.getTime()) / 60_000
      expect(minutes).toBeGreaterThanOrEqual(5)
      expect(minutes).toBeLessThanOrEqual(10)
    }),
  )
  expect(linkEnd(new Date('2026-11-20T09:00:00Z'))).toEqual(linkEnd(new Date('2026-11-20T09:04:59Z')))
})
