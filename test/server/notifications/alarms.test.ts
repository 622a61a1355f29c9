import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { alarmNotificationJobs } from '#server/notifications/alarms.jobs.ts'
import { now } from '#server/platform/clock.ts'
import type { Jobs, JobTasks } from '#server/platform/jobs/jobs.ts'
import { makeSecrets } from '#server/platform/secrets.ts'
import { makeBitrix24 } from '#server/portals/bitrix24.adapter.ts'
import { makePortalClients } from '#server/portals/portalClients.commands.ts'
import { recipientsOf, type RecipientKind } from '#server/desks/recipients.queries.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'
import { clientId, clientSecret, newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

/** At the desk: 1 is the owner, 2 the lead, 3 the agent who takes the tickets. */
let scene: Scene
let jobs: JobTasks<'noticeAlarm'>
beforeAll(async () => {
  scene = await startScene()
  const { world, owner } = scene
  const oauthServers = [world.sandbox.oauthOrigin]
  const gateway = makeBitrix24({ applications: [{ clientId, clientSecret }], oauthServers, isSandbox: true })
  const { db } = world.store
  const portalClients = makePortalClients({
    db,
    transaction: world.transaction,
    secrets: makeSecrets(await world.masterKey()),
    gateway,
  })
  jobs = alarmNotificationJobs({
    db,
    transaction: world.transaction,
    portalClients,
    log: makeMemoryLog().log,
    recipientsOf: (desk, who) => recipientsOf(db, desk, who, now()),
  })
  await world.call('setStaff', { userId: 2, role: 'lead' }, owner)
}, 60_000)
afterAll(() => scene.world.stop())
beforeEach(async () => {
  await sql`update desk_staff set gets_tickets = true, away_from = null, away_until = null`.execute(
    scene.world.store.db,
  )
})

type Rings = Partial<Jobs['noticeAlarm']> & { ticketId: string; who: RecipientKind[] }

/** The job of an alarm that rang, as the ringing leaves it. */
async function ring({ ticketId, who, clock = 'firstReaction', percent = 50, notice }: Rings): Promise<void> {
  await jobs.noticeAlarm.run({ ticketId, who, clock, percent, notice: notice ?? `alarm ${newId()}` })
}
/** In the order in which they were told. */
const told = (ticketId: string) =>
  scene.world.sandbox.notifications('partner').filter(({ tag }) => tag === `OPORA|SLA|${ticketId}`)
const peopleOf = (ticketId: string) => told(ticketId).map(({ userId }) => userId)
const sentToDesk = () =>
  scene.world.sandbox.requests('partner', 'im.notify.system.add').filter(({ status }) => status === 200).length
const away = (userId: number) => {
  const from = new Date(now().getTime() - 60_000).toISOString()
  return scene.world.call('setAway', { userId, away: { from, until: null } }, scene.owner)
}

describe('S6 who is told of a clock that runs out', () => {
  it('at half of the time: whoever has the ticket, and nobody else', async () => {
    const { ticketId } = await scene.ticket()

    await ring({ ticketId, who: ['assigneeOrShift'] })

    expect(peopleOf(ticketId)).toEqual([3])
  })

  it('a ticket that nobody has: everybody on shift who gets tickets', async () => {
    const { ticketId } = await scene.ticket({ taken: false })
    await sql`update desk_staff set gets_tickets = user_id <> 1`.execute(scene.world.store.db)

    await ring({ ticketId, who: ['assigneeOrShift'] })

    expect(new Set(peopleOf(ticketId))).toEqual(new Set([2, 3]))
  })

  it('instead of an assignee who is away: the shift', async () => {
    const { ticketId } = await scene.ticket()
    await away(3)

    await ring({ ticketId, who: ['assigneeOrShift'] })

    expect(new Set(peopleOf(ticketId))).toEqual(new Set([1, 2]))
  })

  it('when most of it is over: the assignee first, then the lead', async () => {
    const { ticketId } = await scene.ticket()

    await ring({ ticketId, who: ['assigneeOrShift', 'lead'], percent: 80 })

    expect(peopleOf(ticketId)).toEqual([3, 2])
  })

  it('somebody who is both is told once', async () => {
    const { ticketId } = await scene.ticket()
    await scene.world.call('assignTicket', { ticketId, userId: 2 }, scene.agent)

    await ring({ ticketId, who: ['assigneeOrShift', 'lead', 'owner'], percent: 100 })

    expect(peopleOf(ticketId)).toEqual([2, 1])
  })

  it('T12 whoever is on duty; without a rota the lead', async () => {
    const [withDuty, without] = [await scene.ticket(), await scene.ticket()]
    await ring({ ticketId: without.ticketId, who: ['onDuty'], clock: 'onDuty', percent: 100 })
    const [from, until] = [-1, 1].map((hours) => new Date(now().getTime() + hours * 3_600_000).toISOString())
    await scene.world.call('addDuty', { dutyId: newId(), userId: 3, from: from ?? '', until: until ?? '' }, scene.owner)

    await ring({ ticketId: withDuty.ticketId, who: ['onDuty'], clock: 'onDuty', percent: 100 })

    expect([peopleOf(without.ticketId), peopleOf(withDuty.ticketId)]).toEqual([[2], [3]])
    expect(told(withDuty.ticketId)[0]?.message).toContain('по телефону или в мессенджере')
  })

  it('T6 the lead, of a date that came before the ticket was done', async () => {
    const { ticketId } = await scene.ticket()

    await ring({ ticketId, who: ['lead'], clock: 'expectedDate', percent: 100 })

    expect(peopleOf(ticketId)).toEqual([2])
    expect(told(ticketId)[0]?.message).toMatch(/[A-Z]{2,5}-\d+.*дата, названная клиенту, наступила/)
  })
})

describe('S6 a notification of an alarm', () => {
  it('names the ticket and the clock, says what to do, and leads there', async () => {
    const { ticketId } = await scene.ticket()

    await ring({ ticketId, who: ['assigneeOrShift'], percent: 100 })

    const [message] = told(ticketId).map((one) => one.message)
    expect(message).toMatch(/Срок вышел: обращение [A-Z]{2,5}-\d+ .* первый ответ\. Ответьте сейчас\./)
    expect(message).toContain(`${encodeURIComponent('params[ticket]')}=${ticketId}`)
  })

  it('is sent once, whoever runs its job and how often', async () => {
    const { ticketId } = await scene.ticket()
    const alarm: Rings = { ticketId, who: ['assigneeOrShift', 'lead'], notice: `alarm ${newId()}` }
    const before = sentToDesk()
    await ring(alarm)

    await ring(alarm)
    await ring(alarm)

    expect(sentToDesk() - before).toBe(2)
    expect(peopleOf(ticketId)).toEqual([3, 2])
  })

  it.each([
    ['withdrawn', (ticketId: string) => scene.world.call('withdrawTicket', { ticketId }, scene.admin)],
    [
      'resolved',
      (ticketId: string) =>
        scene.world.call('resolveTicket', { ticketId, messageId: newId(), text: 'готово' }, scene.agent),
    ],
    [
      'locked',
      (ticketId: string) =>
        sql`update tickets set lock_reason = 'left_desk' where ticket_id = ${ticketId}`.execute(scene.world.store.db),
    ],
  ])('of a ticket that was %s meanwhile is not sent', async (_how, act) => {
    const { ticketId } = await scene.ticket()
    await act(ticketId)

    await ring({ ticketId, who: ['assigneeOrShift', 'lead'] })

    expect(peopleOf(ticketId)).toEqual([])
  })
})
