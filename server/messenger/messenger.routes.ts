import { longestChatText } from '#contract/messenger/types.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { plainOfBb } from './domain/bbText.ts'
import type { PortalChatPort } from './portalChat.port.ts'

export type MessengerRouteName = 'readChatMessage'

/** P2: entries of the portal's own messenger. */
export function messengerRoutes(chat: PortalChatPort): Handlers<MessengerRouteName> {
  return {
    async readChatMessage(message, { actor: { memberId, userId }, tokenHash }) {
      const found = await chat.readMessage({ memberId, userId, tokenHash }, message)
      if (found === null) throw new Refusal('not_found')
      const text = plainOfBb(found.text)
      return {
        author: found.author,
        at: found.at.toISOString(),
        text: text.slice(0, longestChatText).toWellFormed(),
        isCut: text.length > longestChatText || found.isCut,
        files: found.files,
      }
    },
  }
}
