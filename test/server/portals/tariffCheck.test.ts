import { afterAll, beforeAll, expect, it } from 'vitest'
import { addJob } from '#server/platform/jobs/jobs.ts'
import type { PortalClients } from '#server/portals/gateway.port.ts'
import { tariffCheckAt, tariffCheckLater } from '#server/portals/domain/tariffCheck.ts'
import { portalJobs } from '#server/portals/portals.jobs.ts'
import { eventually } from '#test/support/eventually.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'
import { startWorld, type World } from '#test/support/world.ts'

const HOUR = 3_600_000
const roundAt = new Date('2026-11-20T03:23:00Z')
const portals = Array.from({ length: 1200 }, (_, index) => `portal${index}`)

it('E5 the questions of a day are spread over six hours, no hour has many more than another', () => {
  const hours = portals.map((memberId) => Math.floor((tariffCheckAt(memberId, roundAt).getTime() - +roundAt) / HOUR))
  const counts = [0, 1, 2, 3, 4, 5].map((hour) => hours.filter((one) => one === hour).length)

  expect(counts.reduce((sum, count) => sum + count)).toBe(portals.length)
  expect(Math.min(...counts)).toBeGreaterThan(150)
})

it('E5 a round that is begun twice asks a portal at the same instant, the next day at another one', () => {
  const tomorrow = new Date(roundAt.getTime() + 24 * HOUR)

  expect(tariffCheckAt('portal1', roundAt)).toEqual(tariffCheckAt('portal1', roundAt))
  expect(+tariffCheckAt('portal1', tomorrow) - +tomorrow).not.toBe(+tariffCheckAt('portal1', roundAt) - +roundAt)
})

it('E5 a question that has to wait is asked half a minute later, or up to a minute more', () => {
  const waits = portals.map((memberId) => +tariffCheckLater(memberId, roundAt) - +roundAt)

  expect(Math.min(...waits)).toBeGreaterThanOrEqual(30_000)
  expect(Math.max(...waits)).toBeLessThan(90_000)
})

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.stop())

it('E5 portals that do not answer hold up two questions, and the others wait in the database', async () => {
  const silence = Promise.withResolvers<never>()
  const asked: string[] = []
  const postponed: { memberId: unknown; inMilliseconds: number }[] = []
  const portalClients: PortalClients = {
    ask: (memberId) => {
      asked.push(memberId)
      return silence.promise
    },
    askAs: () => silence.promise,
  }
  const jobs = portalJobs({
    db: world.store.db,
    adminLooks: { isAdmin: () => silence.promise, lookAtAll: () => silence.promise },
    transaction: world.transaction,
    portalClients,
    log: makeMemoryLog().log,
    publicUrl: () => '',
    hasDesk: async () => false,
    addJob: async (unit, task, payload, spec) => {
      postponed.push({
        memberId: 'memberId' in payload ? payload.memberId : null,
        inMilliseconds: +(spec?.runAt ?? unit.at) - +unit.at,
      })
      await addJob(unit, task, payload, { ...spec, runAt: new Date(+unit.at + 24 * HOUR) })
    },
  })
  const check = async (memberId: string) => jobs.checkTariff.run({ memberId })

  const checks = ['a', 'b', 'c', 'd'].map(check)
  await eventually(() => expect(postponed).toHaveLength(2))

  expect(asked).toEqual(['a', 'b'])
  expect(new Set(postponed.map(({ memberId }) => memberId))).toEqual(new Set(['c', 'd']))
  expect(postponed.every(({ inMilliseconds }) => inMilliseconds >= 30_000)).toBe(true)
  silence.reject(new Error('the story is over'))
  const outcomes = await Promise.allSettled(checks)
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled', 'fulfilled'])
})
