import { expect, it } from 'vitest'
import { everydaySize } from '#test/fault/sizes.ts'
import { serverIsKilled } from '#test/fault/stories/killedServers.ts'
import { slow, tellEveryday } from './everyday.ts'

const { clone } = tellEveryday('killedServers')

it(
  'control: pages that send nothing a second time lose messages when the server is killed',
  async () => {
    const size = { ...everydaySize.killedServers, conversations: 3, kills: 1, resending: 'never' as const }

    const { faults } = await serverIsKilled(await clone(), size)

    expect(faults).toContainEqual(expect.stringContaining('which is nowhere'))
  },
  slow,
)
