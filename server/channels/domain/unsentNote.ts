import type { ChannelReason } from '#contract/channels/types.ts'
import type { ChannelNote } from '#contract/tickets/channelNotes.types.ts'

/** What a ticket says of an answer that will not arrive by this channel. */
export function unsentNote(reason: ChannelReason | undefined): ChannelNote['what'] {
  if (reason === 'windowClosed') return 'windowClosed'
  return reason === 'addressStopped' ? 'stopped' : 'undelivered'
}
