import type { RecipientKind } from '#server/desks/recipients.queries.ts'

/** The people of a desk behind `assigneeOrShift`, `lead` and so on, as they are when the notification is sent. */
export type RecipientsPort = {
  recipientsOf(desk: { deskId: string; assigneeId: number | null }, who: readonly RecipientKind[]): Promise<number[]>
}
