import { changedThings, type ChangedThing } from '#contract/realtime.ts'

/**
 * Who has something new to read: of a thing outside of conversations, by the desk and the portal whose it is, or of a ticket.
 * What changes nothing that a client sees wakes the desk alone (T8).
 */
export type ThingWake = AreaWake | PersonWake
type AreaWake = { what: ChangedThing; deskId: string | null; memberId: string | null; userId?: undefined }
/** Of one person of the portal alone: their pages at the desk where one is named, else those of the client's side. */
type PersonWake = { what: ChangedThing; deskId: string | null; memberId: string; userId: number }
type TicketWake = { what: 'ticket'; ticketId: string; isForDeskAlone: boolean }
export type Wake = ThingWake | TicketWake

/** Whose things they are: the key of the others is nobody's. */
const keyOf: Record<ChangedThing, 'portal' | 'desk' | 'both'> = {
  support: 'portal',
  settings: 'portal',
  me: 'portal',
  connections: 'desk',
  codes: 'desk',
  staff: 'desk',
  regulation: 'desk',
  audit: 'desk',
  queue: 'desk',
  ratings: 'desk',
  replies: 'desk',
  billing: 'both',
  letters: 'both',
  coupons: 'both',
  notices: 'both',
  announcements: 'both',
  monitoring: 'desk',
  channels: 'desk',
  knowledge: 'desk',
}

/** After these somebody may have another right, or none any more. */
const accessThings: ReadonlySet<string> = new Set<ChangedThing>(['me', 'settings', 'support', 'staff', 'connections'])

export function mayChangeAccess(wake: Wake): wake is ThingWake {
  return accessThings.has(wake.what)
}

type Waking = { wakes: Wake[] }
type Owners = { deskId: string | null; memberId: string | null }

/** Both sides of a ticket see what has happened. */
export function wakePublic({ wakes }: Waking, ticketId: string): void {
  wakes.push({ what: 'ticket', ticketId, isForDeskAlone: false })
}

/** A note, a date by which only the queue goes: the client must not even learn that something happened (T8). */
export function wakeInternal({ wakes }: Waking, ticketId: string): void {
  wakes.push({ what: 'ticket', ticketId, isForDeskAlone: true })
}

/** The pages that show this thing; of what has two owners the one that is left out is not woken. */
export function wakeThing({ wakes }: Waking, what: ChangedThing, owners: Owners): void {
  const wake = thingWake(what, owners)
  if (wake !== null) wakes.push(wake)
}

/** What one person has new to read: nobody else's pages read it again. */
export function wakePerson({ wakes }: Waking, what: ChangedThing, person: Omit<PersonWake, 'what'>): void {
  wakes.push({ what, ...person })
}

/** Null where nobody is named whose thing it could be. */
export function thingWake(what: ChangedThing, { deskId, memberId }: Owners): AreaWake | null {
  const of = keyOf[what]
  const wake = { what, deskId: of === 'portal' ? null : deskId, memberId: of === 'desk' ? null : memberId }
  return wake.deskId === null && wake.memberId === null ? null : wake
}

/** As short as may be, because many of them share a packet of limited size. */
export function encodeWake(wake: Wake): string {
  if (wake.what !== 'ticket') {
    const person = wake.userId === undefined ? '' : `:${wake.userId}`
    return `${wake.what}:${wake.deskId ?? ''}:${wake.memberId ?? ''}${person}`
  }
  return `${wake.isForDeskAlone ? 'note' : 'ticket'}:${wake.ticketId}`
}

/** Null for what another release says and this one does not know: the journal brings it a moment later. */
export function parseWake(text: string): Wake | null {
  const [name = '', first = '', second = '', third = ''] = text.split(':')
  if (name === 'ticket' || name === 'note') {
    return { what: 'ticket', ticketId: first, isForDeskAlone: name === 'note' }
  }
  const what = changedThings.find((known) => known === name)
  if (what === undefined) return null
  const owners = { deskId: named(first), memberId: named(second) }
  if (third === '' || owners.memberId === null) return thingWake(what, owners)
  return { what, ...owners, memberId: owners.memberId, userId: Number(third) }
}

/** Each once, in the order of their first. */
export function distinctWakes<Kind extends Wake>(wakes: readonly Kind[]): Kind[] {
  return [...new Map(wakes.map((wake) => [encodeWake(wake), wake])).values()]
}

function named(text: string): string | null {
  return text === '' ? null : text
}
