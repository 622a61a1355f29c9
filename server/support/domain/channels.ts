import type { Channel, EditionChannels, Regulation } from '#contract/regulation.ts'
import type { ChannelsView } from '#contract/support.ts'

/** Which part of a regulation speaks of channels; a plan may have its own for an edition (Q12). */
export type ChannelTerms = Pick<Regulation['channels'], 'cloud' | 'box' | 'talkingOnly'>

export type ChannelFacts = {
  edition: 'cloud' | 'box'
  /** The one that was chosen for this client, and those that the desk has connected. */
  messenger: Channel | null
  connected: readonly Channel[]
}

export type ChannelVerdict =
  | { verdict: 'official' }
  | { verdict: 'talkingOnly' | 'refused'; official: readonly Channel[] }

/** Whether a message that comes this way may become a ticket; if not, which way is the right one (E6). */
export function channelVerdict(terms: ChannelTerms, facts: ChannelFacts, channel: Channel): ChannelVerdict {
  const official = officialChannels(terms[facts.edition], facts)
  if (official.includes(channel)) return { verdict: 'official' }
  return { verdict: terms.talkingOnly.includes(channel) ? 'talkingOnly' : 'refused', official }
}

/** What stands on the client's page and in the desk's list of connections. */
export function channelsOf(terms: ChannelTerms, facts: ChannelFacts): ChannelsView {
  const { chooseOne } = terms[facts.edition]
  const messenger = chosenOf(terms[facts.edition], facts)
  return {
    edition: facts.edition,
    official: officialChannels(terms[facts.edition], facts),
    talkingOnly: [...terms.talkingOnly],
    choices: [...(chooseOne?.from ?? [])],
    messenger,
    isMessengerConnected: messenger !== null && facts.connected.includes(messenger),
  }
}

/** Exactly one where one is to be chosen: the chosen one once it is connected, until then what the regulation names. */
function officialChannels(edition: EditionChannels, facts: ChannelFacts): Channel[] {
  const { official, chooseOne } = edition
  if (chooseOne === null) return [...official]
  const messenger = chosenOf(edition, facts)
  const isConnected = messenger !== null && facts.connected.includes(messenger)
  return [...new Set([...official, isConnected ? messenger : chooseOne.until])]
}

/** A choice that a later regulation no longer offers counts as none. */
function chosenOf({ chooseOne }: EditionChannels, { messenger }: ChannelFacts): Channel | null {
  return messenger !== null && chooseOne?.from.includes(messenger) === true ? messenger : null
}
