import type { Download, Locator } from 'playwright-core'
import sharp from 'sharp'
import type { Visit } from './stage.ts'

/** A file as a person would choose it. */
export interface ChosenFile {
  name: string
  mimeType: string
  buffer: Buffer
}

export async function pngOf(name: string, { width, height }: { width: number; height: number }): Promise<ChosenFile> {
  const picture = sharp({ create: { width, height, channels: 3, background: '#2fc6f6' } }).png()
  return { name, mimeType: 'image/png', buffer: await picture.toBuffer() }
}

const line = (number: number): string => `2026-11-20 09:00:00 request ${number} took ${number % 97} ms\n`

/** Lines of a log; at least so many bytes. */
export function logOf(name: string, bytes: number): ChosenFile {
  const lines: string[] = []
  for (let length = 0; length < bytes; length += lines.at(-1)?.length ?? 0) lines.push(line(lines.length))
  return { name, mimeType: 'text/plain', buffer: Buffer.from(lines.join('')) }
}

/** The smallest document that is one. */
export function pdfOf(name: string): ChosenFile {
  const body = [
    '%PDF-1.4',
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj',
    'trailer<</Root 1 0 R>>',
    '%%EOF',
    '',
  ]
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(body.join('\n')) }
}

/** 24 bits a pixel, as screenshot programs of old write it. */
export function bmpOf(name: string, side: number): ChosenFile {
  const row = Math.ceil((side * 3) / 4) * 4
  const buffer = Buffer.alloc(54 + row * side, 0x80)
  buffer.write('BM')
  buffer.writeUInt32LE(buffer.length, 2)
  buffer.writeUInt32LE(0, 6)
  buffer.writeUInt32LE(54, 10)
  buffer.writeUInt32LE(40, 14)
  buffer.writeInt32LE(side, 18)
  buffer.writeInt32LE(side, 22)
  buffer.writeUInt16LE(1, 26)
  buffer.writeUInt16LE(24, 28)
  buffer.fill(0, 30, 54)
  return { name, mimeType: 'image/bmp', buffer }
}

export async function attach({ app }: Visit, ...files: ChosenFile[]): Promise<void> {
  await app.locator('input[type=file]').first().setInputFiles(files)
}

/** The line of a file that is on its way or waits to be sent. */
export function attached({ app }: Visit, name: string): Locator {
  return app.getByRole('list', { name: 'Файлы к сообщению' }).getByRole('listitem').filter({ hasText: name })
}

export const isUploaded = (visit: Visit, name: string): Promise<void> =>
  attached(visit, name).getByText('Загружен, ').waitFor()

/** What is saved when this is pressed. */
export async function savedBy({ page }: Visit, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return { name: download.suggestedFilename(), bytes: await bytesOf(download) }
}

async function bytesOf(download: Download): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of await download.createReadStream()) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}

/** What a file manager does with a file that is let go over a part of the page. */
export async function drop(target: Locator, { name, mimeType, buffer }: ChosenFile): Promise<void> {
  const dropped = { name, mimeType, text: buffer.toString('latin1') }
  const script = (element: Element, { name: called, mimeType: type, text }: typeof dropped): void => {
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0))
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([bytes], called, { type }))
    for (const kind of ['dragenter', 'dragover', 'drop']) {
      element.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }))
    }
  }
  await target.evaluate(script, dropped)
}
