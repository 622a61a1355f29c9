import { type Rule, each } from '../rule.ts'
import type { File } from '../tree.ts'

const rootFiles = new Set(
  'start main server features config desk changeKeys backup restore verifyLedger verifyEvidence'.split(' '),
)
const platformFolders = new Set(['http', 'journal', 'realtime', 'jobs', 'db', 'files', 'keys', 'embedded'])
/** What every folder of the platform uses, and no one more than the others. */
const platformFiles = new Set(['actor', 'clock', 'feature', 'log', 'loop', 'metrics', 'refusal', 'secrets'])
/** What several features say alike; everything else in the contract is of a feature. */
const commonContract = new Set(['common', 'session', 'realtime', 'access', 'say', 'format', 'format.texts'])
/** `words`: what travels, put into words that a page and a file of the server say alike. */
const contractRoles = '(routes|types|refusals|events|texts|words)'
const contractFile = new RegExp(`^([a-z][A-Za-z0-9]*/){1,2}([a-z][A-Za-z0-9]*\\.)?${contractRoles}\\.ts$`)
/** Rules that a page applies while somebody types, and the server again: pure, and of no use to one side alone. */
const contractRules = /^tickets\/(?:intake|markup)\/[a-z][A-Za-z0-9]*(\.lexicon)?\.ts$/
const joinedContract = /^(routes|refusals(\.texts)?|events)\.ts$/

/** The roles of the app: a page or part, a store, texts, a composable, a router; any other name is that of a plain helper. */
const appRole = /(\.vue|Store\.ts|\.texts\.ts|\/use[A-Z]\w*\.ts|[rR]outer\.ts)$/
const needsRole = /(\.vue|Store\.ts|\/lib\/api\.ts|^pinia|^vue-router)$/

const longestFile = 300
/** Data may be long: a catalogue of texts or a preset reads from top to bottom, and nobody has to hold it in the head. */
const isData = /(\.texts\.ts|\/texts\.ts|\/presets\/[^/]+\.ts)$/

export const placeRules: Rule[] = [
  {
    name: 'server-files-have-a-role',
    says: 'A file of a feature lies in domain/, presets/ or upcasts/, is feature.ts, or ends in a role',
    check: ({ files }) =>
      each(files.filter(({ place }) => place.world === 'server' && place.isFeature).flatMap(misplacedInFeature)),
  },
  {
    name: 'server-top-and-platform',
    says: 'Above the features lie launchers and the composition; the platform lies in its folders',
    check: ({ files }) => each(files.filter(isMisplacedAbove).map(({ path }) => path)),
  },
  {
    name: 'contract-by-feature',
    says: 'The contract is routes, types, refusals, events and words by feature, joined at its top, and the rules of intake and of markup',
    check: ({ files }) => each(files.filter(isMisplacedContract).map(({ path }) => path)),
  },
  {
    name: 'app-files-have-a-role',
    says: 'Whoever uses stores, pages or the server is a page, part, store, composable or router by name',
    check: ({ files }) =>
      each(files.filter(({ place }) => place.world === 'app' && place.isFeature).flatMap(withoutAppRole)),
  },
  {
    name: 'no-file-over-300-lines',
    says: `No file has more than ${longestFile} lines, but for presets, texts and migrations`,
    check: ({ files }) =>
      each(
        files
          .filter(({ path, lines }) => lines > longestFile && !isData.test(path))
          .map(({ path, lines }) => `${path}: ${lines} lines`),
      ),
  },
]

function misplacedInFeature({ path, place }: File): string[] {
  if (place.depth > 0) return [`${path}: lies too deep`]
  if (place.role === 'feature') return place.room === null ? [] : [`${path}: a room has no face of its own`]
  return place.drawer !== null || place.role !== null ? [] : [`${path}: has no role`]
}

function isMisplacedAbove({ path, place }: File): boolean {
  if (place.world !== 'server') return false
  if (place.folder === null) return !rootFiles.has(path.slice('server/'.length, -'.ts'.length))
  if (place.folder !== 'platform') return false
  const [first = '', ...below] = path.slice('server/platform/'.length).split('/')
  return below.length === 0 ? !platformFiles.has(first.slice(0, -'.ts'.length)) : !platformFolders.has(first)
}

function isMisplacedContract({ path, place }: File): boolean {
  if (place.world !== 'server' || place.folder !== 'contract') return false
  const name = path.slice('server/contract/'.length)
  if (name.includes('/')) return !contractFile.test(name) && !contractRules.test(name)
  return !joinedContract.test(name) && !commonContract.has(name.slice(0, -'.ts'.length))
}

function withoutAppRole({ path, imports, facts }: File): string[] {
  if (appRole.test(path)) return []
  const used = imports.filter(({ to }) => needsRole.test(to)).map(({ to }) => `${path}: a helper that uses ${to}`)
  const composables = facts.exports.filter((name) => /^use[A-Z]/.test(name))
  return [...used, ...composables.map((name) => `${path}: exports ${name} and is not named so`)]
}
