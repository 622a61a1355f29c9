import { posix } from 'node:path'
import { type Rule, each, importRule } from '../rule.ts'
import { declaredTables } from '../sqlFacts.ts'
import type { File } from '../tree.ts'

/** What only features speak of. The journal's keys and the actor belong to the platform, so they are named below. */
const featureWords = new Set(
  (
    'ticket desk regulation connection billing account ledger sla staff audit ' +
    'entitlement invoice quantum quanta evidence tariff coupon rating notice'
  ).split(' '),
)
/** Keys of the journal; and connections of pages and of the database are no desk's connections. */
const allowedNames = new Set(['ticketId', 'deskId', 'memberId', 'ConnectionBanner'])
const socketsAndDatabase = /^server\/platform\/(realtime|db)\/|^app\/lib\//
const actorFile = /^server\/platform\/(\w+\/)?actor\.ts$/
/** The configuration, and the process that a launcher starts by its address. */
const outsideFeatures = new Set(['server/config.ts', 'server/main.ts'])
const commonFolders = new Set(['contract', 'platform'])

const isShared = ({ path }: File) => /^(server\/platform|app\/(lib|ui))\//.test(path)

export const wordRules: Rule[] = [
  importRule('platform-imports-no-feature', 'server/platform imports no feature, nor what the contract says of one', {
    of: (file) => file.place.folder === 'platform' && !actorFile.test(file.path),
    forbids: ({ to, place }) => place.world === 'server' && isOfFeature(to, place.folder ?? 'server', commonFolders),
  }),
  importRule(
    'lib-and-ui-import-no-feature',
    'app/lib and app/ui import no feature, nor what the contract says of one',
    {
      of: (file) => file.place.world === 'app' && isShared(file),
      forbids: ({ to, place }) =>
        place.world === 'app' ? place.isFeature || place.folder === null : isContractOfFeature(to),
    },
  ),
  {
    name: 'shared-names-no-feature',
    says: 'Neither a file nor an exported name of platform, app/lib and app/ui is named after a feature',
    check: ({ files }) => each(files.filter(isShared).flatMap(namesOfFeatures)),
  },
  {
    name: 'platform-owns-no-table-of-a-feature',
    says: "The platform declares no feature's table",
    check: (tree) =>
      each(
        [...declaredTables(tree)]
          .filter(([table, folder]) => folder === 'platform' && wordIn(table, featureWords) !== null)
          .map(([table]) => table),
      ),
  },
]

function isOfFeature(to: string, folder: string, common: ReadonlySet<string>): boolean {
  return !outsideFeatures.has(to) && (!common.has(folder) || isContractOfFeature(to))
}

/** `contract/tickets/types.ts`; what lies at the contract's top is common, unless it is named after a feature. */
function isContractOfFeature(to: string): boolean {
  if (!to.startsWith('server/contract/')) return false
  return to.slice('server/contract/'.length).includes('/') || wordIn(posix.basename(to, '.ts'), featureWords) !== null
}

function namesOfFeatures({ path, facts }: File): string[] {
  if (actorFile.test(path)) return []
  const words = socketsAndDatabase.test(path)
    ? new Set([...featureWords].filter((word) => word !== 'connection'))
    : featureWords
  const name = posix.basename(path).replace(/\.\w+$/, '')
  const names = [name, ...facts.exports].filter((one) => !allowedNames.has(one))
  return names.flatMap((one) => {
    const word = wordIn(one, words)
    return word === null ? [] : [`${path}: ${one} (${word})`]
  })
}

function wordIn(name: string, words: ReadonlySet<string>): string | null {
  const parts = name.split(/(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]/).map((part) => part.toLowerCase())
  return parts.map((part) => (words.has(part) ? part : part.replace(/s$/, ''))).find((part) => words.has(part)) ?? null
}
