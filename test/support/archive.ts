import { makeZipWriter } from '#server/platform/files/zipWriter.ts'

/** An archive of these texts; a list of pieces may be longer than memory. */
export async function archiveOf(entries: Readonly<Record<string, string | Iterable<string>>>): Promise<Buffer> {
  const archive = makeZipWriter()
  for (const [name, content] of Object.entries(entries)) {
    const entry = archive.open(name)
    for (const piece of typeof content === 'string' ? [content] : content) await entry.write(piece)
    await entry.close()
  }
  return archive.finish()
}
