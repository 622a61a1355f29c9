import { expect, it } from 'vitest'
import { everydaySize } from '#test/fault/sizes.ts'
import { missedIsCaughtUp } from '#test/fault/stories/caughtUp.ts'
import { slow, tellEveryday } from './everyday.ts'

const { clone } = tellEveryday('caughtUp')

it(
  'control: walks that are marked as over before they are leave tickets that nobody finds',
  async () => {
    const size = { ...everydaySize.caughtUp, marksTooEarly: true }

    const { faults } = await missedIsCaughtUp(await clone(), size)

    expect(faults).toContainEqual(expect.stringContaining('search terms 0'))
  },
  slow,
)
