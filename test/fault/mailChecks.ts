/** A letter as its reader has it. */
export type Told = { userId: number; messageId: string; raw: string }
type Notice = { orderId: string; userId: number }

/**
 * In which ways what arrived differs from what was to be told. A letter that comes again as the same message is one to its reader, and a
 * notice with the same tag takes the place of the one before.
 */
export function mailFaults({
  due,
  mails,
  notices,
}: {
  due: readonly Notice[]
  mails: readonly Told[]
  notices: readonly Notice[]
}): string[] {
  return [...letterFaults(due, mails), ...changedFaults(mails), ...noticeFaults(due, notices)]
}

function letterFaults(due: readonly Notice[], mails: readonly Told[]): string[] {
  const wanted = Map.groupBy(due, ({ userId }) => userId)
  const arrived = Map.groupBy(mails, ({ userId }) => userId)
  return [...new Set([...wanted.keys(), ...arrived.keys()])].flatMap((userId) => {
    const [must, has] = [wanted.get(userId)?.length ?? 0, messagesOf(arrived.get(userId) ?? []).size]
    if (has === must) return []
    return [`${userId} has ${has} letters instead of ${must}`]
  })
}

function messagesOf(mails: readonly Told[]): Set<string> {
  return new Set(mails.map(({ messageId }) => messageId))
}

function changedFaults(mails: readonly Told[]): string[] {
  return [...Map.groupBy(mails, ({ messageId }) => messageId)].flatMap(([messageId, same]) =>
    new Set(same.map(({ raw, userId }) => `${userId} ${raw}`)).size === 1
      ? []
      : [`${messageId} came again with other bytes`],
  )
}

function noticeFaults(due: readonly Notice[], notices: readonly Notice[]): string[] {
  const keyOf = ({ orderId, userId }: Notice) => `${userId} of ${orderId.slice(0, 8)}`
  const [must, has] = [new Set(due.map(keyOf)), new Set(notices.map(keyOf))]
  return [
    ...[...must].filter((key) => !has.has(key)).map((key) => `${key} was told nothing`),
    ...[...has].filter((key) => !must.has(key)).map((key) => `${key} was told what concerns others`),
  ]
}
