import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { reaction, type Reaction } from '#server/platform/journal/reaction.ts'
import { holdsUntil } from './domain/entitlement.ts'

/** E5: the entitlement follows the tariff; at once when it changed, later when nobody could be asked for so long. */
export function tariffReaction(addJob: AddJob): Reaction {
  return reaction({
    name: 'tariffs',
    on: ['portal.levelChanged', 'portal.tariffUnknown'],
    async react(unit, entries) {
      for (const { type, memberId, at } of entries) {
        if (memberId === null) continue
        const spec =
          type === 'portal.levelChanged'
            ? { key: `level ${memberId}` }
            : { key: `hold ${memberId}`, runAt: endOfHold(at) }
        await addJob(unit, 'settleTariff', { memberId }, spec)
      }
    },
  })
}

/** The level counts up to and with that instant. */
function endOfHold(failingSince: Date): Date {
  const until = holdsUntil({ licence: { level: 'free', answeredAt: failingSince, failingSince } }) ?? failingSince
  return new Date(until.getTime() + 1)
}
