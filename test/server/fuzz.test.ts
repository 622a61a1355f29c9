import { afterAll, beforeAll, expect, it } from 'vitest'
import { startFaultyServer } from '#test/fuzz/faultyServer.ts'
import { freshParts } from '#test/fuzz/freshParts.ts'
import { openGround, type Ground } from '#test/fuzz/ground.ts'
import { knownAs } from '#test/fuzz/knownFaults.ts'
import { randomOf } from '#test/fuzz/random.ts'
import { renew } from '#test/fuzz/renew.ts'
import { fuzz, jobsTriedAgain } from '#test/fuzz/run.ts'
import { twists } from '#test/fuzz/twists.ts'
import { goodInputs } from './goodInputs.ts'
import { startSituation } from './situation.ts'

let ground: Ground
beforeAll(async () => {
  ground = await openGround(await startSituation())
}, 120_000)
afterAll(() => ground.situation.world.stop(jobsTriedAgain))

const everyday = {
  seed: 1,
  seconds: 10,
  leastSteps: 300,
  patienceMs: 30_000,
  tries: 'everything',
  portalShare: 0.25,
  portalAnswers: Object.keys(twists),
} as const

it('damaged calls, pages, events, sockets and hostile answers of portals find no fault that is not known', async () => {
  const report = await fuzz(ground, everyday)

  expect(report.faults.filter((fault) => knownAs(fault) === undefined)).toEqual([])
  expect(report.rows.filter(([, { reached }]) => reached > 0).length).toBeGreaterThan(20)
}, 120_000)

/** What nobody can name by chance: what a round before has made has to be there, and to be found. */
const byWhatThereIs = [
  'giveBox',
  'refuseBox',
  'lookIntoBox',
  'startRemoteSession',
  'endRemoteSession',
  'endBox',
  'confirmBoxChanged',
  'enterCoupon',
  'readCoupon',
  'refundRequest',
  'revokeCoupon',
  'closeAnnouncement',
  'updateAnnouncement',
] as const

it('each round has boxes, coupons and announcements with which their routes reach their commands', async () => {
  await renew(ground, randomOf(1, 'round'))
  const refused: string[] = []
  for (const name of byWhatThereIs) {
    const token = ground.sessions.next(goodInputs[name].by)
    const coupon = name === 'enterCoupon' ? { code: ground.things.pick('coupon', randomOf(1)) } : {}
    const good = { ...goodInputs[name].input(ground.situation), ...coupon }
    const fresh = await freshParts(ground, name, good, token)
    const answer = await ground.situation.world.ask(name, { ...good, ...fresh }, token)
    if (!answer.ok) refused.push(`${name}: ${answer.code}`)
  }

  expect(refused).toEqual([])
}, 60_000)

it('control: a handler that throws, leaks, hangs, answers anything or answers anybody is found', async () => {
  const seeded = ['readDesk', 'listQueue', 'readStaff', 'listConnections', 'readViews'] as const
  const sound = ['openTicket', 'readKinds', 'readMe', 'issueCode'] as const
  const faulty = await startFaultyServer(ground.situation)
  const { faults } = await fuzz(
    { ...ground, url: faulty.url, takeErrors: faulty.takeErrors },
    { ...everyday, seconds: 6, leastSteps: 0, patienceMs: 3000, tries: [...seeded, ...sound] },
  )
  await faulty.stop()

  expect(faults.map(({ row, kind }) => `${row}: ${kind}`)).toEqual(
    expect.arrayContaining([
      'readDesk: internal',
      'listQueue: leak',
      'readStaff: no answer',
      'listConnections: not in the contract',
      'readViews: not refused',
    ]),
  )
  expect(faults.find(({ row }) => row === 'readDesk')).toMatchObject({
    message: expect.stringContaining("reading 'name'"),
    example: { step: expect.stringMatching(/^step \d+$/) },
  })
  // A busy machine may take as long as the one that never answers.
  const ofSound = faults.filter(({ row, kind }) => sound.some((name) => name === row) && kind !== 'no answer')
  expect(ofSound).toEqual([])
}, 60_000)
