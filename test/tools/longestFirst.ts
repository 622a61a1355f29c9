import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * What takes longest by itself, so that no worker is left alone with it at the end. Those that compute take turns with those that
 * mostly wait for their processes, so that the cores are busy and nobody's patience ends. Paths begin like this.
 */
const longest = [
  'test/server/recording/tickets',
  'test/server/fault/billingVectors',
  'test/server/billing/replayedVectors',
  'test/server/fault/vectors',
  'test/server/platform/http/badInput',
  'test/server/fault/killedServers',
  'test/server/recording/billing',
  'test/server/fault/alarms',
  'test/server/connections/codes/guessing',
  'test/server/recording/sockets',
  'test/server/platform/http/access',
  'test/server/fault/lastQuanta',
  'test/server/audit/export',
  'test/server/fault/',
  'test/server/billing/accounts/reads',
  'test/server/platform/embedded/',
  'test/server/recording/',
  'test/server/fuzz',
]

/** The longest first, on a fresh clone too; the others as vitest has them, by how long they took the last time or by their size. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await BaseSequencer.prototype.sort.call(this, files)
    const projects = [...new Set(sorted.map(({ project }) => project))]
    return projects.flatMap((project) =>
      sorted
        .filter((file) => file.project === project)
        .toSorted((one, other) => placeOf(one.moduleId) - placeOf(other.moduleId)),
    )
  }
}

function placeOf(path: string): number {
  const place = longest.findIndex((beginning) => path.includes(`/${beginning}`))
  return place < 0 ? longest.length : place
}
