import { newId } from '#test/support/world.ts'
import type { ChannelRouteName } from '#server/channels/mail/mailboxes.routes.ts'
import type { BotRouteName } from '#server/channels/messengers/bots.routes.ts'
import type { GoodInput } from '../goodPartnerInputs.ts'

const server = { host: '127.0.0.1', port: 9, security: 'none', user: 'support' } as const
const mailbox = () => ({ address: `support-${newId()}@opora.test`, imap: server, smtp: server })

/** The mailboxes of a desk, as its owner asks for them. */
export const goodChannels: { [Name in ChannelRouteName | BotRouteName]: GoodInput<Name> } = {
  readChannels: { by: 'owner', input: () => ({}) },
  addMailbox: {
    by: 'owner',
    input: () => ({ accountId: newId(), ...mailbox(), imapPassword: 'secret', smtpPassword: 'secret' }),
  },
  changeMailbox: { by: 'owner', input: () => ({ accountId: newId(), revision: 1, ...mailbox() }) },
  addBot: { by: 'owner', input: () => ({ accountId: newId(), channel: 'telegram', token: '1:no-such-token' }) },
  changeBot: { by: 'owner', input: () => ({ accountId: newId(), revision: 1, token: '1:no-such-token' }) },
  testMailbox: { by: 'owner', input: () => ({ accountId: newId() }) },
  pauseMailbox: { by: 'owner', input: () => ({ accountId: newId(), isPaused: true }) },
  removeMailbox: { by: 'owner', input: () => ({ accountId: newId() }) },
  retryChannelEvent: { by: 'owner', input: () => ({ eventId: newId() }) },
}
