import type { goodChannels } from './goodChannels.ts'

const owners = 'S S S S S S | + O O S | S + O | I'
const ownersUnknown = 'S S S S S S | F O O S | S F O | I'

/** Who may ask what of a desk's mailboxes. */
export const channelsAccess: Record<keyof typeof goodChannels, string> = {
  readChannels: owners,
  addMailbox: owners,
  changeMailbox: ownersUnknown,
  addBot: owners,
  changeBot: ownersUnknown,
  testMailbox: ownersUnknown,
  pauseMailbox: ownersUnknown,
  removeMailbox: owners,
  retryChannelEvent: ownersUnknown,
}
