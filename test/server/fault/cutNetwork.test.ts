import { expect, it } from 'vitest'
import { everydaySize } from '#test/fault/sizes.ts'
import { networkIsCut } from '#test/fault/stories/cutNetwork.ts'
import { slow, tellEveryday } from './everyday.ts'

const { clone } = tellEveryday('cutNetwork')

it(
  'control: pages that send a message again under a new id write it twice when only the answer was lost',
  async () => {
    const cuts = [{ ms: 1500, way: 'answers', connections: 'forgotten' }] as const
    const size = { ...everydaySize.cutNetwork, conversations: 3, cuts: [...cuts], resending: 'newId' as const }

    const { faults } = await networkIsCut(await clone(), size)

    expect(faults).toContainEqual(expect.stringContaining('did not write it'))
  },
  slow,
)
