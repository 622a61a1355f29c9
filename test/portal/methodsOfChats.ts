import type { Call, Method, Outcome } from './call.ts'
import { refused } from './call.ts'
import { findChat, usersOf } from './chats.ts'
import { textOf, type PhpMap } from './php.ts'
import type { ChatMessage } from './state.ts'
import { withOffset } from './time.ts'

const mostMessages = 50

export const methodsOfChats: Record<string, Method> = {
  'im.dialog.messages.get': { scopes: ['im'], answer: readMessages },
}

/** The newest of a chat, the newest first; with FIRST_ID those that came after it, from the oldest on. */
function readMessages({ portal, params, user }: Call): Outcome {
  const dialogId = textOf(params['DIALOG_ID'])
  if (dialogId === '') return refused(400, 'DIALOG_ID_EMPTY', "Dialog ID can't be empty")
  const chat = findChat(portal, dialogId)
  if (!chat?.memberIds.includes(user.id))
    return refused(400, 'ACCESS_ERROR', 'You do not have access to the specified dialog')
  const first = textOf(params['FIRST_ID'])
  const last = textOf(params['LAST_ID'])
  const limit = Math.min(Number(textOf(params['LIMIT']) || 20), mostMessages)
  const found = chat.messages.filter(
    ({ id }) => (first === '' || id > Number(first)) && (last === '' || id < Number(last)),
  )
  const shown = first === '' ? found.slice(-limit).toReversed() : found.slice(0, limit)
  return {
    result: {
      chat_id: Number(chat.dialogId.replace('chat', '')),
      messages: shown.map((message) => asAnswer(message, chat.dialogId)),
      users: usersOf(portal, shown),
      files: shown.flatMap((message) => message.files.map((name, index) => ({ id: fileId(message, index), name }))),
    },
  }
}

function asAnswer(message: ChatMessage, dialogId: string): PhpMap {
  const files = message.files.map((_name, index) => fileId(message, index))
  return {
    id: message.id,
    chat_id: Number(dialogId.replace('chat', '')),
    author_id: message.authorId,
    date: withOffset(message.at),
    text: message.text,
    unread: false,
    // PHP writes an empty map as a list
    params: files.length === 0 ? [] : { FILE_ID: files },
  }
}

function fileId({ id }: ChatMessage, index: number): number {
  return id * 100 + index
}
