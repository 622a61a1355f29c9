import { deflateSync, crc32 } from 'node:zlib'

/** A file as somebody has it on their disk. */
export interface DemoFile {
  name: string
  bytes: Buffer
}

type Colour = readonly [red: number, green: number, blue: number]
/** From the left, from the top, how wide, how high, in pixels of the picture. */
type Box = readonly [x: number, y: number, width: number, height: number, colour: Colour]

const ink: Colour = [38, 50, 66]
const line: Colour = [214, 221, 230]
const paper: Colour = [247, 249, 251]
const white: Colour = [255, 255, 255]
const accent: Colour = [0, 106, 230]
const alarm: Colour = [226, 62, 62]
const [width, height] = [960, 600]

/** The window of a program: a bar above, a menu at the left, and what it shows. */
function windowWith(shown: Box[]): Box[] {
  const menu = [0, 1, 2, 3, 4].map((row): Box => [24, 96 + row * 44, 120 - (row % 3) * 22, 12, line])
  return [
    [0, 0, width, height, paper],
    [0, 0, width, 52, ink],
    [24, 18, 150, 16, white],
    [0, 52, 190, height - 52, white],
    ...menu,
    ...shown,
  ]
}

/** Where a list should be there is a message that it failed. */
export function failedPage(name: string): DemoFile {
  const shown: Box[] = [
    [222, 84, 220, 20, ink],
    [222, 130, 700, 92, [253, 236, 236]],
    [222, 130, 6, 92, alarm],
    [252, 154, 280, 16, alarm],
    [252, 184, 420, 10, [200, 120, 120]],
    [222, 254, 160, 40, accent],
    [250, 269, 104, 10, white],
  ]
  return picture(name, windowWith(shown))
}

/** A table of which some rows are marked. */
export function tableWith(name: string, rows: number, marked: number[]): DemoFile {
  const shown = Array.from({ length: rows }).flatMap((_, row): Box[] => {
    const y = 130 + row * 40
    const isMarked = marked.includes(row)
    return [
      [222, y, 700, 36, isMarked ? [255, 243, 217] : white],
      [238, y + 13, 180 - (row % 4) * 26, 10, isMarked ? alarm : ink],
      [520, y + 13, 110 + (row % 3) * 18, 10, line],
      [810, y + 13, 70 - (row % 2) * 22, 10, isMarked ? alarm : ink],
    ]
  })
  return picture(name, windowWith([[222, 84, 260, 20, ink], ...shown]))
}

/** A PNG of plain boxes, one over the other. */
function picture(name: string, boxes: Box[]): DemoFile {
  const stride = width * 3 + 1
  const pixels = Buffer.alloc(stride * height)
  for (const [x, y, wide, high, [red, green, blue]] of boxes)
    for (let row = y; row < Math.min(y + high, height); row += 1)
      for (let at = row * stride + 1 + x * 3; at < row * stride + 1 + (x + wide) * 3; at += 3) {
        pixels[at] = red
        pixels[at + 1] = green
        pixels[at + 2] = blue
      }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))]
  return { name, bytes: Buffer.concat([signature, ...chunks]) }
}

function chunk(kind: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), body])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

/** One page of large lines, in Latin letters. */
export function page(name: string, lines: string[]): DemoFile {
  const text = lines.map((words) => `(${words.replaceAll(/[()\\]/g, '\\$&')}) Tj T*`).join('\n')
  const shown = `BT /F1 16 Tf 24 TL 60 760 Td\n${text}\nET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${shown.length}>>stream\n${shown}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let body = '%PDF-1.4\n'
  const places = objects.map((object, index) => {
    const place = body.length
    body += `${index + 1} 0 obj${object}endobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  const end = `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`
  return { name, bytes: Buffer.from(body + table + end, 'latin1') }
}

/** A log: a line every second, and one that says what failed. */
export function log(name: string, day: string, failed: string): DemoFile {
  const lines = Array.from({ length: 120 }, (_, second) => {
    const at = `${day} 02:${String(40 + Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}`
    return second === 97
      ? `${at} ERROR ${failed}`
      : `${at} INFO  row ${9000 + second} done in ${12 + ((second * 7) % 31)} ms`
  })
  return { name, bytes: Buffer.from(`${lines.join('\n')}\n`) }
}
