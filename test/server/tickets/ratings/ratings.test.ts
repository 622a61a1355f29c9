import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paceByHand } from '#test/support/paceByHand.ts'
import { newId } from '#test/support/world.ts'
import { jobsOf } from '../../notifications/jobs.ts'
import { startScene, type Scene } from '../scene.ts'

let scene: Scene
let jobs: Awaited<ReturnType<typeof jobsOf>>
beforeAll(async () => {
  scene = await startScene(paceByHand())
  jobs = await jobsOf(scene)
}, 60_000)
afterAll(() => scene.world.stop())

const resolve = (ticketId: string) =>
  scene.world.call('resolveTicket', { ticketId, messageId: newId(), text: 'Починили' }, scene.agent)
const rate = (ticketId: string, score: number, comment?: string, token = scene.admin) =>
  scene.world.ask('rateTicket', { ticketId, score, ...(comment === undefined ? {} : { comment }) }, token)
async function resolved(): Promise<string> {
  const { ticketId } = await scene.ticket()
  await resolve(ticketId)
  return ticketId
}
const view = (ticketId: string, token = scene.admin) => scene.world.call('readTicket', { ticketId }, token)
const list = (filter = {}, token = scene.owner) => scene.world.call('listRatings', { filter }, token)
const pastReopening = (ticketId: string) =>
  sql`update tickets set state = state || '{"reopenUntil": "2026-01-01T00:00:00.000Z"}' where ticket_id = ${ticketId}`.execute(
    scene.world.store.db,
  )
async function ratedEvents(ticketId: string, token: string) {
  const { events } = await scene.world.call('readEvents', { ticketId, limit: 200 }, token)
  return events.flatMap((event) => (event.type === 'ticket.rated' ? [event] : []))
}

describe('T11 rating', () => {
  it('is offered when a person has answered and work has ended, to the client alone', async () => {
    const { ticketId } = await scene.ticket()
    const open = await view(ticketId)
    await resolve(ticketId)

    expect(open.can).not.toContain('rate')
    expect((await view(ticketId)).can).toContain('rate')
    expect((await view(ticketId, scene.agent)).can).not.toContain('rate')
    expect(await rate(ticketId, 5, '', scene.agent)).toMatchObject({ code: 'not_allowed' })
  })

  it('a star sends, the comment follows; both sides read it, in the journal without its text', async () => {
    const ticketId = await resolved()
    await rate(ticketId, 4)
    await rate(ticketId, 4, 'Быстро и понятно')
    const { rows } = await sql<{ payload: string }>`
      select payload::text as payload from journal where ticket_id = ${ticketId} and type = 'ticket.rated'`.execute(
      scene.world.store.db,
    )

    expect((await view(ticketId, scene.agent)).rating).toMatchObject({ score: 4, comment: 'Быстро и понятно' })
    expect((await view(ticketId)).rating).toEqual((await view(ticketId, scene.agent)).rating)
    expect(await ratedEvents(ticketId, scene.admin)).toMatchObject([
      { score: 4, from: null, hasComment: false },
      { score: 4, from: 4, hasComment: true },
    ])
    expect(await ratedEvents(ticketId, scene.agent)).toHaveLength(2)
    expect(rows.some(({ payload }) => payload.includes('понятно'))).toBe(false)
  })

  it('is one for a resolution, whoever of the client gives it; one that is opened again is rated anew', async () => {
    const ticketId = await resolved()
    await rate(ticketId, 2, 'Не помогло')
    await rate(ticketId, 3, undefined, scene.integrator)
    const first = (await list()).ratings.filter((one) => one.ticketId === ticketId)
    await scene.world.call('reopenTicket', { ticketId }, scene.admin)
    const reopened = await view(ticketId)
    await scene.world.call('takeTicket', { ticketId }, scene.agent)
    await resolve(ticketId)
    const again = await view(ticketId)
    await rate(ticketId, 5)
    const both = (await list()).ratings.filter((one) => one.ticketId === ticketId)

    expect(first).toMatchObject([{ score: 3, comment: 'Не помогло' }])
    expect(reopened.rating).toBeUndefined()
    expect(reopened.can).not.toContain('rate')
    expect(again.rating).toBeUndefined()
    expect(again.can).toContain('rate')
    expect(both.map(({ score }) => score)).toEqual([5, 3])
  })

  it('is not asked for where nobody answered, also after it was opened again', async () => {
    const { ticketId } = await scene.ticket({ taken: false })
    await scene.world.call('withdrawTicket', { ticketId }, scene.admin)
    const withdrawn = await rate(ticketId, 1)
    const second = await resolved()
    await scene.world.call('reopenTicket', { ticketId: second }, scene.admin)
    await scene.world.call('withdrawTicket', { ticketId: second }, scene.admin)

    expect(withdrawn).toMatchObject({ code: 'rating_not_asked' })
    expect((await view(ticketId)).can).not.toContain('rate')
    expect(await rate(second, 1)).toMatchObject({ code: 'rating_not_asked' })
  })

  it('an answer that was taken back is none', async () => {
    const { ticketId } = await scene.ticket()
    const messageId = newId()
    await scene.send(ticketId, scene.agent, { messageId })
    await scene.world.call('deleteMessage', { ticketId, messageId }, scene.agent)
    await scene.world.call('withdrawTicket', { ticketId }, scene.admin)

    expect(await rate(ticketId, 5)).toMatchObject({ code: 'rating_not_asked' })
  })

  it('is changed while the ticket may be opened again, and no longer', async () => {
    const ticketId = await resolved()
    await scene.world.call('confirmResolution', { ticketId }, scene.admin)
    const closed = await rate(ticketId, 5)
    await pastReopening(ticketId)

    expect(closed).toMatchObject({ ok: true })
    expect(await rate(ticketId, 1)).toMatchObject({ code: 'rating_too_late' })
    expect((await view(ticketId)).rating).toMatchObject({ score: 5 })
    expect((await view(ticketId)).can).not.toContain('rate')
  })

  it('two at once make one, and both numbers stand in the journal without a gap', async () => {
    const ticketId = await resolved()
    const answers = await Promise.all([
      rate(ticketId, 1),
      rate(ticketId, 5, undefined, scene.integrator),
      rate(ticketId, 5, undefined, scene.integrator),
    ])
    const { ratings } = await list()
    const { events } = await scene.world.call('readEvents', { ticketId, limit: 200 }, scene.admin)

    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(ratings.filter((one) => one.ticketId === ticketId)).toHaveLength(1)
    expect((await ratedEvents(ticketId, scene.admin)).length).toBeLessThanOrEqual(3)
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1))
  })

  it('brings no ticket to the top of the lists', async () => {
    const ticketId = await resolved()
    const before = (await view(ticketId)).summary.lastAt
    await rate(ticketId, 5)

    expect((await view(ticketId)).summary.lastAt).toBe(before)
  })
})

describe('T11 the list of ratings', () => {
  it('is for those who lead the desk: the low ones, of an agent, of a time, page by page', async () => {
    const ids = [await resolved(), await resolved(), await resolved()]
    const began = new Date().toISOString()
    for (const [index, ticketId] of ids.entries()) await rate(ticketId, [2, 5, 1][index] ?? 1, `слово ${index}`)
    const low = await list({ low: true, from: began })
    const first = await scene.world.call('listRatings', { filter: { from: began }, limit: 2 }, scene.owner)
    const rest = await scene.world.call(
      'listRatings',
      { filter: { from: began }, limit: 2, cursor: first.nextCursor ?? '' },
      scene.owner,
    )

    expect(low.ratings.map(({ score }) => score)).toEqual([1, 2])
    expect(low.ratings[0]).toMatchObject({ isLow: true, agent: { userId: 3 }, comment: 'слово 2' })
    expect([...first.ratings, ...rest.ratings].map(({ score }) => score)).toEqual([1, 5, 2])
    expect(rest.nextCursor).toBeNull()
    expect((await list({ from: began, agentId: 1 })).ratings).toEqual([])
    expect((await list({ until: began, low: true })).ratings.some(({ comment }) => comment === 'слово 2')).toBe(false)
    expect(await scene.world.ask('listRatings', { filter: {} }, scene.agent)).toMatchObject({ code: 'lead_only' })
    expect(await scene.world.ask('listRatings', { filter: {}, cursor: 'x' }, scene.owner)).toMatchObject({
      code: 'invalid_input',
    })
  })

  it('shows no desk those of another', async () => {
    const other = await scene.world.enter('standard', 1)

    expect((await list({}, other)).ratings).toEqual([])
  })

  it('D9 is exported in the language of the reader, a formula made harmless; D5 the log says so', async () => {
    const ticketId = await resolved()
    await rate(ticketId, 1, '=cmd("x"); "да"')
    const file = await scene.world.call('exportRatings', { filter: { low: true }, language: 'ru' }, scene.owner)
    const english = await scene.world.call('exportRatings', { filter: { low: true }, language: 'en' }, scene.owner)
    const { entries } = await scene.world.call('listAudit', { kinds: ['exports'] }, scene.owner)

    expect(file.text.startsWith('\uFEFF"Когда (Europe/Moscow)";"Оценка"')).toBe(true)
    expect(file.text).toContain(`"1";"'=cmd(""x""); ""да""";`)
    expect(english.text).toContain('"Rating","Comment"')
    expect(file).toMatchObject({ rows: english.rows, isCut: false })
    expect(entries[0]).toMatchObject({ type: 'ratings.exported', facts: [{ name: 'fileFormat' }, { name: 'rows' }] })
  })
})

describe('T11 a low rating tells the lead', () => {
  const bell = (ticketId: string) =>
    scene.world.sandbox.notifications('partner').filter(({ tag }) => tag === `OPORA|RATING|${ticketId}`)
  const endingOf = async (ticketId: string) =>
    (await list()).ratings.find((one) => one.ticketId === ticketId)?.endingSeq ?? 0
  const run = async (ticketId: string) => {
    const { desk } = await scene.actorOf(scene.owner)
    const endingSeq = await endingOf(ticketId)
    const notice = `rating ${ticketId} ${endingSeq}`
    await jobs.noticeRating.run({ ticketId, deskId: desk?.deskId ?? '', endingSeq, notice })
  }

  it('once, with what was said and the way in; one that is better by now tells nobody', async () => {
    const low = await resolved()
    await rate(low, 2, 'Долго [b]ждали[/b]')
    await run(low)
    await run(low)
    const better = await resolved()
    await rate(better, 1)
    await rate(better, 5)
    await run(better)

    expect(bell(low)).toHaveLength(1)
    expect(bell(low)[0]?.userId).toBe(1)
    expect(bell(low)[0]?.message).toMatch(/2 из 5.*Долго/s)
    expect(bell(low)[0]?.message).not.toContain('[b]ждали')
    expect(bell(better)).toEqual([])
  })

  it('by one job an ending, a minute later', async () => {
    const { world } = scene
    const low = await resolved()
    await rate(low, 1)
    await rate(low, 2)
    const high = await resolved()
    await rate(high, 3)
    await world.turn()
    const { rows } = await sql<{ key: string; waits: boolean }>`
      select key, run_at > ${new Date(Date.now() + 30_000)} as waits from graphile_worker.jobs
       where key in (${`rating ${low} ${await endingOf(low)}`}, ${`rating ${high} ${await endingOf(high)}`})`.execute(
      world.store.db,
    )

    expect(rows).toEqual([{ key: `rating ${low} ${await endingOf(low)}`, waits: true }])
  })
})
