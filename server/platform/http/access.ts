import type { AccessKind } from '#contract/access.ts'
import type { RefusalCode } from '#contract/refusals.ts'
import type { Actor, ClientActor, StaffActor } from '../actor.ts'
import { Refusal } from '../refusal.ts'

/** Every access but that of the routes that make a session: somebody asks. */
export type GuardedAccess = Exclude<AccessKind, 'anyone'>

/** What is known of an actor by the access that let them in: a handler need not ask again. */
export type ActorByAccess = {
  signedIn: Actor
  portalAdmin: Actor
  adminOrOwner: Actor
  participant: Actor
  client: ClientActor
  clientAdmin: ClientActor
  staff: StaffActor
  lead: StaffActor
  owner: StaffActor
}

/**
 * The one function that says who may call a route (E2). The rows that a command touches are checked again by the command.
 * Each refusal says what is missing (an admin, staff, an owner), never what there is.
 */
export function allow<Access extends GuardedAccess>(access: Access, actor: Actor): ActorByAccess[Access] {
  return admitted[access](actor)
}

const admitted: { [Access in GuardedAccess]: (actor: Actor) => ActorByAccess[Access] } = {
  signedIn: (actor) => actor,
  portalAdmin: (actor) => (actor.isPortalAdmin ? actor : refuse('admin_only')),
  adminOrOwner(actor) {
    refuseUninstalled(actor)
    return actor.isPortalAdmin || actor.desk?.role === 'owner' ? actor : refuse('admin_only')
  },
  participant(actor) {
    refuseUninstalled(actor)
    return actor.client === null && actor.desk === null ? refuse('not_allowed') : actor
  },
  client(actor) {
    refuseUninstalled(actor)
    return isClient(actor) ? actor : refuse('not_allowed')
  },
  clientAdmin(actor) {
    refuseUninstalled(actor)
    return isClient(actor) && actor.client === 'admin' ? actor : refuse('admin_only')
  },
  staff: staffOf,
  lead(actor) {
    const staff = staffOf(actor)
    return staff.desk.role === 'agent' ? refuse('lead_only') : staff
  },
  owner(actor) {
    const staff = staffOf(actor)
    return staff.desk.role === 'owner' ? staff : refuse('owner_only')
  },
}

function staffOf(actor: Actor): StaffActor {
  refuseUninstalled(actor)
  return isStaff(actor) ? actor : refuse('not_staff')
}

function isStaff(actor: Actor): actor is StaffActor {
  return actor.desk !== null
}

function isClient(actor: Actor): actor is ClientActor {
  return actor.client !== null
}

function refuseUninstalled({ isInstalled }: Actor): void {
  if (!isInstalled) refuse('portal_not_installed')
}

function refuse(code: RefusalCode): never {
  throw new Refusal(code)
}
