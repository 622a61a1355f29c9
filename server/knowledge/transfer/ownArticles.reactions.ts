import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { reaction, type Reaction } from '#server/platform/journal/reaction.ts'

/** A new standard desk starts with the articles that come with the program. */
export function ownArticlesReaction(addJob: AddJob): Reaction {
  return reaction({
    name: 'ownArticles',
    on: ['desk.opened'] as const,
    async react(unit, entries) {
      for (const { payload, deskId } of entries) {
        if (payload.kind !== 'standard' || deskId === null) continue
        await addJob(unit, 'copyOwnArticles', { deskId }, { key: `own articles ${deskId}` })
      }
    },
  })
}
