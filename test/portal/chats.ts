import type { PhpMap } from './php.ts'
import type { Chat, ChatMessage, Portal, PortalUser } from './state.ts'
import { findUser, nextId } from './state.ts'

/** A chat of everybody of a new portal; it is empty. */
export function commonChat(users: readonly PortalUser[], title: string): Chat {
  return { dialogId: 'chat1', title, memberIds: users.map(({ id }) => id), messages: [] }
}

export function findChat({ chats }: Pick<Portal, 'chats'>, dialogId: string): Chat | undefined {
  return chats.find((chat) => chat.dialogId === dialogId)
}

/** Somebody writes in the chat of all. */
export function say(
  portal: Portal,
  { authorId, text, at, files = [] }: { authorId: number; text: string; at: Date; files?: string[] },
): ChatMessage {
  const chat = portal.chats[0]
  if (!chat) throw new Error(`Portal ${portal.key} has no chat`)
  const message = { id: nextId(portal), authorId, text, at, files }
  chat.messages.push(message)
  return message
}

/** As im.dialog.messages.get names whoever wrote. */
export function usersOf(portal: Portal, messages: readonly ChatMessage[]): PhpMap[] {
  return [...new Set(messages.map(({ authorId }) => authorId))].flatMap((id) => {
    const user = findUser(portal, id)
    return user ? [{ id, name: `${user.name} ${user.lastName}`, extranet: user.type === 'extranet' }] : []
  })
}
