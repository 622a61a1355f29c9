/** What of a sender stands in tickets, in the order of their journal. */
export type Stored = { sender: string; ticketId: string; text: string }
export type Answered = { to: string; messageId: string; raw: string }

/** In which ways what is stored, and what was answered, differs from what was written: each mail once, in its order, in one ticket. */
export function channelFaults({
  written,
  stored,
  answers,
}: {
  written: ReadonlyMap<string, readonly string[]>
  stored: readonly Stored[]
  answers: readonly Answered[]
}): string[] {
  const bySender = Map.groupBy(stored, ({ sender }) => sender)
  const byReader = Map.groupBy(answers, ({ to }) => to)
  return [...written].flatMap(([sender, texts]) => [
    ...storedFaults(sender, texts, bySender.get(sender) ?? []),
    ...answerFaults(sender, byReader.get(sender) ?? []),
  ])
}

function storedFaults(sender: string, texts: readonly string[], stored: readonly Stored[]): string[] {
  const has = stored.map(({ text }) => text)
  const tickets = new Set(stored.map(({ ticketId }) => ticketId)).size
  return [
    ...(JSON.stringify(has) === JSON.stringify(texts) ? [] : [`${sender} wrote ${texts.join()} and has ${has.join()}`]),
    ...(tickets > 1 ? [`${sender} has ${tickets} tickets instead of one`] : []),
  ]
}

/** An answer that comes again as the same message is one to its reader. */
function answerFaults(sender: string, answers: readonly Answered[]): string[] {
  const ids = new Set(answers.map(({ messageId }) => messageId)).size
  const bytes = new Set(answers.map(({ raw }) => raw)).size
  return [
    ...(ids === 1 ? [] : [`${sender} has ${ids} answers instead of one`]),
    ...(bytes > ids ? [`${sender} has an answer again with other bytes`] : []),
  ]
}
