import type { Language } from '#contract/common.ts'
import { longestArticleFile, mostImported, type ArticleFile } from '#contract/knowledge/transfer.types.ts'
import { DamagedZip, readZip } from './zip.ts'

/** All that one import takes, in bytes. */
const mostBytes = 20_000_000
/** Of one call: what the server takes, with room for the letters that JSON writes longer. */
const bytesOfCall = 90_000
const isArticle = (path: string): boolean => path.endsWith('.md') && !path.includes('__MACOSX/')

export { DamagedZip }

/**
 * The Markdown files among those that were chosen, also in archives; one without a folder is in this language. Throws `DamagedZip` where an
 * archive cannot be read.
 */
export async function articleFilesIn(chosen: readonly File[], language: Language): Promise<ArticleFile[]> {
  if (chosen.reduce((sum, { size }) => sum + size, 0) > mostBytes) throw new DamagedZip()
  const found = await Promise.all(
    chosen.map(async (file) => {
      if (file.name.toLowerCase().endsWith('.zip')) return readZip(await file.arrayBuffer(), isArticle)
      return isArticle(file.name) ? [{ path: `${language}/${file.name}`, text: await file.text() }] : []
    }),
  )
  return found.flat().map(({ path, text }) => ({ path: path.slice(-300), text }))
}

/** In their order, as many as one call takes; what is too long to be an article stands alone in `tooLong`. */
export function batchesOf(files: readonly ArticleFile[]): { batches: ArticleFile[][]; tooLong: ArticleFile[] } {
  const batches: ArticleFile[][] = []
  let room = 0
  for (const file of files.filter(isShort)) {
    const bytes = new TextEncoder().encode(JSON.stringify(file)).length
    const last = batches.at(-1)
    if (last === undefined || bytes > room || last.length === mostImported) {
      batches.push([file])
      room = bytesOfCall - bytes
    } else {
      last.push(file)
      room -= bytes
    }
  }
  return { batches, tooLong: files.filter((file) => !isShort(file)) }
}

function isShort({ text }: ArticleFile): boolean {
  return text.length <= longestArticleFile
}
