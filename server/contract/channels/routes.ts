import { post } from '../access.ts'
import { empty } from '../common.ts'
import {
  accountInput,
  addBotInput,
  addMailboxInput,
  changeBotInput,
  changeMailboxInput,
  channels,
  pauseAccountInput,
  retryEventInput,
} from './types.ts'

export const channelRoutes = {
  readChannels: post('/api/desk/channels', 'owner', empty, channels),
  addMailbox: post('/api/desk/channels/add', 'owner', addMailboxInput, channels),
  changeMailbox: post('/api/desk/channels/change', 'owner', changeMailboxInput, channels),
  addBot: post('/api/desk/channels/add-bot', 'owner', addBotInput, channels),
  changeBot: post('/api/desk/channels/change-bot', 'owner', changeBotInput, channels),
  testMailbox: post('/api/desk/channels/test', 'owner', accountInput, channels),
  pauseMailbox: post('/api/desk/channels/pause', 'owner', pauseAccountInput, channels),
  removeMailbox: post('/api/desk/channels/remove', 'owner', accountInput, channels),
  retryChannelEvent: post('/api/desk/channels/retry', 'owner', retryEventInput, channels),
} as const
