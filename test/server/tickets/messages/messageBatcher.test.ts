import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ticketStatuses, type TicketStatus } from '#contract/tickets/types.ts'
import { now } from '#server/platform/clock.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { hashToken } from '#server/platform/http/session.ts'
import { decide } from '#server/tickets/domain/ticket.ts'
import type { Ticket } from '#server/tickets/domain/ticketState.ts'
import { makeMessageBatcher } from '#server/tickets/messages/messageBatcher.commands.ts'
import { quietStatuses } from '#server/tickets/messages/sendMessage.sql.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { newId } from '#test/support/world.ts'
import { afterAll as after, commands, terms, tickets } from '../tickets.ts'
import { numbersOf, startScene, upTo, type Scene } from '../scene.ts'

let scene: Scene
beforeAll(async () => {
  // By itself the journal's reader comes once a second: what it finds of what a test did before would have people read anew.
  scene = await startScene(paceByHand())
}, 60_000)
afterAll(() => scene.world.stop())

const sides = { client: commands.messageFromClient, desk: commands.messageFromDesk } as const

/** What `decide` makes of a public message: taken without moving anything, or not. */
function isQuiet(ticket: Ticket, side: 'client' | 'desk'): boolean {
  try {
    const events = decide(ticket, sides[side], terms)
    return events.length === 1 && events[0]?.type === 'message.sent'
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

const cases = ticketStatuses.flatMap((status) => (['client', 'desk'] as const).map((side) => ({ status, side })))
const ticketsIn = (status: TicketStatus): Ticket[] =>
  Object.values(tickets).filter((ticket) => ticket.status === status)

describe('T1 the quick way takes a message only where decide would, and would move nothing', () => {
  it.each(cases)('$status, message of the $side', ({ status, side }) => {
    const isListed = quietStatuses[side].includes(status)

    // A status is quiet only if every ticket in it is: a deferral that an answer lifts is not like one that stands.
    // What is written to the assistant is answered by it, which the long way sees to.
    const isAnswered = status === 'assistant' && side === 'client'
    expect(isListed).toBe(!isAnswered && ticketsIn(status).every((ticket) => isQuiet(ticket, side)))
  })

  it('no locked ticket is quiet', () => {
    const locked = Object.values(tickets).map((ticket) => after(ticket, commands.lock))

    expect(locked.filter((ticket) => isQuiet(ticket, 'client') || isQuiet(ticket, 'desk'))).toEqual([])
  })

  it('control: every status is among the examples, and both answers occur', () => {
    expect(ticketStatuses.filter((status) => ticketsIn(status).length === 0)).toEqual([])
    expect(new Set(cases.map(({ status, side }) => quietStatuses[side].includes(status))).size).toBe(2)
    expect(isQuiet(tickets.deferredUntilAnswer, 'client')).toBe(false)
  })
})

describe('the quick way checks everything itself, though it remembers who asks', () => {
  /** A person who has just written: the server remembers them. */
  async function warm(token: string) {
    const { ticketId } = await scene.ticket()
    expect(await scene.send(ticketId, token)).toMatchObject({ ok: true })
    return ticketId
  }
  /** Past every command that would tell the server to forget, as another process would see it. */
  const behindItsBack = (statement: ReturnType<typeof sql>) => statement.execute(scene.world.store.db)

  it('a ticket that was locked between', async () => {
    const ticketId = await warm(scene.admin)
    await behindItsBack(sql`update tickets set lock_reason = 'left_desk' where ticket_id = ${ticketId}`)

    expect(await scene.send(ticketId, scene.admin)).toMatchObject({ code: 'ticket_locked' })
  })

  it.each(['admin', 'agent'] as const)('a session of the %s that has ended between', async (role) => {
    const token = role === 'admin' ? await scene.world.enter('client', 1) : await scene.world.enter('partner', 3)
    const ticketId = await warm(token)
    await behindItsBack(sql`update sessions set ended_at = ${new Date()} where opened_at =
      (select max(opened_at) from sessions where user_id = ${role === 'admin' ? 1 : 3})`)

    expect(await scene.send(ticketId, token)).toMatchObject({ code: 'session_expired' })
  })

  it('a session that ran out between', async () => {
    const token = await scene.world.enter('client', 2)
    const ticketId = await warm(token)
    await behindItsBack(sql`update sessions set expires_at = ${new Date(Date.now() - 1)} where user_id = 2`)

    expect(await scene.send(ticketId, token)).toMatchObject({ code: 'session_expired' })
  })

  it('staff that was removed between', async () => {
    const { world, owner } = scene
    await world.call('setStaff', { userId: 4, role: 'agent' }, owner)
    const token = await world.enter('partner', 4)
    const ticketId = await warm(token)
    await behindItsBack(sql`delete from desk_staff where user_id = 4`)

    expect(await scene.send(ticketId, token)).toMatchObject({ code: 'not_found' })
  })

  it('an integrator who was unnamed between', async () => {
    const { world, admin } = scene
    await world.call('namePerson', { userId: 4, as: 'integrator' }, admin)
    const token = await world.enter('client', 4)
    const ticketId = await warm(token)
    await behindItsBack(sql`delete from named_people where user_id = 4`)

    expect(await scene.send(ticketId, token)).toMatchObject({ code: 'not_found' })
  })

  it('an admin who is none any more', async () => {
    const { world } = scene
    const token = await world.enter('client', 2)
    const ticketId = await warm(token)
    await behindItsBack(sql`update sessions set is_portal_admin = false where user_id = 2`)

    expect(await scene.send(ticketId, token)).toMatchObject({ code: 'not_found' })
  })

  it('a portal that has taken the app away between', async () => {
    const ticketId = await warm(scene.admin)
    await behindItsBack(sql`update portals set is_installed = false where is_client`)
    const refused = await scene.send(ticketId, scene.admin)
    await behindItsBack(sql`update portals set is_installed = true where is_client`)

    expect(refused).toMatchObject({ ok: false })
  })

  it('control: in the end everybody who may still writes, and no refusal has used up a number', async () => {
    const { world, admin } = scene
    const ticketId = await warm(admin)
    const messageId = newId()
    await scene.send(ticketId, admin, { messageId })
    for (let i = 0; i < 3; i++) await scene.send(ticketId, admin, { messageId })
    await scene.send(ticketId, admin, { messageId, text: 'другой' })
    await scene.send(ticketId, admin)

    const numbers = await numbersOf(world, ticketId)
    expect(numbers.map(({ seq }) => seq)).toEqual(upTo(7))
    expect(numbers.map(({ publicSeq }) => publicSeq)).toEqual(upTo(7))
  })
})

it('T8 a message that cannot be stored leaves no hole in the numbers', async () => {
  const { world, admin, send, ticket } = scene
  const { ticketId } = await ticket()
  await sql`alter table messages add constraint broken check (text <> 'сломается') not valid`.execute(world.store.db)
  const refused = await send(ticketId, admin, { text: 'сломается' })
  await sql`alter table messages drop constraint broken`.execute(world.store.db)
  await send(ticketId, admin)

  expect(refused).toMatchObject({ code: 'internal' })
  expect(world.takeErrors()).toHaveLength(1)
  expect((await numbersOf(world, ticketId)).map(({ seq }) => seq)).toEqual(upTo(5))
})

describe('T8 messages that come together share a statement', () => {
  it('every one is written once, and one that cannot be written is nobody else’s misfortune', async () => {
    const { world, admin, agent, send, ticket } = scene
    const ticketIds = await Promise.all(Array.from({ length: 6 }, async () => (await ticket()).ticketId))
    const before = new Map(
      await Promise.all(ticketIds.map(async (id) => [id, (await numbersOf(world, id)).length] as const)),
    )
    const wanted = Array.from({ length: 60 }, (_, place) => ({
      ticketId: ticketIds[place % ticketIds.length] ?? '',
      token: place % 4 < 2 ? admin : agent,
      messageId: newId(),
    }))
    const broken = ticketIds[0] ?? ''
    await sql`alter table messages add constraint broken check (text <> 'сломается') not valid`.execute(world.store.db)

    const [answers, refused] = await Promise.all([
      Promise.all(wanted.map(({ ticketId, token, messageId }) => send(ticketId, token, { messageId }))),
      send(broken, admin, { text: 'сломается' }),
    ])
    const again = await Promise.all(
      wanted.map(({ ticketId, token, messageId }) => send(ticketId, token, { messageId })),
    )
    await sql`alter table messages drop constraint broken`.execute(world.store.db)

    expect(answers.filter(({ ok }) => !ok)).toEqual([])
    expect(again).toEqual(answers)
    expect(refused).toMatchObject({ code: 'internal' })
    expect(world.takeErrors()).toHaveLength(1)
    for (const ticketId of ticketIds) {
      const numbers = await numbersOf(world, ticketId)
      expect(numbers.map(({ seq }) => seq)).toEqual(upTo((before.get(ticketId) ?? 0) + 10))
    }
  })

  it('those of one ticket keep the order in which they came', async () => {
    const { world, admin } = scene
    const { ticketId } = await scene.ticket()
    const sends = makeMessageBatcher(world.store.hotPool)
    const actor = await scene.actorOf(admin)

    const sent = await Promise.all(
      Array.from({ length: 20 }, (_, place) =>
        sends('client', {
          actor,
          input: { ticketId, messageId: newId(), text: String(place), kind: 'public', isQuestion: false },
          at: now(),
          tokenHash: hashToken(admin),
          preview: '',
        }),
      ),
    )

    const numbers = sent.map((one) => one?.seq ?? 0)
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, place) => (numbers[0] ?? 0) + place))
  })
})
