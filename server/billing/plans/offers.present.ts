import type { OfferView } from '#contract/billing/offers.types.ts'
import type { Channel } from '#contract/regulations/base.types.ts'
import type { EditionChannels } from '#contract/regulations/answering.types.ts'
import type { Plan } from '#contract/regulations/plans.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { offerTo } from '#server/regulations/domain/prices.ts'
import { promisedReactions } from '#server/regulations/domain/reactions.ts'
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
    reactions: promisedReactions(regulation, plan.code),
    ...channelsOf(plan),
  }))
}

function channelsOf({ channels }: Plan): Pick<OfferView, 'channels'> {
  if (channels === null) return { channels: null }
  return { channels: { cloud: listed(channels.cloud), box: listed(channels.box) } }
}

function listed({ official, chooseOne }: EditionChannels): Channel[] {
  return [...official, ...(chooseOne?.from ?? [])]
}
