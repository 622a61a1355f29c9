import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Listener } from '#test/portal/http.ts'
import { startAgreeablePortal } from '#test/support/agreeablePortal.ts'
import { startWorld, type World } from '#test/support/world.ts'
import { placeBehind, quickClient, type QuickPortal } from '../quickPortals.ts'

let world: World
let owner: string
let portal: Listener
beforeAll(async () => {
  world = await startWorld()
  portal = await startAgreeablePortal()
  await world.install('standard', 'desk', 'standard')
  owner = await world.install('partner', 'desk')
}, 60_000)
afterAll(async () => {
  await world.stop()
  await portal.close()
})

const portals = 100

describe('C1 C4 of a hundred portals that activate a code at once, as many as it allows win', () => {
  it.each([1, 7, 99])(
    'a code for %i',
    async (uses) => {
      const place = await placeBehind(world, portal)
      const clients: QuickPortal[] = []
      for (let i = 0; i < portals; i++) clients.push(await quickClient(place, `crowd${uses}x${i}`))
      const terms = { maxUses: uses, expiresInDays: 30, clientStatus: 1, note: '' }
      const { code, view } = await world.call('issueCode', terms, owner)
      const previews = await Promise.all(clients.map(({ token }) => world.call('previewCode', { code }, token)))

      const answers = await Promise.all(
        clients.map(({ token }, index) =>
          world.ask('activateCode', { code, stateToken: previews[index]?.stateToken ?? '' }, token),
        ),
      )

      const outcomes = answers.map((answer) => (answer.ok ? 'taken' : answer.code))
      expect(outcomes.filter((one) => one === 'taken')).toHaveLength(uses)
      expect(outcomes.filter((one) => one === 'code_used_up')).toHaveLength(portals - uses)
      const { codes } = await world.call('listCodes', { search: view.lastGroup }, owner)
      expect(codes[0]).toMatchObject({ state: 'usedUp', used: uses })
      const { moments } = await world.call('readCodeLife', { codeId: view.codeId }, owner)
      expect(new Set(moments.flatMap((moment) => (moment.type === 'used' ? moment.portalName : []))).size).toBe(uses)
      const supported = await Promise.all(clients.map(({ token }) => world.call('readSupport', {}, token)))
      expect(supported.filter(({ connection }) => connection !== null)).toHaveLength(uses)
    },
    60_000,
  )
})
