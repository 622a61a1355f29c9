/** The roles that a server file's name may end in. */
export const roles = [
  'commands',
  'queries',
  'sql',
  'routes',
  'present',
  'reactions',
  'jobs',
  'port',
  'texts',
  'document',
  'tables',
  'audit',
  'adapter',
] as const
export type Role = (typeof roles)[number] | 'feature'

/** Folders inside a feature whose files need no role. */
const drawers = ['domain', 'presets', 'upcasts']
const notFeatures = new Set(['contract', 'platform', 'migrations'])
const sharedInApp = new Set(['lib', 'ui'])
/** A kernel below the features: pure from top to bottom. */
const pureKernels = new Set(['calendar'])

export type Place = {
  world: 'server' | 'app' | 'placements' | 'test' | 'outside'
  /** The first folder inside the world (`billing`, `shell/desk`, `platform`, `lib`), or none for a file at the world's top. */
  folder: string | null
  isFeature: boolean
  room: string | null
  drawer: string | null
  role: Role | null
  /** How many folders lie between the room, or else the feature, and the file. */
  depth: number
}

const nowhere: Place = {
  world: 'outside',
  folder: null,
  isFeature: false,
  room: null,
  drawer: null,
  role: null,
  depth: 0,
}

/** Where a file lies: world, feature, room, drawer, role. Everything is read from its path. */
export function placeOf(path: string): Place {
  const [world, ...inside] = path.split('/')
  const file = inside.pop() ?? ''
  if (world === 'server') return inServer(inside, file)
  if (world === 'app') return inApp(inside)
  if (world === 'placements' || world === 'test') return { ...nowhere, world, folder: inside[0] ?? null }
  return nowhere
}

function inServer([folder, ...below]: string[], file: string): Place {
  if (folder === undefined) return { ...nowhere, world: 'server' }
  const place: Place = { ...nowhere, world: 'server', folder, role: roleOf(file), depth: below.length }
  if (notFeatures.has(folder)) return place
  const isKernel = pureKernels.has(folder)
  const inFeature = { ...place, isFeature: true, drawer: isKernel ? 'domain' : null }
  const [first, ...further] = below
  if (first === undefined || isKernel) return inFeature
  if (drawers.includes(first)) return { ...inFeature, drawer: first, depth: 0 }
  const [second] = further
  const isDrawer = second !== undefined && drawers.includes(second)
  return { ...inFeature, room: first, drawer: isDrawer ? second : null, depth: isDrawer ? 0 : further.length }
}

function inApp([folder, ...below]: string[]): Place {
  if (folder === undefined) return { ...nowhere, world: 'app' }
  const place: Place = { ...nowhere, world: 'app', folder, depth: below.length }
  if (sharedInApp.has(folder)) return place
  if (folder === 'shell') return { ...place, folder: ['shell', ...below.slice(0, 1)].join('/'), isFeature: true }
  return { ...place, isFeature: true, room: below[0] ?? null }
}

function roleOf(file: string): Role | null {
  if (file === 'feature.ts') return 'feature'
  return roles.find((role) => file.endsWith(`.${role}.ts`)) ?? null
}
