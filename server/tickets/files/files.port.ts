import type { Examiner } from '#server/platform/files/examiner.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { FileStore } from '#server/platform/files/fileStore.ts'

/** What fits, in bytes (T7): of one file, of a ticket, of all that a portal's people have sent, of all that lies at a desk. */
export type FileSizes = { fileBytes: number; ticketBytes: number; portalBytes: number; deskBytes: number }

/** Whose a ticket is, and in which one it goes on; null where there is none. */
export type TicketPlaces = {
  ownersOf(db: Reader, ticketId: string): Promise<{ memberId: string; deskId: string } | null>
  livingOf(db: Reader, ticketId: string): Promise<string>
}

/** Where bytes lie and who looks into them; `scan` is null where no virus scanner is configured. */
export type FileTools = {
  store: FileStore
  examiner: Pick<Examiner, 'examine'>
  scan: ((path: string) => Promise<'clean' | 'infected'>) | null
  sizes: FileSizes
}
