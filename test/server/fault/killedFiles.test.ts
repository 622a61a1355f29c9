import { expect, it } from 'vitest'
import { filesAreKilled } from '#test/fault/stories/killedFiles.ts'
import { slow, tellEveryday } from './everyday.ts'

const { clone } = tellEveryday('killedFiles')

it(
  'a row that names bytes before they lie there is found out',
  async () => {
    const { faults } = await filesAreKilled(await clone(), { dieAt: [14] }, true)

    expect(faults).toContainEqual(expect.stringMatching(/^killed at step 14 .* is not there$/))
  },
  slow,
)
