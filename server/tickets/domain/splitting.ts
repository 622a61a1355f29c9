/** A message of the client's as it stands where it was said. */
export type SaidMessage = { messageId: string; seq: number; at: Date; text: string }

/** T4: may these words stand for the client's? Only its own of this message, in their order: some may be left out, none added. */
export function isSaidIn(text: string, part: string): boolean {
  const said = wordsOf(text)
  let from = 0
  for (const word of wordsOf(part)) {
    const found = said.indexOf(word, from)
    if (found < 0) return false
    from = found + 1
  }
  return true
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

/** The desk's public messages about these: the last one before the last of them, and the first one after it. */
export type Answers = { before: { seq: number } | null; after: { at: Date } | null }

/**
 * S3: the new ticket's clocks start when its words were said, as if they had come in a ticket of their own; so the client loses
 * nothing of what it was promised. An answer that was given where they were said was the reaction to them. Where only some were
 * answered, it is the first of the others that waits.
 */
export function startOf(
  messages: readonly SaidMessage[],
  { before, after }: Answers,
): { at: Date; answeredAt: Date | null } {
  const waiting = after === null ? messages.filter(({ seq }) => seq > (before?.seq ?? 0)) : messages
  const first = Math.min(...waiting.map(({ at }) => at.getTime()))
  return { at: new Date(first), answeredAt: after?.at ?? null }
}
