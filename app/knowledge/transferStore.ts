import { defineStore } from 'pinia'
import type { ArticleFile, ImportedArticles } from '#contract/knowledge/transfer.types.ts'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'
import { batchesOf } from './articleFiles.ts'

type Result = ImportedArticles['results'][number]

/** A5: articles as files, and those that come with the program. */
export const useTransferStore = defineStore('articleTransfer', () => {
  const call = useCall()
  const { value: own, read: readOwn, keep } = useResource(() => call('readOwnArticles', {}))

  /** One part after the other; `told` hears how many files are done. */
  async function take(
    files: readonly ArticleFile[],
    publishes: boolean,
    told: (done: number) => void,
  ): Promise<Result[]> {
    const { batches, tooLong } = batchesOf(files)
    const results: Result[] = tooLong.map(({ path }) => ({
      path,
      outcome: 'refused',
      fault: 'length',
      isPublished: false,
    }))
    for (const batch of batches) {
      const answer = await call('importArticles', { files: batch, publishes })
      results.push(...answer.results)
      told(results.length)
    }
    return results
  }

  async function readAll(): Promise<ArticleFile[]> {
    const files: ArticleFile[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: { files: ArticleFile[]; nextCursor: string | null } = await call(
        'exportArticles',
        cursor === '' ? {} : { cursor },
      )
      files.push(...page.files)
      cursor = page.nextCursor
    }
    return files
  }

  async function copyOwn(): Promise<void> {
    keep(await call('copyOwnArticles', {}))
  }

  return { own, readOwn, take, readAll, copyOwn }
})
