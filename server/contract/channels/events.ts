import * as v from 'valibot'

const account = { accountId: v.string(), address: v.string() }
const changes = ['channels'] as const

/** What the owner has done with a desk's channels, and how they do (I1). No password is ever part of it. */
export const channelEvents = {
  'channel.added': { payload: v.object(account), changes },
  'channel.changed': { payload: v.object(account), changes },
  'channel.removed': { payload: v.object(account), changes },
  'channel.paused': { payload: v.object(account), changes },
  'channel.resumed': { payload: v.object(account), changes },
  'channel.works': { payload: v.object(account), changes: ['channels', 'connections'] },
  'channel.broke': { payload: v.object({ ...account, reason: v.string() }), changes: ['channels', 'connections'] },
} as const
