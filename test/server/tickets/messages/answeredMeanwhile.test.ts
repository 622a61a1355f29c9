import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#test/support/world.ts'
import { numbersOf, startScene, type Scene } from '../scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
}, 60_000)
afterAll(() => scene.world.stop())

type Said = { token: string; seenSeq?: number; kind?: 'public' | 'note'; isQuestion?: boolean; messageId?: string }

/** A ticket that the agent has taken, and up to which number everybody has seen it. */
async function begun() {
  const { ticketId } = await scene.ticket()
  const seenSeq = (await numbersOf(scene.world, ticketId)).at(-1)?.seq ?? 0
  const say = ({ token, ...input }: Said) =>
    scene.world.ask('sendMessage', { ticketId, messageId: newId(), text: 'ответ', ...input }, token)
  return { ticketId, seenSeq, say }
}

describe('T8 two agents answer at once', () => {
  it('the second one is refused, told who was first, and sends all the same with the number it was told', async () => {
    const { owner, agent } = scene
    const { ticketId, seenSeq, say } = await begun()
    expect(await say({ token: owner, seenSeq })).toMatchObject({ ok: true })

    const messageId = newId()
    const refused = await say({ token: agent, seenSeq, messageId })
    const { seq } = refused.ok ? { seq: 0 } : { seq: Number(refused.details['seq']) }

    expect(refused).toMatchObject({
      code: 'answered_meanwhile',
      status: 409,
      details: { count: 1, names: 'Виктор Лаптев', seq: seenSeq + 1 },
    })
    expect((await numbersOf(scene.world, ticketId)).at(-1)?.seq).toBe(seq)
    const sent = await say({ token: agent, seenSeq: seq, messageId })
    expect(sent).toMatchObject({ ok: true, body: { seq: seq + 1 } })
    // The answer to it was lost: it is no second one, and nothing is asked.
    expect(await say({ token: agent, seenSeq, messageId })).toEqual(sent)
  })

  it('of many that are sent in the same instant one is taken, and the others know of it', async () => {
    const { owner, agent } = scene
    for (const isQuestion of [false, true]) {
      const { ticketId, seenSeq, say } = await begun()
      const all = await Promise.all(
        Array.from({ length: 8 }, (_, place) => say({ token: place % 2 === 0 ? owner : agent, seenSeq, isQuestion })),
      )

      const messages = (await numbersOf(scene.world, ticketId)).filter(({ seq }) => seq > seenSeq)
      const taken = all.filter(({ ok }) => ok)
      const codes = all.flatMap((one) => (one.ok ? [] : [one.code]))
      // One's own answers are no colleague's: whoever was first may go on.
      expect(taken.length).toBe(4)
      expect(new Set(codes)).toEqual(new Set(['answered_meanwhile']))
      expect(messages.length).toBeGreaterThanOrEqual(4)
    }
  })

  it.each([
    { what: 'what the client wrote', by: 'admin', kind: 'public' },
    { what: 'a colleague’s note', by: 'owner', kind: 'note' },
    { what: 'an answer of one’s own', by: 'agent', kind: 'public' },
  ] as const)('nothing is asked because of $what', async ({ by, kind }) => {
    const { seenSeq, say } = await begun()
    await say({ token: scene[by], kind })

    expect(await say({ token: scene.agent, seenSeq })).toMatchObject({ ok: true })
  })

  it('nor of a note, of a client, of one who does not say what they have seen, or after a deleted answer', async () => {
    const { admin, owner, agent } = scene
    const { ticketId, seenSeq, say } = await begun()
    const messageId = newId()
    await say({ token: owner, messageId })

    expect(await say({ token: agent, seenSeq, kind: 'note' })).toMatchObject({ ok: true })
    expect(await say({ token: admin, seenSeq: 0 })).toMatchObject({ ok: true })
    expect(await say({ token: agent, seenSeq, isQuestion: true })).toMatchObject({ code: 'answered_meanwhile' })
    expect(await say({ token: agent })).toMatchObject({ ok: true })
    await scene.world.call('deleteMessage', { ticketId, messageId }, owner)
    expect(await say({ token: agent, seenSeq })).toMatchObject({ ok: true })
  })

  it.each([
    ['resolveTicket', {}],
    ['declineTicket', { reason: 'abuse' }],
    ['deferTicket', { reason: 'moreFromClient', until: '2031-03-05T09:00:00Z' }],
    ['declineOutOfScope', { area: null }],
  ] as const)('nor ends one the ticket with %s, or puts it off, behind a colleague’s answer', async (route, more) => {
    const { owner, agent, world } = scene
    const { ticketId, seenSeq, say } = await begun()
    await say({ token: owner, seenSeq })
    const input = { ticketId, messageId: newId(), text: 'готово', ...more }

    const refused = await world.ask(route, { ...input, seenSeq }, agent)

    expect(refused).toMatchObject({ code: 'answered_meanwhile', details: { count: 1, seq: seenSeq + 1 } })
    expect((await numbersOf(world, ticketId)).at(-1)?.seq).toBe(seenSeq + 1)
    const done = { ...input, seenSeq: seenSeq + 1 }
    expect(await world.ask(route, done, agent)).toMatchObject({ ok: true })
    // The answer to it was lost.
    await say({ token: owner })
    expect(await world.ask(route, { ...input, seenSeq }, agent)).toMatchObject({ ok: true })
  })

  it.each([-1, 1.5, '7', null, Number.MAX_SAFE_INTEGER + 1])('%j is no number of a ticket', async (seenSeq) => {
    const { ticketId } = await begun()
    const input = { ticketId, messageId: newId(), text: 'ответ', seenSeq }

    const response = await fetch(`${scene.world.url}/api/tickets/message`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${scene.agent}` },
      body: JSON.stringify(input),
    })
    expect(response.status).toBe(400)
  })
})
