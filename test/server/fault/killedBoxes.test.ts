import { expect, it } from 'vitest'
import { boxesAreKilled } from '#test/fault/stories/killedBoxes.ts'
import { slow, tellEveryday } from './everyday.ts'

const { clone } = tellEveryday('killedBoxes')

it.each([
  ['loses', /^killed at step 10 .* claims to be open$/],
  ['keeps', /a day later: no box needs/],
] as const)(
  'control: a folder that %s keys is found out',
  async (flaw, said) => {
    const { faults } = await boxesAreKilled(await clone(), { dieAt: [10] }, flaw)

    expect(faults).toContainEqual(expect.stringMatching(said))
  },
  slow,
)
