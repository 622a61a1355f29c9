import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { missedNotificationJobs } from '#server/notifications/missed.jobs.ts'
import { now } from '#server/platform/clock.ts'
import { makeSecrets } from '#server/platform/secrets.ts'
import { makeBitrix24 } from '#server/portals/bitrix24.adapter.ts'
import { makePortalClients } from '#server/portals/portalClients.commands.ts'
import { recipientsOf, type RecipientKind } from '#server/desks/recipients.queries.ts'
import { claimMissed, gatherMissed, missedAreTold, readMissed } from '#server/sla/feature.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'
import { clientId, clientSecret } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

/** At the desk: 1 is the owner, 2 the lead, 3 the agent who takes the tickets. */
let scene: Scene
let deskId: string
/** So often is a portal asked, then the process is dead. */
let lifetime: number
let notice: () => Promise<void>
beforeAll(async () => {
  scene = await startScene()
  const { world, owner } = scene
  deskId = (await scene.actorOf(owner)).desk?.deskId ?? ''
  const { db } = world.store
  const portalClients = makePortalClients({
    db,
    transaction: world.transaction,
    secrets: makeSecrets(await world.masterKey()),
    gateway: makeBitrix24({
      applications: [{ clientId, clientSecret }],
      oauthServers: [world.sandbox.oauthOrigin],
      isSandbox: true,
    }),
  })
  const jobs = missedNotificationJobs({
    db,
    transaction: world.transaction,
    portalClients: {
      ...portalClients,
      ask(...asked) {
        if (lifetime <= 0) throw new Error('the process is dead')
        lifetime -= 1
        return portalClients.ask(...asked)
      },
    },
    log: makeMemoryLog().log,
    claimMissed,
    readMissed,
    missedAreTold,
    recipientsOf: (desk, who) => recipientsOf(db, desk, who, now()),
  })
  notice = async () => jobs.noticeMissed.run({ deskId })
  await world.call('setStaff', { userId: 2, role: 'lead' }, owner)
}, 60_000)
afterAll(() => scene.world.stop())
beforeEach(() => {
  lifetime = Infinity
  shown = told().length
})

let shown = 0
const told = () => scene.world.sandbox.notifications('partner').filter(({ tag }) => tag.startsWith('OPORA|MISSED|'))
const toldNow = () => told().slice(shown)
const peopleTold = () => new Set(toldNow().map(({ userId }) => userId))
const left = async () => {
  const { rows } = await sql<{ left: number }>`select count(*)::int as left from sla_missed`.execute(
    scene.world.store.db,
  )
  return rows[0]?.left
}

/** Hours ago, the longest overdue first; nobody's job is added, the test runs it. */
async function missed(ticketIds: readonly string[], recipients: RecipientKind[], percent = 100): Promise<void> {
  await scene.world.transaction((unit) =>
    gatherMissed(
      unit,
      ticketIds.map((ticketId, index) => ({
        ticketId,
        clock: 'firstReaction',
        percent,
        dueAt: new Date(unit.at.getTime() - (ticketIds.length - index) * 3_600_000),
        recipients,
      })),
      async () => {},
    ),
  )
}
const openSome = async (count: number) => {
  const ticketIds: string[] = []
  while (ticketIds.length < count) ticketIds.push((await scene.ticket()).ticketId)
  return ticketIds
}
const numberOf = async (ticketId: string) =>
  (await scene.world.call('readTicket', { ticketId }, scene.agent)).summary.number

describe('P9 promises that were missed while nobody could be notified', () => {
  it('are told once to each whom the steps name: how many, the first few, and where to look', async () => {
    const ticketIds = await openSome(7)
    await missed(ticketIds, ['assigneeOrShift'], 50)
    await missed(ticketIds, ['assigneeOrShift', 'lead'])

    await notice()
    await notice()

    expect(peopleTold()).toEqual(new Set([2, 3]))
    expect(toldNow()).toHaveLength(2)
    const numbers = await Promise.all(ticketIds.slice(0, 5).map(numberOf))
    for (const { message } of toldNow()) {
      expect(message).toContain(`Обращений, которые ждут: 7 (${numbers.join(', ')}, …)`)
      expect(message).toMatch(/\[url=\/marketplace\/view\/[^\]]+\/\]Открыть\[\/url\]/)
    }
    expect(await left()).toBe(0)
  })

  it('where no step names anybody, to lead and owner', async () => {
    await missed(await openSome(1), [])

    await notice()

    expect(peopleTold()).toEqual(new Set([1, 2]))
    expect(toldNow()).toHaveLength(2)
  })

  it('of a ticket that was resolved meanwhile nobody is told', async () => {
    const [resolved = '', waiting = ''] = await openSome(2)
    await missed([resolved, waiting], ['lead'])
    await scene.world.call(
      'resolveTicket',
      { ticketId: resolved, messageId: crypto.randomUUID(), text: 'ок' },
      scene.agent,
    )

    await notice()

    expect(toldNow()).toHaveLength(1)
    expect(toldNow()[0]?.message).toContain(`ждут: 1 (${await numberOf(waiting)})`)
  })

  it('and if none is left, nobody is told at all', async () => {
    const [closed = ''] = await openSome(1)
    await missed([closed], ['lead'])
    await scene.world.call('withdrawTicket', { ticketId: closed }, scene.admin)

    await notice()

    expect(toldNow()).toEqual([])
    expect(await left()).toBe(0)
  })

  it('a process that dies before they are told leaves them to the next, and what came meanwhile is told after it', async () => {
    await missed(await openSome(3), ['lead', 'owner'])
    lifetime = 0
    await expect(notice()).rejects.toThrow('the process is dead')
    await missed(await openSome(2), ['owner'])
    lifetime = Infinity

    await notice()

    const counts = toldNow().map(({ userId, message }) => [userId, message.match(/ждут: (\d+)/)?.[1]])
    expect(counts).toEqual([
      [2, '3'],
      [1, '3'],
      [1, '2'],
    ])
    expect(await left()).toBe(0)
  })
})
