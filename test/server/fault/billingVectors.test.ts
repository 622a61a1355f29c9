import { expect, it } from 'vitest'
import { everydaySize } from '#test/fault/sizes.ts'
import { billingVectorsArePlayed } from '#test/fault/stories/billingVectors.ts'
import { slow, tellEveryday } from './everyday.ts'

const { clone } = tellEveryday('billingVectors')

it(
  'control: packages whose rest was altered while the server was dead pay for other quanta',
  async () => {
    const size = { ...everydaySize.billingVectors, altersPackages: true }

    const { faults } = await billingVectorsArePlayed(await clone(), size)

    expect(faults).toContainEqual(expect.stringContaining('expire are'))
  },
  slow,
)
