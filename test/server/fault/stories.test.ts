import { afterAll, beforeAll, expect, it } from 'vitest'
import { openFaultDatabases, type FaultDatabases } from '#test/fault/databases.ts'
import { everydaySize } from '#test/fault/sizes.ts'
import { billingVectorsArePlayed } from '#test/fault/stories/billingVectors.ts'
import { missedIsCaughtUp } from '#test/fault/stories/caughtUp.ts'
import { networkIsCut } from '#test/fault/stories/cutNetwork.ts'
import { serverIsKilled } from '#test/fault/stories/killedServers.ts'
import { vectorsArePlayed } from '#test/fault/stories/vectors.ts'
import { stories } from '#test/fault/stories.ts'

const slow = 120_000
let databases: FaultDatabases

beforeAll(async () => {
  databases = await openFaultDatabases()
}, slow)

afterAll(() => databases.stop(), slow)

for (const { title, tell } of stories) {
  it(
    `${title}: nothing acknowledged is lost, and everybody sees one order`,
    async () => {
      const { faults } = await tell(databases, everydaySize)

      expect(faults).toEqual([])
    },
    slow,
  )
}

it(
  'control: pages that send nothing a second time lose messages when the server is killed',
  async () => {
    const size = { ...everydaySize.killedServers, conversations: 3, kills: 1, resending: 'never' as const }

    const { faults } = await serverIsKilled(await databases.clone(), size)

    expect(faults).toContainEqual(expect.stringContaining('which is nowhere'))
  },
  slow,
)

it(
  'control: pages that send a message again under a new id write it twice when only the answer was lost',
  async () => {
    const cuts = [{ ms: 1500, way: 'answers', connections: 'forgotten' }] as const
    const size = { ...everydaySize.cutNetwork, conversations: 3, cuts: [...cuts], resending: 'newId' as const }

    const { faults } = await networkIsCut(await databases.clone(), size)

    expect(faults).toContainEqual(expect.stringContaining('did not write it'))
  },
  slow,
)

it(
  'control: packages whose rest was altered while the server was dead pay for other quanta',
  async () => {
    const size = { ...everydaySize.billingVectors, altersPackages: true }

    const { faults } = await billingVectorsArePlayed(await databases.clone(), size)

    expect(faults).toContainEqual(expect.stringContaining('expire are'))
  },
  slow,
)

it(
  'control: clocks whose folded state was altered while the server was dead miss their deadlines',
  async () => {
    const size = { ...everydaySize.vectors, altersFolded: true }

    const { faults } = await vectorsArePlayed(await databases.clone(), size)

    expect(faults).toContainEqual(expect.stringContaining('due at'))
  },
  slow,
)

it(
  'control: walks that are marked as over before they are leave tickets that nobody finds',
  async () => {
    const size = { ...everydaySize.caughtUp, marksTooEarly: true }

    const { faults } = await missedIsCaughtUp(await databases.clone(), size)

    expect(faults).toContainEqual(expect.stringContaining('search terms 0'))
  },
  slow,
)
