/** What is asked of the process that looks into files, and what it says. */
export type Question = {
  path: string
  /** Where the thumbnail is to lie. */
  thumbnail: string
  mostPixels: number
  mostSide: number
  thumbnailSide: number
}

export type Examined = {
  /** SHA-256 of all bytes, in hexadecimal digits. */
  digest: string
  /** The media type by its first bytes; null where nothing is known that begins so. */
  type: string | null
  /** It has no bytes that no text has. */
  isText: boolean
  /** A text that begins as HTML, SVG or XML does. */
  isMarkup: boolean
  /** Only of pictures whose size is known: as they are seen, turned. */
  picture: { width: number; height: number } | null
  /** Why it is not looked at any further. */
  trouble: 'too large' | 'damaged' | null
  hasThumbnail: boolean
}

/** Raster pictures that are decoded here at all. */
export const decodedTypes: readonly string[] = [
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/tiff',
]
