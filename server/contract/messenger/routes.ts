import { post } from '../access.ts'
import { chatMessage, readChatMessageInput } from './types.ts'

export const messengerRoutes = {
  readChatMessage: post('/api/messenger/message', 'client', readChatMessageInput, chatMessage),
} as const
