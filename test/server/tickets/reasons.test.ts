import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RouteInput, RouteName } from '#contract/routes.ts'
import type { Deferral } from '#contract/tickets/reasons.types.ts'
import type { TicketEvent } from '#contract/tickets/types.ts'
import { commonReasons, allReasons } from '#server/regulations/presets/reasons.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import { ticketIsDue } from '#server/tickets/deadlines/ticketDue.commands.ts'
import { ticketDeps } from '#test/support/ticketDeps.ts'
import { newId, type Answer } from '#test/support/world.ts'
import { startScene, type Scene } from './scene.ts'

/** The desk promises what the vendor's regulation says, with all of its eight reasons. */
let scene: Scene
beforeAll(async () => {
  scene = await startScene(null, vendorSla)
}, 60_000)
afterAll(() => scene.world.stop())

const day = 86_400_000
const inDays = (count: number) => new Date(Date.now() + count * day).toISOString()

type Put = Omit<RouteInput<'deferTicket'>, 'ticketId'>
const because = (reason: string, changes: Partial<Put> = {}): Put => ({
  messageId: newId(),
  reason,
  text: 'Вот почему',
  until: inDays(1),
  ...changes,
})
const defer = (ticketId: string, how: Put, token = scene.agent) =>
  scene.world.call('deferTicket', { ticketId, ...how }, token)
const asksToDefer = (ticketId: string, how: Put) => scene.world.ask('deferTicket', { ticketId, ...how }, scene.agent)
const codeOf = (answer: Answer<RouteName>): string => (answer.ok ? 'taken' : answer.code)

async function deferred(reason: string, changes: Partial<Put> = {}): Promise<string> {
  const { ticketId } = await scene.ticket()
  await defer(ticketId, because(reason, changes))
  return ticketId
}

const read = (ticketId: string, token: string) => scene.world.call('readTicket', { ticketId }, token)
const statusOf = async (ticketId: string) => (await read(ticketId, scene.admin)).summary.status

async function eventsOf(ticketId: string, token: string): Promise<TicketEvent[]> {
  return (await scene.world.call('readEvents', { ticketId }, token)).events
}

async function movesBack(ticketId: string) {
  const events = await eventsOf(ticketId, scene.admin)
  return events.filter((event) => event.type === 'ticket.moved' && event.from === 'deferred')
}

describe('T6 each of the eight reasons', () => {
  it('is offered with its words and its lift, in the client’s language', async () => {
    const { ticketId } = await scene.ticket()

    const { reasons, clientLanguage } = await scene.world.call('readReasons', { ticketId }, scene.agent)

    expect(reasons).toEqual(allReasons)
    expect(reasons).toHaveLength(8)
    expect(clientLanguage).toBe('ru')
  })

  it.each(allReasons.filter((reason) => reason.for.includes('defer')))(
    '$code puts a ticket off, in words that the client gets from the agent',
    async ({ code, title, textForClient, liftedBy, hasExpectedDate }) => {
      const until = inDays(3)
      const ticketId = await deferred(code, { text: textForClient.ru, until })

      const expected: Deferral = { reason: { code, title }, until, isExpected: hasExpectedDate, liftedBy }
      for (const token of [scene.agent, scene.integrator]) {
        expect((await read(ticketId, token)).summary).toMatchObject({ status: 'deferred', deferral: expected })
      }
      const [said, moved] = (await eventsOf(ticketId, scene.integrator)).slice(-2)
      expect(said).toMatchObject({
        type: 'message.sent',
        message: { text: textForClient.ru, kind: 'public', author: { side: 'desk', userId: 3 } },
      })
      expect(moved).toMatchObject({
        to: 'deferred',
        deferredUntil: until,
        isExpected: hasExpectedDate,
        reason: { code, title },
      })
      expect((await read(ticketId, scene.integrator)).can.includes('giveAccess')).toBe(liftedBy === 'access')
    },
  )

  it.each(allReasons.filter((reason) => reason.for.includes('defer')))(
    '$code: its date brings the ticket back, and the lead is told only where it was expected',
    async ({ code, hasExpectedDate }) => {
      const until = inDays(2)
      const ticketId = await deferred(code, { until })

      await scene.world.transaction((unit) => ticketIsDue(unit, ticketDeps, ticketId), new Date(until))

      expect(await statusOf(ticketId)).toBe('inProgress')
      const { rows } = await sql<{ type: string }>`
        select type from journal where ticket_id = ${ticketId} and type = 'sla.alarm'`.execute(scene.world.store.db)
      expect(rows).toHaveLength(hasExpectedDate ? 1 : 0)
    },
  )

  it.each(allReasons)('$code declines a ticket: both sides read why', async ({ code, title, textForClient }) => {
    const { ticketId } = await scene.ticket()
    const words = { messageId: newId(), text: textForClient.ru }

    await scene.world.call('declineTicket', { ticketId, reason: code, ...words }, scene.agent)

    for (const token of [scene.agent, scene.admin]) {
      const { status, closeReason, declinedFor } = (await read(ticketId, token)).summary
      expect({ status, closeReason, declinedFor }).toEqual({
        status: 'closed',
        closeReason: 'declined',
        declinedFor: { code, title },
      })
    }
    expect((await eventsOf(ticketId, scene.admin)).at(-2)).toMatchObject({ message: { text: textForClient.ru } })
  })

  it.each([
    ['a reason that the regulation has not', because('noIdea'), 'reason_unknown'],
    ['one that only declines', because('abuse'), 'reason_not_for_this'],
    ['one without its date', because('development', { until: undefined }), 'date_required'],
    ['a date that has passed', because('development', { until: '2020-01-01T09:00:00Z' }), 'date_in_past'],
    ['no words', because('moreFromClient', { text: '  ' }), 'invalid_input'],
  ])('%s is refused and leaves the ticket as it is', async (_what, how, code) => {
    const { ticketId } = await scene.ticket()
    const before = await eventsOf(ticketId, scene.agent)

    expect(codeOf(await asksToDefer(ticketId, how))).toBe(code)

    expect(await eventsOf(ticketId, scene.agent)).toEqual(before)
  })

  it('E9 a ticket keeps the reasons of the version that it was opened under', async () => {
    const { world, owner, agent } = scene
    const { ticketId } = await scene.ticket()
    const { lastVersion } = await world.call('readRegulation', {}, owner)
    const document = { ...vendorSla, reasons: commonReasons }
    await world.call('publishRegulation', { document, effectiveAt: null, lastVersion }, owner)

    const { reasons } = await world.call('readReasons', { ticketId }, agent)
    await defer(ticketId, because('unlicensed'))

    expect(reasons).toEqual(allReasons)
    expect(await statusOf(ticketId)).toBe('deferred')
  })
})

describe('T6 what lifts a deferral', () => {
  it('the client’s message, once, of several at the same moment too', async () => {
    const ticketId = await deferred('moreFromClient')

    await Promise.all([
      ...[1, 2, 3].map(() => scene.send(ticketId, scene.admin)),
      ...[1, 2, 3].map(() => scene.send(ticketId, scene.integrator)),
    ])

    expect(await movesBack(ticketId)).toMatchObject([{ to: 'inProgress', by: { side: 'client' } }])
    expect(await statusOf(ticketId)).toBe('inProgress')
    const said = (await eventsOf(ticketId, scene.admin)).filter(({ type }) => type === 'message.sent')
    expect(said).toHaveLength(8)
  })

  it('not a message of the desk, and no message where only people or access lift it', async () => {
    const byClient = await deferred('moreFromClient')
    await scene.send(byClient, scene.agent)
    const others = [await deferred('development'), await deferred('notReproduced')]
    for (const ticketId of others) await scene.send(ticketId, scene.admin)

    for (const ticketId of [byClient, ...others]) expect(await statusOf(ticketId)).toBe('deferred')
  })

  it('back in the queue it stands where it stood, not ahead of anybody', async () => {
    const { ticketId } = await scene.ticket({ taken: false })
    const queuedAt = async () => (await read(ticketId, scene.agent)).summary.queue?.queuedAt
    const before = await queuedAt()
    await defer(ticketId, because('moreFromClient'))

    await scene.send(ticketId, scene.admin)

    expect(await statusOf(ticketId)).toBe('queued')
    expect(await queuedAt()).toBe(before)
  })

  it('access that the client gives: once, also when the answer was lost, and of two at once one is refused', async () => {
    const { world, admin, integrator, agent } = scene
    const ticketId = await deferred('notReproduced')
    const given = (messageId = newId()) => ({ ticketId, messageId, text: 'Пригласили вас на портал' })
    const input = given()

    expect(codeOf(await world.ask('giveAccess', given(), agent))).toBe('not_allowed')
    const answers = await Promise.all([
      world.ask('giveAccess', input, admin),
      world.ask('giveAccess', given(), integrator),
    ])
    const again = await world.ask('giveAccess', input, admin)

    const refused = answers.filter(({ status }) => status !== 200)
    expect(refused.map(codeOf)).toEqual(['access_not_awaited'])
    expect(await movesBack(ticketId)).toHaveLength(1)
    expect(again.status).toBe(answers[0]?.status)
    expect(await statusOf(ticketId)).toBe('inProgress')
  })
})

describe('T6 the date of a ticket that is put off', () => {
  const move = (ticketId: string, until: string, token = scene.agent) =>
    scene.world.ask('moveDeferralDate', { ticketId, until }, token)

  it('is moved before the client’s eyes, what it was beside what it is', async () => {
    const [first, second, third] = [inDays(2), inDays(5), inDays(4)]
    const ticketId = await deferred('development', { until: first })

    await move(ticketId, second)
    await move(ticketId, third, scene.owner)
    await move(ticketId, third, scene.owner)

    const moved = (await eventsOf(ticketId, scene.integrator)).filter(({ type }) => type === 'ticket.dateMoved')
    expect(moved).toMatchObject([
      { from: first, to: second, isExpected: true, by: { side: 'desk' } },
      { from: second, to: third, isExpected: true },
    ])
    expect((await read(ticketId, scene.integrator)).summary.deferral).toMatchObject({
      until: third,
      reason: { code: 'development' },
    })
  })

  it('is the desk’s to move, and only while the ticket is put off', async () => {
    const ticketId = await deferred('development')

    expect(codeOf(await move(ticketId, inDays(3), scene.admin))).toBe('not_allowed')
    expect(codeOf(await move(ticketId, '2020-01-01T09:00:00Z'))).toBe('date_in_past')
    await scene.world.call('resumeTicket', { ticketId }, scene.agent)
    expect(codeOf(await move(ticketId, inDays(3)))).toBe('not_deferred')
  })

  it('of two agents who put it off at once both are heard, one after the other', async () => {
    const { ticketId } = await scene.ticket()
    const [one, other] = [because('moreFromClient'), because('development')]

    await Promise.all([defer(ticketId, one), defer(ticketId, other, scene.owner)])

    const moves = (await eventsOf(ticketId, scene.admin)).filter((event) => event.type === 'ticket.moved')
    const reasons = moves.flatMap(({ to, reason }) => (to === 'deferred' ? [reason?.code] : []))
    expect(new Set(reasons)).toEqual(new Set(['development', 'moreFromClient']))
    expect(reasons).toHaveLength(2)
    expect((await read(ticketId, scene.admin)).summary.deferral?.reason.code).toBe(reasons.at(-1))
  })
})

describe('T8 T6 a lost answer that is sent again', () => {
  it('puts the ticket off once, and a changed one is not taken for it', async () => {
    const { ticketId } = await scene.ticket()
    const input = because('moreFromClient')
    await defer(ticketId, input)
    const before = await eventsOf(ticketId, scene.agent)

    expect((await asksToDefer(ticketId, input)).status).toBe(200)
    for (const changes of [{ until: inDays(9) }, { reason: 'development' }, { text: 'Иначе' }]) {
      expect(codeOf(await asksToDefer(ticketId, { ...input, ...changes }))).toBe('message_id_reused')
    }

    expect(await eventsOf(ticketId, scene.agent)).toEqual(before)
  })

  it('and so it is with declining, and with a message that was no deferral', async () => {
    const { world, agent } = scene
    const { ticketId } = await scene.ticket()
    const plain = { messageId: newId(), text: 'Смотрим' }
    await scene.send(ticketId, agent, plain)
    expect(codeOf(await asksToDefer(ticketId, because('moreFromClient', plain)))).toBe('message_id_reused')

    const input = { ticketId, messageId: newId(), text: 'Нет', reason: 'outOfScope' }
    await world.call('declineTicket', input, agent)
    expect((await world.ask('declineTicket', input, agent)).status).toBe(200)
    expect(codeOf(await world.ask('declineTicket', { ...input, reason: 'abuse' }, agent))).toBe('message_id_reused')
  })
})

describe('E3 T1 where a ticket takes nothing more', () => {
  it('a locked one is neither put off nor moved nor lifted', async () => {
    const ticketId = await deferred('notReproduced')
    await sql`update tickets set lock_reason = 'left_desk' where ticket_id = ${ticketId}`.execute(scene.world.store.db)
    const { world, admin, agent } = scene

    const answers = [
      await asksToDefer(ticketId, because('development')),
      await world.ask('moveDeferralDate', { ticketId, until: inDays(3) }, agent),
      await world.ask('giveAccess', { ticketId, messageId: newId(), text: 'Доступ' }, admin),
    ]

    for (const answer of answers) expect(codeOf(answer)).toBe('ticket_locked')
    expect((await read(ticketId, admin)).can).toEqual([])
  })
})
