import type { ChannelReason } from '#contract/channels/types.ts'
import type { ChannelNote } from '#contract/tickets/channelNotes.types.ts'

/** What a ticket says of an answer that will not arrive by this channel. */
export function unsentNote(reason: ChannelReason | undefined): ChannelNote['what'] {
  return reason === 'windowClosed' ? 'windowClosed' : 'undelivered'
}
