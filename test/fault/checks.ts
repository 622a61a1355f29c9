import type { MessageKind } from '#test/support/chatOutbox.ts'

/** One line of a ticket, as the database or a reader has it: its number in the reader's own numbering. */
export type Line = { seq: number; type: string; messageId: string | null; at: number }
export type StoredLine = Line & { publicSeq: number | null; kind: MessageKind | null; author: Side | null }
export type Side = 'client' | 'desk'

/** What one page has seen and was told. */
export type View = {
  side: Side
  /** One person of each side writes; others only look. */
  role: 'writer' | 'reader'
  lines: (Line & { kind: MessageKind | null })[]
  written: { messageId: string }[]
  acknowledged: { messageId: string; seq: number }[]
  refused: string[]
  waiting: number
  irregularities: string[]
}

export type TicketRecord = {
  ticketId: string
  stored: StoredLine[]
  /** The desk's last number before the story began. */
  beganAfter: number
  views: View[]
}

/** Every way in which a ticket differs from what T8 and P5 promise, in sentences; none is what a story wants. */
export function findFaults({ ticketId, stored, beganAfter, views }: TicketRecord): string[] {
  const faults = [
    ...numberingFaults(stored),
    ...orderFaults(stored),
    ...repetitionFaults(stored),
    ...lockFaults(stored),
    ...views.flatMap((view) => [
      ...viewFaults(view, stored),
      ...acknowledgementFaults(view, stored),
      ...(view.role === 'writer' ? writingFaults(view, stored.slice(beganAfter)) : []),
    ]),
  ]
  return faults.map((fault) => `${ticketId.slice(0, 8)}: ${fault}`)
}

function numberingFaults(stored: StoredLine[]): string[] {
  const seqs = stored.map(({ seq }) => seq)
  const publicSeqs = stored.flatMap(({ publicSeq }) => publicSeq ?? [])
  return [
    ...(isCounted(seqs) ? [] : ["the desk's numbers in the database have a hole or a repetition"]),
    ...(isCounted(publicSeqs) ? [] : ["the client's numbers in the database have a hole or a repetition"]),
  ]
}

function isCounted(numbers: number[]): boolean {
  return numbers.every((number, index) => number === index + 1)
}

function orderFaults(stored: StoredLine[]): string[] {
  return stored.flatMap((line, index) => {
    const before = stored[index - 1]
    return before !== undefined && line.at < before.at
      ? [`the instant of number ${line.seq} is before the last one`]
      : []
  })
}

function repetitionFaults(stored: StoredLine[]): string[] {
  const seen = new Set<string>()
  return stored.flatMap(({ messageId, author, type }) => {
    if (messageId === null || type !== 'message.sent') return []
    const key = `${messageId} ${author}`
    if (seen.has(key)) return [`the message ${messageId} is there twice`]
    seen.add(key)
    return []
  })
}

function lockFaults(stored: StoredLine[]): string[] {
  let isLocked = false
  return stored.flatMap(({ seq, type }) => {
    if (type === 'ticket.locked') isLocked = true
    if (type === 'ticket.unlocked') isLocked = false
    return isLocked && type === 'message.sent' ? [`number ${seq} was written while the ticket was locked`] : []
  })
}

/** The same lines in the same order as the database has them for this side, numbered without holes, and no note. */
function viewFaults(view: View, stored: StoredLine[]): string[] {
  const due = view.side === 'desk' ? stored : stored.filter(({ publicSeq }) => publicSeq !== null)
  const wanted = due.map((line) => textOf(view.side === 'desk' ? line.seq : (line.publicSeq ?? 0), line))
  const seen = view.lines.map((line) => textOf(line.seq, line))
  const differs = wanted.findIndex((text, index) => text !== seen[index])
  const at = differs === -1 && seen.length > wanted.length ? wanted.length : differs
  const notes = view.side === 'client' ? view.lines.filter(({ kind }) => kind === 'note') : []
  return [
    ...(at === -1 ? [] : [`the ${nameOf(view)} sees ${seen[at] ?? 'nothing'} where ${wanted[at] ?? 'nothing'} stands`]),
    ...notes.map(({ seq }) => `the ${nameOf(view)} sees a note at number ${seq}`),
    ...view.irregularities.map((what) => `the ${nameOf(view)}: ${what}`),
  ]
}

function nameOf({ side, role }: View): string {
  return `${side}'s ${role}`
}

function textOf(seq: number, { type, messageId }: Line): string {
  return `${seq} ${type} ${messageId ?? ''}`
}

function acknowledgementFaults(view: View, stored: StoredLine[]): string[] {
  const numberOf = new Map(stored.filter(isMessage).map((line) => [line.messageId, line]))
  return view.acknowledged.flatMap(({ messageId, seq }) => {
    const line = numberOf.get(messageId)
    if (line === undefined) return [`the ${nameOf(view)} was told that ${messageId} is there, but it is not`]
    const number = view.side === 'desk' ? line.seq : line.publicSeq
    return number === seq ? [] : [`the ${nameOf(view)} was told number ${seq} for ${messageId}, which has ${number}`]
  })
}

/** Nothing that was written may be lost, changed in order, or written by nobody. */
function writingFaults(view: View, stored: StoredLine[]): string[] {
  const refused = new Set(view.refused)
  const wanted = view.written.map(({ messageId }) => messageId).filter((messageId) => !refused.has(messageId))
  const mine = stored.filter((line) => isMessage(line) && line.author === view.side).map(({ messageId }) => messageId)
  const there = new Set(mine)
  const meant = new Set(wanted)
  const lost = wanted.filter((messageId) => !there.has(messageId))
  const unmeant = mine.filter((messageId) => messageId !== null && !meant.has(messageId))
  const isInOrder = mine.every((messageId, index) => messageId === wanted[index])
  return [
    ...lost.map((messageId) => `the ${nameOf(view)} wrote ${messageId}, which is nowhere`),
    ...unmeant.map((messageId) => `${messageId} is there, but the ${nameOf(view)} did not write it, or was refused`),
    ...(lost.length + unmeant.length === 0 && !isInOrder
      ? [`the ${nameOf(view)}'s messages are not in the order of writing`]
      : []),
    ...(view.waiting > 0 ? [`the ${nameOf(view)} still has ${view.waiting} unsent messages`] : []),
  ]
}

function isMessage({ type }: Line): boolean {
  return type === 'message.sent'
}
