import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ticketIsDue } from '#server/tickets/deadlines/ticketDue.commands.ts'
import { newId } from '#test/support/world.ts'
import { ticketDeps } from '#test/support/ticketDeps.ts'
import { numbersOf, startScene, type Scene } from '../scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
}, 60_000)
afterAll(() => scene.world.stop())

const isDue = (ticketId: string, at: Date) =>
  scene.world.transaction((unit) => ticketIsDue(unit, ticketDeps, ticketId), at)
const read = async (ticketId: string) => (await scene.world.call('readTicket', { ticketId }, scene.agent)).summary
const put = (ticketId: string, until: Date, reason: string) => {
  const words = { messageId: newId(), text: 'Вернёмся к этому', reason }
  return scene.world.call('deferTicket', { ticketId, ...words, until: until.toISOString() }, scene.agent)
}
const move = (ticketId: string, until: Date) =>
  scene.world.call('moveDeferralDate', { ticketId, until: until.toISOString() }, scene.agent)
const after = (date: Date, milliseconds: number) => new Date(date.getTime() + milliseconds)

async function resolved() {
  const { ticketId } = await scene.ticket()
  await scene.world.call('resolveTicket', { ticketId, messageId: newId(), text: 'готово' }, scene.agent)
  return { ticketId, closesAt: await alarmOf(ticketId) }
}

async function alarmOf(ticketId: string): Promise<Date> {
  const { rows } = await sql<{ run_at: Date }>`
    select run_at from graphile_worker.jobs where key = ${`ticket ${ticketId}`}`.execute(scene.world.store.db)
  expect(rows).toHaveLength(1)
  return rows[0]?.run_at ?? new Date(Number.NaN)
}

it('T1 a resolved ticket closes by itself at its date: not a millisecond before, and once', async () => {
  const { ticketId, closesAt } = await resolved()

  await isDue(ticketId, after(closesAt, -1))
  expect(await read(ticketId)).toMatchObject({ status: 'resolved' })
  expect(await alarmOf(ticketId)).toEqual(closesAt)
  await isDue(ticketId, closesAt)
  const numbers = await numbersOf(scene.world, ticketId)
  await isDue(ticketId, closesAt)
  await isDue(ticketId, after(closesAt, 86_400_000))

  expect(await read(ticketId)).toMatchObject({ status: 'closed', closeReason: 'timeout' })
  expect(await numbersOf(scene.world, ticketId)).toEqual(numbers)
})

it('T1 an alarm that comes late closes the ticket all the same, of two at once one does', async () => {
  const { ticketId, closesAt } = await resolved()
  const before = (await numbersOf(scene.world, ticketId)).length

  await Promise.all([1, 2, 3].map(() => isDue(ticketId, after(closesAt, 30 * 86_400_000))))

  expect(await read(ticketId)).toMatchObject({ status: 'closed' })
  expect(await numbersOf(scene.world, ticketId)).toHaveLength(before + 1)
})

it('T1 an alarm for a ticket that was reopened meanwhile does nothing', async () => {
  const { ticketId, closesAt } = await resolved()
  await scene.world.call('reopenTicket', { ticketId }, scene.admin)

  await isDue(ticketId, after(closesAt, 1))

  expect(await read(ticketId)).toMatchObject({ status: 'queued' })
})

it('E3 an alarm for a locked ticket does nothing', async () => {
  const { ticketId, closesAt } = await resolved()
  await sql`update tickets set lock_reason = 'left_desk' where ticket_id = ${ticketId}`.execute(scene.world.store.db)

  await isDue(ticketId, after(closesAt, 1))

  expect(await read(ticketId)).toMatchObject({ status: 'resolved' })
})

it('T1 a deferral ends at its date; a changed date moves the alarm', async () => {
  const { ticketId } = await scene.ticket()
  const first = after(new Date(), 86_400_000)
  const second = after(first, 86_400_000)
  await put(ticketId, first, 'moreFromClient')
  await move(ticketId, second)

  await isDue(ticketId, first)
  expect(await read(ticketId)).toMatchObject({ status: 'deferred' })
  expect(await alarmOf(ticketId)).toEqual(second)
  await isDue(ticketId, second)
  expect(await read(ticketId)).toMatchObject({ status: 'inProgress', deferral: null })
  expect(await overdueTold(ticketId)).toEqual([])
})

it('T6 a date that was moved nearer comes then', async () => {
  const { ticketId } = await scene.ticket()
  const [near, far] = [after(new Date(), 86_400_000), after(new Date(), 9 * 86_400_000)]
  await put(ticketId, far, 'development')

  await move(ticketId, near)

  expect(await alarmOf(ticketId)).toEqual(near)
  await isDue(ticketId, near)
  expect(await overdueTold(ticketId)).toMatchObject([{ dueAt: near.toISOString() }])
})

it('T6 an expected date that comes before the ticket is done alerts the lead once, also when its job runs again', async () => {
  const { ticketId } = await scene.ticket()
  const [first, second] = [after(new Date(), 86_400_000), after(new Date(), 2 * 86_400_000)]
  await put(ticketId, first, 'development')
  await move(ticketId, second)

  await isDue(ticketId, first)
  expect(await overdueTold(ticketId)).toEqual([])
  await Promise.all([1, 2].map(() => isDue(ticketId, after(second, 60_000))))

  expect(await overdueTold(ticketId)).toEqual([{ who: ['lead'], dueAt: second.toISOString(), publicSeq: null }])
})

it.each([
  ['brought back by hand', 'resumeTicket'],
  ['withdrawn by the client', 'withdrawTicket'],
] as const)('T6 a ticket that was %s before its date alerts nobody', async (_how, name) => {
  const { world, admin, agent, ticket } = scene
  const { ticketId } = await ticket()
  const until = after(new Date(), 86_400_000)
  await put(ticketId, until, 'development')
  await world.call(name, { ticketId }, name === 'resumeTicket' ? agent : admin)

  await isDue(ticketId, after(until, 1))

  expect(await overdueTold(ticketId)).toEqual([])
})

/** The durable notification, and what the ticket's own history says of it to the desk alone. */
async function overdueTold(ticketId: string) {
  const { rows } = await sql<{ who: string[]; dueAt: string; publicSeq: number | null }>`
    select job.payload -> 'who' as who, told.payload ->> 'dueAt' as "dueAt", told.public_seq as "publicSeq"
      from journal told
      join graphile_worker._private_jobs job
        on job.key = ${`expected date ${ticketId} `} || (extract(epoch from (told.payload ->> 'dueAt')::timestamptz) * 1000)::bigint
     where told.ticket_id = ${ticketId} and told.type = 'sla.alarm' and told.payload ->> 'clock' = 'expectedDate'`.execute(
    scene.world.store.db,
  )
  return rows
}

it('an alarm for a ticket that is not there is nothing', async () => {
  await expect(isDue(newId(), new Date())).resolves.toBeUndefined()
})
