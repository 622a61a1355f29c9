import type { ChannelAccount, Channels } from '#contract/channels/types.ts'
import { uuid } from '../deskFactories.ts'

let made = 0

export function anAccount(changes: Partial<ChannelAccount> = {}): ChannelAccount {
  made += 1
  const server = { host: 'mail.vector.test', security: 'tls' as const, user: 'support@vector.test' }
  return {
    channel: 'email',
    accountId: uuid(9500 + made),
    revision: 3,
    address: 'support@vector.test',
    imap: { ...server, port: 993 },
    smtp: { ...server, port: 465 },
    isPaused: false,
    state: 'working',
    reason: null,
    since: '2026-11-21T08:00:00.000Z',
    lookedAt: '2026-11-21T08:05:00.000Z',
    heardAt: '2026-11-21T08:04:00.000Z',
    probe: { at: '2026-11-21T08:00:00.000Z', sent: true, received: true, reason: null },
    waiting: { in: 0, out: 0 },
    events: [],
    undelivered: [],
    hook: null,
    ...changes,
  }
}

export function channelsOf(...accounts: ChannelAccount[]): Channels {
  return { accounts }
}
