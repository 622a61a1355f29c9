import type * as v from 'valibot'
import type { PortalChatMessage } from './gateway.port.ts'
import { mostLetters, readForeignLines } from './domain/foreignText.ts'
import { chatFileAnswer, chatUserAnswer, readRows, type chatMessageAnswer } from './restSchemas.adapter.ts'

const method = 'im.dialog.messages.get'
/** More names than a reader wants to see above their ticket. */
const mostFiles = 20

/** The message with the names that stand beside it in the same answer. */
export function chatMessageOf(
  message: v.InferOutput<typeof chatMessageAnswer>,
  beside: { users: unknown[]; files: unknown[] },
): PortalChatMessage {
  const users = readRows(chatUserAnswer, beside.users, method)
  const files = readRows(chatFileAnswer, beside.files, method)
  return {
    ...readForeignLines(message.text, mostLetters.message),
    author: users.find(({ id }) => id === message.author_id)?.name ?? '',
    at: message.date,
    files: message.params.FILE_ID.flatMap((fileId) => files.find(({ id }) => id === fileId)?.name ?? []).slice(
      0,
      mostFiles,
    ),
  }
}
