import type { LockReason } from '#contract/tickets/types.ts'
import { Refusal } from '#server/platform/refusal.ts'

const EDIT_MILLISECONDS = 5 * 60_000

type SentMessage = { authorMember: string; authorId: number; at: Date; deletedAt: Date | null }
type Editor = { memberId: string; userId: number; lock: LockReason | null; at: Date }

/** T8: one's own message, within five minutes, and not in a locked ticket (E3); editing and deleting leave a trace. */
export function mayEdit(message: SentMessage, editor: Editor): void {
  if (editor.lock !== null) throw new Refusal('ticket_locked', { reason: editor.lock })
  const isOwn = message.authorMember === editor.memberId && message.authorId === editor.userId
  if (!isOwn) throw new Refusal('not_your_message')
  if (message.deletedAt !== null) throw new Refusal('message_deleted')
  if (editor.at.getTime() > message.at.getTime() + EDIT_MILLISECONDS) throw new Refusal('message_too_old_to_edit')
}
