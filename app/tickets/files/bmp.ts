const widest = 16_000

/** How long the second head of a bitmap is, in each of its versions. */
const headLengths: ReadonlySet<number> = new Set([12, 40, 52, 56, 64, 108, 124])

/** By its first bytes: its name may say anything. */
export async function isBmp(file: Blob): Promise<boolean> {
  const head = new DataView(await file.slice(0, 18).arrayBuffer())
  return head.byteLength === 18 && head.getUint16(0) === 0x424d && headLengths.has(head.getUint32(14, true))
}

/** The same picture as PNG, made by the browser; null where it cannot read it. */
export async function pngOf(file: File): Promise<File | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (picture === null || picture.width > widest || picture.height > widest) return null
  const canvas = document.createElement('canvas')
  canvas.width = picture.width
  canvas.height = picture.height
  canvas.getContext('2d')?.drawImage(picture, 0, 0)
  picture.close()
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  const name = `${file.name.replace(/\.(bmp|dib)$/i, '')}.png`
  return blob === null ? null : new File([blob], name, { type: 'image/png', lastModified: file.lastModified })
}
