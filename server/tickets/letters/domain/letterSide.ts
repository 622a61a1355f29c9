import type { DeskRole } from '#contract/session.ts'

/** As much of an actor as decides on which side of a letter it is. */
type Person = {
  userId: number
  memberId: string
  client: 'admin' | 'integrator' | null
  desk: { deskId: string; role: DeskRole } | null
}

/** What of a letter decides who reads it. */
export type LetterOwners = { deskId: string; memberId: string; addresseeId: number | null }

/**
 * T11: its client's people who may write, those who lead the desk, and whoever it is addressed to; null: nobody else of the desk either.
 */
export function letterSideOf(
  { desk, userId, client, memberId }: Person,
  letter: LetterOwners,
): 'client' | 'desk' | null {
  const isOfDesk = desk?.deskId === letter.deskId && (desk.role !== 'agent' || letter.addresseeId === userId)
  if (isOfDesk) return 'desk'
  return client !== null && memberId === letter.memberId ? 'client' : null
}

/** Whose letters somebody of the desk reads in the list: null, all of them. */
export function addresseeFor({ desk, userId }: Pick<Person, 'desk' | 'userId'>): number | null {
  return desk?.role === 'agent' ? userId : null
}
