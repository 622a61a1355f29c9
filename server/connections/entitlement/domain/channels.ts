import type { Channel } from '#contract/regulations/base.types.ts'
import type { EditionChannels } from '#contract/regulations/answering.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import type { ChannelsView } from '#contract/connections/types.ts'

/** Which part of a regulation speaks of channels; a plan may have its own (Q12). */
export type ChannelTerms = {
  channels: Pick<Regulation['channels'], 'cloud' | 'box' | 'talkingOnly'>
  plans: readonly Pick<Regulation['plans'][number], 'code' | 'channels'>[]
}

export type ChannelFacts = {
  edition: 'cloud' | 'box'
  /** The one that was chosen for this client, and those that the desk has connected. */
  messenger: Channel | null
  connected: readonly Channel[]
  /** What the server has: nothing else is offered. */
  served: readonly Channel[]
  /** Where clients write to, of those that the desk has set up itself. */
  addresses?: readonly { channel: Channel; address: string }[]
  /** Codes of the plans that this client can take quanta of now. */
  livePlans: readonly string[]
}

/** E6: which ways of a message may become a ticket, as it is on the client's page and in the desk's list of connections. */
export function channelsOf(terms: ChannelTerms, facts: ChannelFacts): ChannelsView {
  const choices = choicesOf(terms, facts)
  const messenger = choices.find((one) => one === facts.messenger) ?? null
  const official = officialChannels(terms, facts)
  const addresses = (facts.addresses ?? []).filter(({ channel }) => official.includes(channel))
  return {
    edition: facts.edition,
    official,
    talkingOnly: terms.channels.talkingOnly.filter((channel) => facts.served.includes(channel)),
    choices,
    messenger,
    isMessengerConnected: messenger !== null && facts.connected.includes(messenger),
    ...(addresses.length > 0 && { addresses }),
  }
}

/** Where exactly one is to be chosen, out of these; what is official without a choice needs none. */
function choicesOf(terms: ChannelTerms, facts: ChannelFacts): Channel[] {
  const rules = rulesFor(terms, facts)
  const official = rules.flatMap((rule) => rule.official)
  const offered = rules.flatMap(({ chooseOne }) => chooseOne?.from ?? [])
  return [...new Set(offered)].filter((channel) => !official.includes(channel) && facts.served.includes(channel))
}

function officialChannels(terms: ChannelTerms, facts: ChannelFacts): Channel[] {
  const named = rulesFor(terms, facts).flatMap((rule) => officialBy(rule, facts))
  const official = [...new Set(named)].filter((channel) => facts.served.includes(channel))
  // Somewhere a client must be able to write: until one of those is served, it is the portal itself.
  return official.length === 0 ? ['app'] : official
}

/** Those of the live plans that have their own, all together; the desk's where none has (Q12). */
function rulesFor({ channels, plans }: ChannelTerms, { edition, livePlans }: ChannelFacts): EditionChannels[] {
  const own = plans.flatMap((plan) => (livePlans.includes(plan.code) ? (plan.channels?.[edition] ?? []) : []))
  return own.length === 0 ? [channels[edition]] : own
}

/** Exactly one where one is to be chosen: the chosen one once it is connected, until then what the regulation names. */
function officialBy({ official, chooseOne }: EditionChannels, { messenger, connected }: ChannelFacts): Channel[] {
  if (chooseOne === null) return official
  // A choice that a later regulation no longer offers counts as none.
  const isConnected = messenger !== null && chooseOne.from.includes(messenger) && connected.includes(messenger)
  return [...official, isConnected ? messenger : chooseOne.until]
}
