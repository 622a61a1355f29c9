import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RouteInput } from '#contract/routes.ts'
import { post, newId } from '#test/support/world.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { openTicket, roles, startSituation, type Situation } from '../../situation.ts'
import { inDays, sshContent } from './accessScene.ts'

let situation: Situation
beforeAll(async () => {
  situation = await startSituation({ byHand: paceByHand() })
}, 120_000)
afterAll(() => situation.world.stop())

async function given(more: Partial<RouteInput<'offerBox'>> = {}) {
  const { world, tokens } = situation
  const { ticketId } = await openTicket(world, tokens.admin, 'Не работает обмен')
  await world.call('takeTicket', { ticketId }, tokens.agent)
  const box = { ticketId, accessId: newId() }
  const wanted = { kind: 'ssh' as const, purpose: 'Посмотреть', until: inDays(1), content: sshContent, ...more }
  await world.call('offerBox', { ...box, ...wanted }, tokens.admin)
  return box
}

const look = (box: object, token: string, url = situation.world.url) => post(url, 'lookIntoBox', box, token)

async function looksOf(ticketId: string, token = situation.tokens.admin): Promise<string[]> {
  const { events } = await situation.world.call('readEvents', { ticketId, limit: 200 }, token)
  return events.flatMap((event) => (event.type === 'access.looked' ? [event.by.name] : []))
}

describe('T9 a look', () => {
  it('is whoever’s has the ticket now, on any server, and each is told to both sides', async () => {
    const box = await given()
    const other = await situation.world.startAnother()
    const opened = await look(box, situation.tokens.agent)
    const again = await look(box, situation.tokens.agent, other.url)
    await other.stop()

    expect(opened).toMatchObject({
      body: { content: expect.arrayContaining([{ field: 'password', value: sshContent.password }]) },
    })
    expect(again).toMatchObject({ ok: true })
    expect(await looksOf(box.ticketId)).toHaveLength(2)
    expect(await looksOf(box.ticketId, situation.tokens.lead)).toHaveLength(2)
  })

  it('answers with what nobody keeps', async () => {
    const box = await given()
    const response = await fetch(`${situation.world.url}/api/tickets/boxes/look`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${situation.tokens.agent}` },
      body: JSON.stringify(box),
    })
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.ok).toBe(true)
  })

  it.each(roles.filter((role) => role !== 'agent'))('is refused to: %s', async (role) => {
    const box = await given()
    const answer = await look(box, situation.tokens[role])
    expect(answer).toMatchObject({ ok: false })
    expect(JSON.stringify(answer)).not.toContain(sshContent.password)
    expect(await looksOf(box.ticketId)).toEqual([])
  })

  it('is refused to whoever had the ticket before, from that moment on; and open to whoever has it', async () => {
    const { world, tokens } = situation
    const box = await given()
    await world.call('assignTicket', { ticketId: box.ticketId, userId: 2 }, tokens.lead)
    expect(await look(box, tokens.agent)).toMatchObject({ code: 'access_for_assignee' })
    expect(await look(box, tokens.lead)).toMatchObject({ ok: true })
    expect(await look(box, tokens.owner)).toMatchObject({ code: 'access_for_assignee' })
  })

  it('is refused by the number of another ticket, also of one’s own', async () => {
    const [box, other] = [await given(), await given()]
    expect(await look({ ...box, ticketId: other.ticketId }, situation.tokens.agent)).toMatchObject({
      code: 'not_found',
    })
  })

  it('is refused to a session that has ended, and to one of a person who was sent away', async () => {
    const { world, tokens } = situation
    const box = await given()
    const second = await world.enter('partner', 3)
    await world.call('closeSession', {}, second)
    expect(await look(box, second)).toMatchObject({ code: 'session_expired' })
    await world.call('setStaff', { userId: 3, role: null }, tokens.owner)
    expect(await look(box, tokens.agent)).toMatchObject({ ok: false })
    await world.call('setStaff', { userId: 3, role: 'agent' }, tokens.owner)
  })

  it('is refused from the very instant on until which it was given, whatever has been wiped by then', async () => {
    const box = await given()
    await sql`update access_boxes set until = ${new Date(Date.now() - 1)} where access_id = ${box.accessId}`.execute(
      situation.world.store.db,
    )
    expect(await look(box, situation.tokens.agent)).toMatchObject({ code: 'access_over' })
    expect(
      (await situation.world.call('readTicket', { ticketId: box.ticketId }, situation.tokens.agent)).boxes,
    ).toMatchObject([{ can: [] }])
  })

  it('is refused with the row of another box: it opens for its own ticket alone', async () => {
    const [box, other] = [await given(), await given()]
    await sql`update access_boxes b set content = o.content from access_boxes o
               where b.access_id = ${box.accessId} and o.access_id = ${other.accessId}`.execute(
      situation.world.store.db,
    )
    expect(await look(box, situation.tokens.agent)).toMatchObject({ code: 'internal' })
    expect(situation.world.takeErrors()).toHaveLength(1)
    expect(await looksOf(box.ticketId)).toEqual([])
  })

  it('finds nothing where the key is gone', async () => {
    const { world, tokens } = situation
    const box = await given()
    const { rows } = await sql<{ key_id: string }>`
      select key_id from access_boxes where access_id = ${box.accessId}`.execute(world.store.db)
    await rm(join(world.keysDir, `${rows[0]?.key_id}.key`))
    expect(await look(box, tokens.agent)).toMatchObject({ code: 'access_over' })
    expect(await readdir(world.keysDir)).not.toContain(`${rows[0]?.key_id}.key`)
  })
})
