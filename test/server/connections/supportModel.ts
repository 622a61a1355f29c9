/** What a row of commands must lead to, told as plainly as it can be; the server is held against it. */
export type Model = { codes: ModelCode[]; portals: Record<string, ModelPortal> }

export type ModelCode = {
  desk: string
  /** The portal it is for; null for any. */
  portal: string | null
  uses: number
  used: number
  isRevoked: boolean
}

export type ModelPortal = {
  isInstalled: boolean
  live: { desk: string; isEnding: boolean } | null
  /** Desks that were left, and whether the desk itself ended it. */
  former: Record<string, 'by client' | 'by desk'>
  /** Desks that have ever had this portal: what a portal and a desk may know of each other. */
  everAt: Set<string>
}

export function newModel(portals: readonly string[]): Model {
  return { codes: [], portals: Object.fromEntries(portals.map((portal) => [portal, newPortal()])) }
}

const newPortal = (): ModelPortal => ({ isInstalled: true, live: null, former: {}, everAt: new Set() })

export function portalOf(model: Model, name: string): ModelPortal {
  const portal = model.portals[name]
  if (portal === undefined) throw new Error(`no portal ${name}`)
  return portal
}

/** What an activation is answered with. */
export function activationOf(model: Model, name: string, code: ModelCode): string {
  const portal = portalOf(model, name)
  if (!portal.isInstalled) return 'portal_not_installed'
  if (code.portal !== null && code.portal !== name) return 'code_wrong'
  if (portal.live?.desk === code.desk) return 'already_connected'
  if (code.isRevoked) return 'code_revoked'
  return code.used >= code.uses ? 'code_used_up' : 'taken'
}

export function connect(model: Model, name: string, desk: string): void {
  const portal = portalOf(model, name)
  leave(portal)
  portal.live = { desk, isEnding: false }
  portal.everAt.add(desk)
}

/** Whoever leaves during a notice leaves what the desk has ended. */
export function leave(portal: ModelPortal): void {
  if (portal.live === null) return
  portal.former[portal.live.desk] = portal.live.isEnding ? 'by desk' : 'by client'
  portal.live = null
}
