import type { DeskReaderKind } from '#contract/notifications/table.types.ts'
import type { RecipientKind } from '#server/desks/recipients.queries.ts'
import type { RecipientsPort } from './recipients.port.ts'

export type DeskReader = { userId: number; as: DeskReaderKind }
type OfDesk = { deskId: string; assigneeId: number | null }

/** The people of a desk behind these kinds, each once, and as what they are told (D4). */
export async function deskReaders(
  recipients: RecipientsPort,
  desk: OfDesk,
  who: readonly RecipientKind[],
): Promise<DeskReader[]> {
  const found = new Map<number, DeskReaderKind>()
  for (const kind of who) {
    for (const userId of await recipients.recipientsOf(desk, [kind])) {
      if (!found.has(userId)) found.set(userId, kindOf(kind, userId === desk.assigneeId))
    }
  }
  return [...found].map(([userId, as]) => ({ userId, as }))
}

/** Whom of a desk the table names, as the desk finds them. */
export function recipientKindsOf(kinds: readonly DeskReaderKind[]): RecipientKind[] {
  return [...new Set(kinds.map((kind) => (kind === 'agent' || kind === 'shift' ? 'assigneeOrShift' : kind)))]
}

function kindOf(kind: RecipientKind, isAssignee: boolean): DeskReaderKind {
  if (kind !== 'assigneeOrShift') return kind
  return isAssignee ? 'agent' : 'shift'
}
