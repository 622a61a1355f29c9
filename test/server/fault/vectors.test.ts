import { expect, it } from 'vitest'
import { everydaySize } from '#test/fault/sizes.ts'
import { vectorsArePlayed } from '#test/fault/stories/vectors.ts'
import { slow, tellEveryday } from './everyday.ts'

const { clone } = tellEveryday('vectors')

it(
  'control: clocks whose folded state was altered while the server was dead miss their deadlines',
  async () => {
    const size = { ...everydaySize.vectors, altersFolded: true }

    const { faults } = await vectorsArePlayed(await clone(), size)

    expect(faults).toContainEqual(expect.stringContaining('due at'))
  },
  slow,
)
