import { Refusal } from '#server/platform/refusal.ts'

export type Side = 'client' | 'desk'

/** Whose ticket it is. */
export type Owners = { memberId: string; deskId: string }

/** As much of an actor as decides on which side of a ticket it is. */
type Person = { memberId: string; client: 'admin' | 'integrator' | null; desk: { deskId: string } | null }

/** A person's side of a ticket; to anybody else the ticket does not exist (one answer for foreign and unknown ids). */
export function sideOf(person: Person, owners: Owners | null): Side {
  if (owners !== null && person.desk?.deskId === owners.deskId) return 'desk'
  if (owners !== null && person.client !== null && person.memberId === owners.memberId) return 'client'
  throw new Refusal('not_found')
}
