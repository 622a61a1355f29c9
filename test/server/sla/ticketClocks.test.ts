import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RouteInput } from '#contract/routes.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { checkEvidence } from '#server/sla/domain/checkEvidence.ts'
import { connectedUnderNewest } from '#test/support/onNewest.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

let scene: Scene

beforeAll(async () => {
  scene = await startScene(paceByHand())
  const { lastVersion } = await scene.world.call('readRegulation', {}, scene.owner)
  // Around the clock, so that the test does not depend on the hour at which it runs.
  const always = saasSupport.calendars['always']
  const document = { ...saasSupport, calendars: { ...saasSupport.calendars, office: always } }
  await scene.world.call('publishRegulation', { document, effectiveAt: null, lastVersion }, scene.owner)
  await connectedUnderNewest(scene.world.store.db)
}, 60_000)
afterAll(() => scene.world.stop())

type Kind = Pick<RouteInput<'openTicket'>, 'category' | 'priority'>

/** As the client proposes it. */
async function proposed(kind: Kind): Promise<string> {
  const ticketId = newId()
  const text = { subject: 'Почта', text: 'Не приходят письма' }
  await scene.world.call('openTicket', { ticketId, messageId: newId(), ...text, ...kind }, scene.admin)
  return ticketId
}

async function opened(kind: Kind = { category: 'incident', priority: 'high' }): Promise<string> {
  const ticketId = await proposed(kind)
  // What the client proposes counts when staff says so (T3).
  const { category, priority } = kind
  if (category !== undefined && priority !== undefined) {
    await scene.world.call('classifyTicket', { ticketId, category, priority }, scene.agent)
  }
  return ticketId
}

const taken = async (kind?: Kind) => {
  const ticketId = await opened(kind)
  await scene.world.call('takeTicket', { ticketId }, scene.agent)
  return ticketId
}
const sla = (ticketId: string, token = scene.agent) => scene.world.call('readSla', { ticketId }, token)
const clockOf = async (ticketId: string, kind: string) =>
  (await sla(ticketId)).clocks.find(({ clock }) => clock === kind)
const minutesOf = (from: string, to: string | null) => (Date.parse(to ?? '') - Date.parse(from)) / 60_000

describe('S3 the clocks of a ticket', () => {
  it('start as it is queued, with what its category and priority are promised', async () => {
    const ticketId = await opened()

    const { clocks, category, priority } = await sla(ticketId)

    expect({ category, priority }).toEqual({ category: 'incident', priority: 'high' })
    const [reaction] = clocks
    expect(clocks.map(({ clock, state }) => [clock, state.status])).toEqual([
      ['firstReaction', 'running'],
      ['resolution', 'running'],
    ])
    expect(minutesOf(reaction?.startedAt ?? '', reaction?.deadline ?? null)).toBe(60)
  })

  it('without a category it is promised what every category would be', async () => {
    const ticketId = await opened({})

    const { clocks, category, priority } = await sla(ticketId)

    expect({ category, priority }).toEqual({ category: null, priority: 'medium' })
    expect(clocks.map(({ clock, startedAt, deadline }) => [clock, minutesOf(startedAt, deadline)])).toEqual([
      ['firstReaction', 180],
    ])
  })

  it('are neither ended nor moved by taking, noting and handing over; a public word ends the reaction', async () => {
    const ticketId = await taken()
    const before = await clockOf(ticketId, 'firstReaction')
    await scene.send(ticketId, scene.agent, { kind: 'note' })
    await scene.world.call('assignTicket', { ticketId, userId: 1 }, scene.owner)

    expect(await clockOf(ticketId, 'firstReaction')).toEqual(before)
    await scene.send(ticketId, scene.agent)

    expect(await clockOf(ticketId, 'firstReaction')).toMatchObject({ state: { status: 'met' } })
  })

  it('S4 stand still while the client is asked, and go on with the answer', async () => {
    const ticketId = await taken()
    await scene.send(ticketId, scene.agent, { isQuestion: true })

    expect(await clockOf(ticketId, 'resolution')).toMatchObject({
      state: { status: 'paused', reason: 'waitingForClient' },
      deadline: null,
    })
    await scene.send(ticketId, scene.admin)

    expect(await clockOf(ticketId, 'resolution')).toMatchObject({ state: { status: 'running' } })
  })

  it('both sides see the same', async () => {
    const ticketId = await taken()

    const [{ at: _one, canClassify: mayDesk, ...forDesk }, { at: _other, canClassify: mayClient, ...forClient }] =
      await Promise.all([sla(ticketId), sla(ticketId, scene.admin)])

    expect(forClient).toEqual(forDesk)
    expect([mayDesk, mayClient]).toEqual([true, false])
  })

  it('S7 a moment later the queue goes by the nearest deadline, and by none when nothing runs', async () => {
    const ticketId = await opened({ category: 'informationRequest', priority: 'low' })
    const { deadline = null } = (await clockOf(ticketId, 'firstReaction')) ?? {}
    const dueAt = async () => {
      const { rows } = await sql<{ due_at: Date | null }>`
        select due_at from tickets where ticket_id = ${ticketId}`.execute(scene.world.store.db)
      return rows[0]?.due_at?.toISOString() ?? null
    }

    await scene.world.turn()
    expect(await dueAt()).toBe(deadline)
    await scene.world.call('takeTicket', { ticketId }, scene.agent)
    await scene.send(ticketId, scene.agent)

    await scene.world.turn()
    expect(await dueAt()).toBeNull()
  })
})

describe('T3 what a ticket is', () => {
  it('is said by the desk: promised is counted anew from the start, and what was promised before stays', async () => {
    const ticketId = await taken({ category: 'informationRequest', priority: 'low' })
    await scene.world.call('classifyTicket', { ticketId, category: 'incident', priority: 'critical' }, scene.agent)

    const reaction = await clockOf(ticketId, 'firstReaction')

    expect(reaction?.promises.map(({ deadline }) => minutesOf(reaction.startedAt, deadline))).toEqual([180, 30])
    const { events } = await scene.world.call('readEvents', { ticketId, limit: 1 }, scene.admin)
    expect(events).toMatchObject([
      {
        type: 'ticket.classified',
        from: { category: 'informationRequest', priority: 'low' },
        to: { category: 'incident', priority: 'critical' },
      },
    ])
    const { summary } = await scene.world.call('readTicket', { ticketId }, scene.agent)
    expect(summary.queue).toMatchObject({ category: 'incident', priority: 'critical', rank: 0 })
  })

  it('is wished by the client: until staff decides it overtakes nobody, and both sides read the wish', async () => {
    const ticketId = await proposed({ category: 'incident', priority: 'critical' })

    for (const token of [scene.agent, scene.admin]) {
      expect(await sla(ticketId, token)).toMatchObject({ priority: 'medium', wish: 'critical' })
    }
    const reaction = await clockOf(ticketId, 'firstReaction')
    expect(minutesOf(reaction?.startedAt ?? '', reaction?.deadline ?? null)).toBe(90)
    const { summary } = await scene.world.call('readTicket', { ticketId }, scene.agent)
    expect(summary.queue).toMatchObject({ priority: 'medium', wish: 'critical', rank: 9 })
  })

  it('a wish is decided once: agreed to it counts at once, and a colleague with an older page undoes nothing', async () => {
    const ticketId = await proposed({ category: 'incident', priority: 'critical' })
    const kind = { ticketId, category: 'incident', decides: 'critical' } as const
    await scene.world.call('classifyTicket', { ...kind, priority: 'critical' }, scene.agent)

    const refused = await scene.world.ask('classifyTicket', { ...kind, priority: 'medium' }, scene.owner)

    expect(refused).toMatchObject({ code: 'wish_decided' })
    expect(await sla(ticketId)).toMatchObject({ priority: 'critical', wish: null })
    const { events } = await scene.world.call('readEvents', { ticketId, limit: 1 }, scene.admin)
    expect(events).toMatchObject([{ type: 'ticket.classified', wish: 'critical', to: { priority: 'critical' } }])
    const { summary } = await scene.world.call('readTicket', { ticketId }, scene.agent)
    expect(summary.queue).toMatchObject({ priority: 'critical', wish: null, rank: 0 })
  })

  it('a wish that staff does not follow is decided all the same, and the client reads that', async () => {
    const ticketId = await proposed({ category: 'incident', priority: 'critical' })
    const kind = { ticketId, category: 'incident', priority: 'medium', decides: 'critical' } as const

    await scene.world.call('classifyTicket', kind, scene.agent)

    expect(await sla(ticketId)).toMatchObject({ priority: 'medium', wish: null })
    const { events } = await scene.world.call('readEvents', { ticketId, limit: 1 }, scene.admin)
    const unchanged = { category: 'incident', priority: 'medium' }
    expect(events).toMatchObject([{ type: 'ticket.classified', wish: 'critical', from: unchanged, to: unchanged }])
  })

  it('said twice is said once', async () => {
    const ticketId = await taken()
    const kind = { ticketId, category: 'incident', priority: 'high' } as const
    const before = await scene.world.call('readTicket', { ticketId }, scene.agent)

    await scene.world.call('classifyTicket', kind, scene.agent)

    expect((await scene.world.call('readTicket', { ticketId }, scene.agent)).summary).toEqual(before.summary)
  })

  it.each(['serviceRequest', 'informationRequest', 'changeRequest'] as const)(
    'a %s is never urgent',
    async (category) => {
      const ticketId = await taken()

      for (const priority of ['high', 'critical'] as const) {
        expect(await scene.world.ask('classifyTicket', { ticketId, category, priority }, scene.agent)).toMatchObject({
          code: 'priority_not_allowed',
        })
        const proposal = { ticketId: newId(), messageId: newId(), subject: 'x', text: 'x', category, priority }
        expect(await scene.world.ask('openTicket', proposal, scene.admin)).toMatchObject({
          code: 'priority_not_allowed',
        })
      }
    },
  )

  it('is not changed by a client, nor in a closed ticket', async () => {
    const ticketId = await taken()
    const kind = { ticketId, category: 'incident', priority: 'low' }

    expect(await scene.world.ask('classifyTicket', kind, scene.admin)).toMatchObject({ code: 'not_allowed' })
    await scene.world.call('withdrawTicket', { ticketId }, scene.admin)

    expect(await scene.world.ask('classifyTicket', kind, scene.agent)).toMatchObject({ code: 'ticket_closed' })
  })

  it('the page explains every category and priority', async () => {
    const ticketId = await opened()

    const kinds = await scene.world.call('readKinds', { ticketId }, scene.admin)

    expect(kinds).toEqual(await scene.world.call('readNewKinds', {}, scene.integrator))
    expect(kinds.priorities.map(({ code }) => code)).toEqual(['low', 'medium', 'high', 'critical'])
  })
})

describe('S5 evidence', () => {
  it('is the same for both sides, holds against its own history, and says nothing of notes', async () => {
    const ticketId = await taken()
    const which = { ticketId, clock: 'firstReaction', round: 0 } as const
    await scene.send(ticketId, scene.agent, { kind: 'note' })
    await scene.send(ticketId, scene.agent, { isQuestion: true })

    const [forDesk, forClient] = await Promise.all([
      scene.world.call('readEvidence', which, scene.agent),
      scene.world.call('readEvidence', which, scene.admin),
    ])

    expect({ ...forClient, until: '' }).toEqual({ ...forDesk, until: '' })
    expect(checkEvidence(forClient)).toEqual({ fits: true })
    expect(forDesk.history.map(({ type }) => type)).toEqual([
      'created',
      'clientMessage',
      'retargeted',
      'inProgress',
      'agentMessage',
      'waitingForClient',
    ])
    const counted = forDesk.strip.filter(({ kind }) => kind === 'counted').map(({ workingSeconds }) => workingSeconds)
    expect(forDesk.workingSeconds).toBeCloseTo(
      counted.reduce((sum, one) => sum + one, 0),
      3,
    )
  })

  it('D5 an export is told to the audit log, without the ticket', async () => {
    const ticketId = await opened()

    await scene.world.call('exportEvidence', { ticketId, clock: 'resolution', round: 0 }, scene.admin)

    const { rows } = await sql<{ payload: unknown }>`
      select payload from journal where type = 'evidence.exported' and payload ->> 'ticketId' = ${ticketId}
         and ticket_id is null`.execute(scene.world.store.db)
    expect(rows).toMatchObject([{ payload: { clock: 'resolution', round: 0 } }])
  })

  it('of a clock that never started there is none', async () => {
    const ticketId = await opened()

    expect(
      await scene.world.ask('readEvidence', { ticketId, clock: 'nextReaction', round: 0 }, scene.admin),
    ).toMatchObject({ code: 'not_found' })
  })
})
