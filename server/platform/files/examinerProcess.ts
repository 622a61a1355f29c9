import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { constants, setPriority } from 'node:os'
import { fileTypeFromFile } from 'file-type'
import sharp from 'sharp'
import { systemErrorCode } from '../embedded/startFailure.ts'
import { decodedTypes, type Examined, type Question } from './examination.ts'

// Hostile files are read here and nowhere else: whatever breaks, breaks a process that holds no secret and no connection.
// A picture may wait; messages do not wait for pictures.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
sharp.cache(false)
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Nsgif', 'Webp', 'Heif', 'Tiff'].map((name) => `VipsForeignLoad${name}File`),
})

const decodeSeconds = 10

process.on('message', (question: Question) => {
  examine(question).then(
    (examined) => process.send?.({ examined }),
    (error: unknown) =>
      process.send?.(systemErrorCode(error) === 'ENOENT' ? { missing: true } : { failed: String(error) }),
  )
})
// Whoever asked is gone.
process.on('disconnect', () => process.exit(0))

async function examine(question: Question): Promise<Examined> {
  const read = await readThrough(question.path)
  const type = (await fileTypeFromFile(question.path))?.mime ?? null
  const isDecoded = type !== null && decodedTypes.includes(type)
  const looked = isDecoded ? await lookAt(question) : { picture: null, trouble: null, hasThumbnail: false }
  return { ...read, type, ...looked }
}

type Read = Pick<Examined, 'digest' | 'isText' | 'isMarkup'>

async function readThrough(path: string): Promise<Read> {
  const hash: Hash = createHash('sha256')
  let first: Buffer | null = null
  let isText = true
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    const bytes: Buffer = chunk
    hash.update(bytes)
    first ??= bytes
    if (isText && !isUtf16(first)) isText = !hasControls(bytes)
  }
  const head = first ?? Buffer.alloc(0)
  return { digest: hash.digest('hex'), isText, isMarkup: isText && beginsAsMarkup(head) }
}

function isUtf16(head: Buffer): boolean {
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
}

/** Tabs, ends of lines and pages, and the colours of a console stand in logs; other control characters in no text of any alphabet. */
function hasControls(bytes: Buffer): boolean {
  for (let place = 0; place < bytes.length; place += 1) {
    const byte = bytes[place] ?? 0
    if (byte < 32 && (byte < 8 || byte > 13) && byte !== 27) return true
  }
  return false
}

function beginsAsMarkup(head: Buffer): boolean {
  const start = head.subarray(0, 4096)
  const text = isUtf16(start) ? start.toString('utf16le') : start.toString('utf8')
  return /^[\uFEFF\s]*</.test(text)
}

type Looked = Pick<Examined, 'picture' | 'trouble' | 'hasThumbnail'>

/** The size stands in the header: what is too large is never decoded. */
async function lookAt({ path, thumbnail, mostPixels, mostSide, thumbnailSide }: Question): Promise<Looked> {
  const header = await sharp(path, { limitInputPixels: false })
    .metadata()
    .catch(() => null)
  if (header === null) return { picture: null, trouble: 'damaged', hasThumbnail: false }
  const [wide, high] = [header.width, header.pageHeight ?? header.height]
  const isTurned = (header.orientation ?? 1) >= 5
  const picture = isTurned ? { width: high, height: wide } : { width: wide, height: high }
  const isTooLarge = wide > mostSide || high > mostSide || wide * high > mostPixels
  if (isTooLarge) return { picture, trouble: 'too large', hasThumbnail: false }
  return { picture, trouble: null, hasThumbnail: await makeThumbnail(path, thumbnail, mostPixels, thumbnailSide) }
}

/** Without what the camera has noted, the place above all; turned as it is seen. One that cannot be decoded has none. */
async function makeThumbnail(path: string, thumbnail: string, mostPixels: number, side: number): Promise<boolean> {
  try {
    await sharp(path, { limitInputPixels: mostPixels, failOn: 'truncated', pages: 1, sequentialRead: true })
      .rotate()
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 75, effort: 2 })
      .timeout({ seconds: decodeSeconds })
      .toFile(thumbnail)
    return true
  } catch {
    await rm(thumbnail, { force: true })
    return false
  }
}
