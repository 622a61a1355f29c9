import { defineStore } from 'pinia'
import type { ChatMessage, ReadChatMessageInput } from '#contract/messenger/types.ts'
import { useCall } from '#app/lib/api.ts'

/** Messages of the portal's own messenger (P2): read when a ticket begins with one, and kept nowhere. */
export const useChatMessageStore = defineStore('chatMessage', () => {
  const call = useCall()
  const read = (message: ReadChatMessageInput): Promise<ChatMessage> => call('readChatMessage', message)
  return { read }
})
