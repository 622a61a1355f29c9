import { createHmac, timingSafeEqual } from 'node:crypto'
import { fileVariants, type FileVariant } from '#contract/tickets/files.types.ts'

/** `client:<member>` or `desk:<id>`: for whose people a link was made. */
export type FileLink = { fileId: string; variant: FileVariant; viewer: string; until: Date }

const stepMilliseconds = 5 * 60_000
export const linkPath = '/files'

/** T7: until when a link made now is good: five to ten minutes, so that whoever asks again meanwhile gets the same one. */
export function linkEnd(at: Date): Date {
  return new Date((Math.floor(at.getTime() / stepMilliseconds) + 2) * stepMilliseconds)
}

export function signLink(link: FileLink, key: Buffer): string {
  const query = new URLSearchParams({
    for: link.viewer,
    until: String(link.until.getTime() / 1000),
    sign: signatureOf(link, key).toString('base64url'),
  })
  return `${linkPath}/${link.fileId}/${link.variant}?${query.toString()}`
}

/** Whatever stands in the address, if it was signed here; null otherwise. Whether it is over is for the caller to say. */
export function readLink(url: URL, key: Buffer): FileLink | null {
  const [, fileId = '', name = ''] = /^\/files\/([\da-f-]{36})\/([a-z]{1,20})$/.exec(url.pathname) ?? []
  const variant = fileVariants.find((one) => one === name)
  const seconds = Number(url.searchParams.get('until') ?? Number.NaN)
  if (variant === undefined || !Number.isSafeInteger(seconds) || Math.abs(seconds) > 1e11) return null
  const link = { fileId, variant, viewer: url.searchParams.get('for') ?? '', until: new Date(seconds * 1000) }
  const given = Buffer.from(url.searchParams.get('sign') ?? '', 'base64url')
  const wanted = signatureOf(link, key)
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? link : null
}

function signatureOf({ fileId, variant, viewer, until }: FileLink, key: Buffer): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify(['file', fileId, variant, viewer, until.getTime()]))
    .digest()
}
