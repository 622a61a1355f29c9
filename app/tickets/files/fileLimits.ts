import type { FileLimits } from '#contract/tickets/files.types.ts'
import type { FileProblem, Upload } from './uploads.ts'

/** How much may come: of one file, and of all that are not sent yet. */
export interface Room {
  readonly fileBytes: number
  readonly leftBytes: number
}

/** What the server would take if nobody told it: it has the last word. */
export const unknownRoom: Room = { fileBytes: 50 * 1024 * 1024, leftBytes: 200 * 1024 * 1024 }

export function roomIn({ fileBytes, ticket, portal, desk }: FileLimits): Room {
  const quotas = [ticket, portal, desk].filter((quota) => quota !== null)
  return {
    fileBytes,
    leftBytes: Math.min(...quotas.map(({ usedBytes, mostBytes }) => Math.max(mostBytes - usedBytes, 0))),
  }
}

/** The quota that has least left, by the name of its text. */
export function shortQuota({ ticket, portal, desk }: FileLimits) {
  const quotas = [
    { of: 'noRoomInTicket' as const, ...ticket },
    ...(portal === null ? [] : [{ of: 'noRoomInPortal' as const, ...portal }]),
    ...(desk === null ? [] : [{ of: 'noRoomAtDesk' as const, ...desk }]),
  ]
  const left = ({ usedBytes, mostBytes }: (typeof quotas)[number]): number => mostBytes - usedBytes
  return quotas.reduce((least, quota) => (left(quota) < left(least) ? quota : least))
}

/** What the page can tell before a byte is sent; null: nothing stands in the way. */
export async function problemOf(
  file: File,
  others: readonly Pick<Upload, 'bytes'>[],
  { fileBytes, leftBytes }: Room,
): Promise<FileProblem | null> {
  if (file.size > fileBytes) return 'tooBig'
  if (!(await isReadable(file))) return 'unreadable'
  if (file.size === 0) return 'empty'
  const before = others.reduce((sum, { bytes }) => sum + bytes, 0)
  return before + file.size > leftBytes ? 'noRoom' : null
}

/** A folder that is dropped looks like a file until it is read. */
async function isReadable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer()
    return true
  } catch {
    return false
  }
}
