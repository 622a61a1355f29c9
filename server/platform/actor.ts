import type { DeskKind, DeskRole } from '#contract/session.ts'
import type { Side } from '#contract/common.ts'
import type { JournalActor } from './db/tables.ts'

/**
 * Whoever asks, computed once at the edge and handed in (design, "Who may call whose commands"):
 * the portal's own word on being an admin, the app's own list of integrators, and the desk's staff list.
 */
export type Actor = {
  memberId: string
  userId: number
  name: string
  photo: string | null
  address: string | null
  isPortalAdmin: boolean
  isInstalled: boolean
  client: 'admin' | 'integrator' | null
  desk: { deskId: string; name: string; kind: DeskKind; role: DeskRole } | null
}

/** Of the desk's staff, and of the portal's people who may write: as the edge has let them in. */
export type StaffActor = Actor & { desk: NonNullable<Actor['desk']> }
export type ClientActor = Actor & { client: NonNullable<Actor['client']> }

export function signatureOf(actor: Actor, side: Side): JournalActor {
  return { side, memberId: actor.memberId, userId: actor.userId, name: actor.name, address: actor.address }
}

export const theSystem: JournalActor = { side: 'system', memberId: null, userId: null, name: '', address: null }
