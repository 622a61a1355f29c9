import type { MessageFile } from '#contract/tickets/files.types.ts'

interface Size {
  width: number
  height: number
}

const alone: Size = { width: 320, height: 280 }
const besideOthers: Size = { width: 200, height: 128 }
const least = 56

/** How large a picture stands in a message, in pixels: its own shape, but nothing so narrow or flat that no finger meets it. */
export function thumbnailSize({ width, height }: Pick<MessageFile, 'width' | 'height'>, isAlone: boolean): Size {
  const most = isAlone ? alone : besideOthers
  if (width === null || height === null || width === 0 || height === 0)
    return { width: most.height, height: most.height }
  const scale = Math.min(most.width / width, most.height / height, 1)
  return { width: Math.max(Math.round(width * scale), least), height: Math.max(Math.round(height * scale), least) }
}
