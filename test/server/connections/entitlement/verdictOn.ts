import type { ChannelsView } from '#contract/connections/types.ts'
import type { Channel } from '#contract/regulations/base.types.ts'

/** What becomes of a message that comes by this channel, by what both pages say of the channels. */
export function verdictOn(
  { official, talkingOnly }: Pick<ChannelsView, 'official' | 'talkingOnly'>,
  channel: Channel,
): 'official' | 'talkingOnly' | 'refused' {
  if (official.includes(channel)) return 'official'
  return talkingOnly.includes(channel) ? 'talkingOnly' : 'refused'
}
