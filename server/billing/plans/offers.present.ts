import type { OfferView } from '#contract/billing/offers.types.ts'
import type { Channel } from '#contract/regulations/base.types.ts'
import type { EditionChannels } from '#contract/regulations/answering.types.ts'
import type { Plan } from '#contract/regulations/plans.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { offerTo } from '#server/regulations/domain/prices.ts'
import { offeredTo } from './domain/offered.ts'

export function presentOffers(
  regulation: Regulation,
  clientStatus: number,
  allowed: string[] | null,
  currency: string | null,
): OfferView[] {
  return offeredTo(regulation, clientStatus, allowed, currency).map((plan) => ({
    planCode: plan.code,
    title: plan.title,
    ...offerTo(plan, clientStatus, currency),
    ...reactionOf(plan, regulation.targets),
    ...channelsOf(plan),
  }))
}

/** Its first reactions that are counted in time, whatever the category: the shortest one, and each by its priorities. */
function reactionOf({ code }: Plan, targets: Regulation['targets']): Pick<OfferView, 'reactionMinutes' | 'reactions'> {
  const promised = targets.flatMap(({ kind, plans, coupon, within, priorities }) =>
    kind === 'firstReaction' && !coupon && plans?.includes(code) === true && within.by === 'time'
      ? [{ priorities, minutes: within.minutes }]
      : [],
  )
  const byPriorities = Map.groupBy(promised, ({ priorities }) => priorities?.join(' ') ?? '')
  const reactions = [...byPriorities.values()].flatMap((same) =>
    same.toSorted((one, other) => one.minutes - other.minutes).slice(0, 1),
  )
  const minutes = promised.map((one) => one.minutes)
  return { reactionMinutes: minutes.length === 0 ? null : Math.min(...minutes), reactions }
}

function channelsOf({ channels }: Plan): Pick<OfferView, 'channels'> {
  if (channels === null) return { channels: null }
  return { channels: { cloud: listed(channels.cloud), box: listed(channels.box) } }
}

function listed({ official, chooseOne }: EditionChannels): Channel[] {
  return [...official, ...(chooseOne?.from ?? [])]
}
