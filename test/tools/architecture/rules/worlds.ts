import { posix } from 'node:path'
import { circlesOf, graphOf } from '../circles.ts'
import { type Rule, each, importRule } from '../rule.ts'
import { arrowsOf } from '../tree.ts'

const isContract = (path: string) => path.startsWith('server/contract/')
const isProduction = new Set(['app', 'server', 'placements'])
/** Zones, stems of words and hashing are arithmetic, too. */
const pureMeans = /^(temporal-polyfill|@orama\/stemmers\/\w+|(node:)?crypto)$/
/** Made by the kit's plugin while the pages are built. */
const madeByBuild = /^#build\//
const sdk = '@bitrix24/b24jssdk'

export const worldRules: Rule[] = [
  importRule('contract-is-a-leaf', 'The contract imports the contract and valibot, nothing else', {
    of: ({ path }) => isContract(path),
    forbids: ({ to }) => !isContract(to) && to !== 'valibot',
  }),
  importRule('app-sees-only-the-contract', 'Of the server the pages see the contract alone', {
    of: ({ place }) => place.world === 'app' || place.world === 'placements',
    forbids: ({ to, place }) => place.world === 'server' && !isContract(to),
  }),
  importRule('server-never-sees-app', 'The server knows no page', {
    of: ({ place }) => place.world === 'server',
    forbids: ({ place }) => place.world === 'app' || place.world === 'placements',
  }),
  importRule('production-never-sees-test', 'Production imports nothing of test/', {
    of: ({ place }) => isProduction.has(place.world),
    forbids: ({ place }) => place.world === 'test',
  }),
  importRule('placements-only-mount', 'Nobody imports a placement', {
    of: ({ place }) => place.world === 'app',
    forbids: ({ place }) => place.world === 'placements',
  }),
  importRule('domain-is-pure', 'domain/ and calendar/ import pure rules, the contract and Refusal alone', {
    // The library of countries' holidays has this door: what it answers depends on nothing but its question.
    of: ({ path, place }) => place.drawer === 'domain' && path !== 'server/calendar/holidayLibrary.ts',
    forbids: ({ to, place }) =>
      place.drawer !== 'domain' && !isContract(to) && posix.basename(to) !== 'refusal.ts' && !pureMeans.test(to),
  }),
  importRule('sdk-has-two-doors', 'The Bitrix24 SDK enters through one file of the server and one of the app', {
    of: ({ path, place }) =>
      place.world !== 'test' && !/^(server\/portals\/bitrix24(\.adapter)?\.ts|app\/lib\/frame\.ts)$/.test(path),
    forbids: ({ to }) => to === sdk || to.startsWith(`${sdk}/`),
  }),
  {
    name: 'imports-resolve',
    says: 'Whatever is imported by a path is there',
    check: ({ files, paths }) =>
      each(
        files.flatMap(({ path, imports }) =>
          imports
            .filter(({ written, to }) => /^(\.|#)/.test(written) && !madeByBuild.test(written) && !paths.has(to))
            .map(({ written }) => `${path} → ${written}`),
        ),
      ),
  },
  {
    name: 'files-make-no-circle',
    says: 'No files import each other in a circle',
    check: (tree) =>
      circlesOf(graphOf(arrowsOf(tree).map(({ from, to }) => [from.path, to] as const)))
        .map((circle) => circle.join(' ⇄ '))
        .toSorted(),
  },
]
