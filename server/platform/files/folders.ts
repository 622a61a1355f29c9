import { open, opendir, stat } from 'node:fs/promises'
import { systemErrorCode } from '../embedded/startFailure.ts'

/** Null where the file or folder is not there, or not any more. */
export async function ifThere<Value>(act: () => Promise<Value>): Promise<Value | null> {
  try {
    return await act()
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null
    throw error
  }
}

/** What of a file, or of the names in a folder, still waits for the disk is on it afterwards. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** In no order; nothing where the folder is not there. */
export async function* entriesOf(folder: string) {
  const found = await ifThere(() => opendir(folder))
  if (found !== null) yield* found
}

export function statOf(path: string) {
  return ifThere(() => stat(path))
}
