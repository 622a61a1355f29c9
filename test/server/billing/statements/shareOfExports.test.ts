import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AccountOf } from '#contract/billing/base.types.ts'
import { startScene, type Scene } from '../../tickets/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
}, 60_000)
afterAll(() => scene.world.stop())

it('P5 sixty exports of one client make nobody else wait, and those beyond its share are refused', async () => {
  const { world, admin, agent } = scene
  const memberId = world.sandbox.portals['client']?.memberId ?? ''
  const answered: string[] = []
  const ask = async (who: string, account: AccountOf, token: string) => {
    const answer = await world.ask('exportLedgerSheet', { account, language: 'ru' }, token)
    answered.push(`${who} ${answer.ok ? 'has it' : answer.code}`)
  }
  const many = Array.from({ length: 60 }, () => ask('client', { side: 'client', deskId: null }, admin))
  const other = ask('desk', { side: 'desk', memberId }, agent)

  await Promise.all([...many, other])

  const made = answered.filter((one) => one.endsWith('has it'))
  expect(made.indexOf('desk has it')).toBeGreaterThanOrEqual(0)
  expect(made.indexOf('desk has it')).toBeLessThanOrEqual(2)
  // One that is made, four that wait, and whoever comes when one of them is done.
  const refused = answered.filter((one) => one === 'client too_much_waiting')
  expect(made.length + refused.length).toBe(60 + 1)
  expect(made.length).toBeGreaterThanOrEqual(5 + 1)
  expect(refused.length).toBeGreaterThanOrEqual(45)
}, 60_000)
