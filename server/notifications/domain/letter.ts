/** What a line of a letter keeps until the letter is written: as it was said in the portal, in BB code. */
export type LineContent = {
  text: string
  /** Null: nothing of a ticket. `subject` null: whoever reads it may not know what the ticket is about (E2). */
  ticket: { number: string; subject: string | null } | null
}
