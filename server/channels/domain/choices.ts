/** What a button under a question stands for: the message that was asked about goes into that ticket, or begins one of that portal. */
export type Choice = { eventId: string } & ({ ticketId: string } | { portal: string })

/** At most 64 bytes: ids go in their shortest letters. */
export function writeChoice(choice: Choice): string {
  const event = shortOf(choice.eventId)
  return 'ticketId' in choice ? `t:${event}:${shortOf(choice.ticketId)}` : `n:${event}:${choice.portal}`
}

/** Null: it is none of ours. */
export function readChoice(data: string): Choice | null {
  const [, kind, event = '', rest = ''] = /^([tn]):([\w-]{22}):([\w.-]{1,40})$/.exec(data) ?? []
  const eventId = longOf(event)
  if (kind === undefined || eventId === null) return null
  if (kind === 'n') return { eventId, portal: rest }
  const ticketId = longOf(rest)
  return ticketId === null ? null : { eventId, ticketId }
}

/** 22 letters, which fit a button. */
export function shortOf(uuid: string): string {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url')
}

/** Null: it is none of ours. */
export function longOf(short: string): string | null {
  const hex = Buffer.from(short, 'base64url').toString('hex')
  if (hex.length !== 32) return null
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
