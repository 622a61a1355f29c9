import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Given } from './findSecrets.ts'

/** Every file below a folder, by its name; none where there is no such folder. */
export async function filesIn(folder: string): Promise<Given[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => ({ where: name, bytes: await readFile(join(parentPath, name)) })),
  )
}
