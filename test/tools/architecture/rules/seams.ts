import { type Rule, type Seen, importRule } from '../rule.ts'
import type { Place, Role } from '../place.ts'
import type { File, Tree } from '../tree.ts'

/**
 * Whose commands a feature may call, by the other's face (design, "Who may call whose commands"). Nobody else calls anybody: what
 * a lower one needs of a higher one it says as a port, and what may happen a moment later reacts to the journal.
 */
const calls: Record<string, readonly string[]> = {
  desks: ['portals', 'regulations'],
  tickets: ['billing', 'sla', 'desks'],
  connections: ['tickets', 'billing', 'desks', 'regulations', 'portals'],
  assistant: ['tickets', 'knowledge'],
  channels: ['tickets'],
  identification: ['tickets'],
}

const open: readonly (Role | null)[] = ['feature', 'queries', 'port']
const above: Partial<Record<Role, readonly (Role | null)[]>> = {
  sql: ['queries', 'commands', 'routes', 'present', 'reactions', 'jobs'],
  queries: ['commands', 'routes', 'reactions', 'jobs'],
  commands: ['routes'],
}
const belowHttp: readonly (Role | null)[] = ['commands', 'queries', 'sql']
const httpPackage = /^(hono(\/|$)|@hono\/|(node:)?https?$|ws$)/
const edgeOfPlatform = /^server\/platform\/(\w+\/)?(http|node|session|realtime)\.ts$/
const contractRoutes = /^server\/contract\/((\w+\/)*(\w+\.)?)routes\.ts$/

/** Files of the features that may be imported from elsewhere in the server: the face, pure rules, what may be read, ports. */
function isOpen({ drawer, role }: Place): boolean {
  return drawer === 'domain' || (drawer === null && open.includes(role))
}

function crosses({ from, place }: Seen): boolean {
  const isInServer = from.place.world === 'server' && place.world === 'server'
  return isInServer && place.isFeature && from.place.folder !== place.folder
}

export const seamRules: Rule[] = [
  importRule('features-are-private', 'Others see of a feature its face, domain/, *.queries.ts and *.port.ts', {
    of: ({ path }) => path !== 'server/features.ts',
    forbids: (seen) => crosses(seen) && !isOpen(seen.place),
  }),
  importRule('features-are-a-list', 'server/features.ts sees of the features their faces alone', {
    of: ({ path }) => path === 'server/features.ts',
    forbids: (seen) => crosses(seen) && seen.place.role !== 'feature',
  }),
  importRule('faces-along-the-arrows', "A feature calls another's commands along the design's arrows", {
    of: ({ place }) => place.isFeature || place.folder !== null,
    forbids: (seen) =>
      crosses(seen) &&
      seen.place.role === 'feature' &&
      !(calls[seen.from.place.folder ?? ''] ?? []).includes(seen.place.folder ?? ''),
  }),
  importRule('sql-below-queries-below-commands-below-routes', 'Nobody imports what lies above', {
    of: ({ place }) => place.isFeature,
    forbids: ({ from, place }) =>
      from.place.role !== null && place.isFeature && (above[from.place.role] ?? []).includes(place.role),
  }),
  {
    name: 'commands-know-no-http',
    says: 'commands, queries and sql know neither routes nor sockets, nor who serves them',
    check: (tree) => commandsKnowNoHttp(edgeOf(tree)).check(tree),
  },
]

function commandsKnowNoHttp(edge: ReadonlySet<string>): Rule {
  return importRule('commands-know-no-http', '', {
    of: ({ place }) => belowHttp.includes(place.role),
    forbids: ({ to }) => edge.has(to) || httpPackage.test(to) || edgeOfPlatform.test(to) || contractRoutes.test(to),
  })
}

/** The files of the platform that speak HTTP themselves, wherever they lie. */
function edgeOf({ files }: Tree): ReadonlySet<string> {
  return new Set(files.filter(speaksHttp).map(({ path }) => path))
}

function speaksHttp({ place, imports }: File): boolean {
  return place.folder === 'platform' && imports.some(({ to }) => httpPackage.test(to))
}
