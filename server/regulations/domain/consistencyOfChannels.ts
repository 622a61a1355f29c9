import { languages } from '#contract/common.ts'
import type { Channel } from '#contract/regulations/base.types.ts'
import type { EditionChannels } from '#contract/regulations/answering.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { type Violation, repeated, unknown, unless } from './violation.ts'

const editions = ['cloud', 'box'] as const

/** E6: every portal has somewhere to write, and no channel is both official and for talking only. */
export function channelViolations({ channels, plans }: Regulation): Violation[] {
  const own = editions.flatMap((edition) => editionMisfits(channels[edition], `channels.${edition}`))
  const ofPlans = plans.flatMap((plan, index) =>
    editions.flatMap((edition) =>
      plan.channels === null ? [] : editionMisfits(plan.channels[edition], `plans.${index}.channels.${edition}`),
    ),
  )
  const official = officialChannels({ channels, plans })
  return [
    ...own,
    ...ofPlans,
    ...repeated('channels.talkingOnly', channels.talkingOnly),
    ...channels.talkingOnly.flatMap((channel, index) =>
      unless(!official.includes(channel), `channels.talkingOnly.${index}`, 'contradiction'),
    ),
    ...channels.accepted.flatMap((accepted, index) =>
      unknown(`channels.accepted.${index}.channels`, accepted.channels, official),
    ),
    ...languages.flatMap((language) =>
      unless(channels.refusal[language].includes('{channels}'), `channels.refusal.${language}`, 'placeholder'),
    ),
  ]
}

function editionMisfits({ official, chooseOne }: EditionChannels, place: string): Violation[] {
  if (chooseOne === null)
    return [...unless(official.length > 0, place, 'missing'), ...repeated(`${place}.official`, official)]
  return [
    ...repeated(`${place}.official`, official),
    ...repeated(`${place}.chooseOne.from`, chooseOne.from),
    ...unless(chooseOne.from.length > 1, `${place}.chooseOne.from`, 'missing'),
    ...chooseOne.from.flatMap((channel, index) =>
      unless(!official.includes(channel), `${place}.chooseOne.from.${index}`, 'contradiction'),
    ),
    ...unless(!chooseOne.from.includes(chooseOne.until), `${place}.chooseOne.until`, 'contradiction'),
  ]
}

export function identificationViolations({ identification, categories, channels, plans }: Regulation): Violation[] {
  if (identification === null) return []
  const official = officialChannels({ channels, plans })
  const { ask, code } = identification
  return [
    ...ask.flatMap((one, index) => unknown(`identification.ask.${index}.channels`, one.channels, official)),
    ...unknown('identification.code.channels', code?.channels ?? [], official),
    ...unknown(
      'identification.code.categories',
      code?.categories ?? [],
      categories.map((category) => category.code),
    ),
  ]
}

/** Wherever somebody may officially write. */
function officialChannels({ channels, plans }: Pick<Regulation, 'channels' | 'plans'>): Channel[] {
  const rules = [channels, ...plans.flatMap((plan) => plan.channels ?? [])]
  return rules.flatMap((rule) =>
    editions.flatMap((edition) => {
      const { official, chooseOne } = rule[edition]
      return chooseOne === null ? official : [...official, ...chooseOne.from, chooseOne.until]
    }),
  )
}
