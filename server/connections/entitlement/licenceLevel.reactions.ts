import type { AddJob } from '#server/platform/jobs/jobs.ts'
import type { Reaction } from '#server/platform/journal/reactions.ts'
import { holdsUntil } from './domain/entitlement.ts'

/** E5: the entitlement follows the tariff; at once when it changed, later when nobody could be asked for so long. */
export function tariffReaction(addJob: AddJob): Reaction {
  return {
    name: 'tariffs',
    async react(unit, entries) {
      for (const { type, memberId, at } of entries) {
        if (memberId === null) continue
        if (type === 'portal.levelChanged') {
          await addJob(unit, 'settleTariff', { memberId }, { key: `level ${memberId}` })
        }
        if (type === 'portal.tariffUnknown') {
          await addJob(unit, 'settleTariff', { memberId }, { key: `hold ${memberId}`, runAt: endOfHold(at) })
        }
      }
    },
  }
}

/** The level counts up to and with that instant. */
function endOfHold(failingSince: Date): Date {
  const until = holdsUntil({ licence: { level: 'free', answeredAt: failingSince, failingSince } }) ?? failingSince
  return new Date(until.getTime() + 1)
}
