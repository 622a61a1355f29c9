import type { Readable } from 'node:stream'

/** Nothing more fits on the disk, or only what is kept free there for the database. */
export class DiskFull extends Error {}

export type ContentVariant = 'original' | 'thumbnail'
/** Bytes `from` to `to`, both of them included. */
export type ByteRange = { from: number; to: number }
export type StoredThing = { what: 'upload' | 'content'; id: string; changedAt: Date }

/**
 * Where the bytes of files lie: a folder now, later perhaps an object store (an upload is then a multipart one, and `keep` its end).
 * Ids are made by the server; no name that somebody has given to a file comes here. Nothing is ever changed: an upload grows, a
 * content is there whole or not at all.
 */
export type FileStore = {
  /** How much of an upload has come; 0 where there is none. */
  uploadedBytes(uploadId: string): Promise<number>
  /**
   * Adds what comes to an upload that is `offset` bytes long; how long it is then. What came before the source broke off is kept.
   * Throws `DiskFull`.
   */
  append(uploadId: string, offset: number, source: AsyncIterable<readonly Uint8Array[]>): Promise<number>
  /** A path of this machine under which the bytes may be read. */
  withUpload<Result>(uploadId: string, use: (path: string) => Promise<Result>): Promise<Result>
  /**
   * Makes a content of a whole upload, which stays; `makeThumbnail` writes one to the path, if there is one, and says so. When this is
   * over it survives a power cut.
   */
  keep(uploadId: string, contentId: string): Promise<void>
  /** Where a thumbnail of that content is to be written before it is kept. */
  thumbnailPath(contentId: string): Promise<string>
  dropUpload(uploadId: string): Promise<void>
  /** Null where there is none. */
  read(contentId: string, variant: ContentVariant, range?: ByteRange): Promise<Readable | null>
  sizeOf(contentId: string, variant: ContentVariant): Promise<number | null>
  removeContent(contentId: string): Promise<void>
  /** All that lies there, in no order. */
  list(): AsyncIterable<StoredThing>
}
