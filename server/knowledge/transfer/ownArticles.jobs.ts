import * as v from 'valibot'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import type { FiledArticle } from './articleFile.adapter.ts'
import { copyOwnArticles } from './transfer.commands.ts'

const oneDesk = v.object({ deskId: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    copyOwnArticles: v.InferOutput<typeof oneDesk>
  }
}

/** What a new standard desk starts with. Done twice it is done once. */
export function ownArticlesJobs({
  transaction,
  ownArticles,
}: {
  transaction: Transaction
  ownArticles: () => readonly FiledArticle[]
}): JobTasks<'copyOwnArticles'> {
  return {
    copyOwnArticles: {
      payload: oneDesk,
      run: ({ deskId }) => transaction((unit) => copyOwnArticles(unit, { deskId, actor: null }, ownArticles())),
    },
  }
}
