import { partnerFound, searchIsOver } from '#server/connections/partnerRequests/ending.commands.ts'
import { beginOnVersion } from '#server/connections/versions/firstVersion.commands.ts'
import type { SwitchDeps } from '#server/connections/connection.commands.ts'
import { ticketDeps } from '#test/support/ticketDeps.ts'
import { newId, type World } from '#test/support/world.ts'
import type { Place, QuickPortal } from './quickPortals.ts'

export const portalNames = ['a', 'b', 'c'] as const
export const deskNames = ['x', 'y'] as const

/** Everything of one run on the real server; names are those of the model. */
export type Real = {
  world: World
  place: Place
  portals: Map<string, QuickPortal>
  desks: Map<string, QuickPortal & { deskId: string }>
  codes: { code: string; codeId: string }[]
  tickets: string[]
}

/** The word that stands in a ticket of this portal at this desk, and may stand before nobody else. */
export const wordOf = (real: Real, portal: string, desk: string) =>
  `тайна-${portalsOf(real, portal).memberId}-у-${desk}`
export const noteOf = (real: Real, desk: string) => `заметка-${desksOf(real, desk).memberId}`

export function portalsOf(real: Real, name: string): QuickPortal {
  const portal = real.portals.get(name)
  if (portal === undefined) throw new Error(`no portal ${name}`)
  return portal
}

export function desksOf(real: Real, name: string): QuickPortal & { deskId: string } {
  const desk = real.desks.get(name)
  if (desk === undefined) throw new Error(`no desk ${name}`)
  return desk
}

export const switchDeps: SwitchDeps = {
  ticketDeps,
  wakeConnectionAt: async () => {},
  deskIsGone: async () => {},
  partnerFound,
  searchIsOver,
  eraseTexts: async () => {},
  beginOnVersion: (unit, made) => beginOnVersion(unit, { addJob: async () => {} }, made),
}

/** As the dialog does it; attempts are limited, which is another test's matter. */
export async function tryCode(real: Real, portal: string, code: string): Promise<string> {
  const { token } = portalsOf(real, portal)
  await real.world.store.db.deleteFrom('activation_attempts').execute()
  const preview = await real.world.ask('previewCode', { code }, token)
  if (!preview.ok) return preview.code
  const answer = await real.world.ask('activateCode', { code, stateToken: preview.body.stateToken }, token)
  return answer.ok ? 'taken' : answer.code
}

export async function writeTicket(real: Real, portal: string, desk: string): Promise<void> {
  const ticketId = newId()
  const text = wordOf(real, portal, desk)
  await real.world.call(
    'openTicket',
    { ticketId, messageId: newId(), subject: text, text },
    portalsOf(real, portal).token,
  )
  real.tickets.push(ticketId)
}

export async function liveConnectionOf({ world }: Real, memberId: string): Promise<string> {
  const row = await world.store.db
    .selectFrom('connections')
    .select('connection_id')
    .where('member_id', '=', memberId)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.connection_id
}

/** What the next confirmation has to carry (C4). */
export async function stateOf({ world }: Real, token: string): Promise<string> {
  const support = await world.ask('readSupport', {}, token)
  return support.ok ? support.body.stateToken : ''
}
