import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isRefusalCode } from '#contract/refusals.ts'
import type { RouteInput, RouteName } from '#contract/routes.ts'
import type { Scene } from '../scene.ts'
import { linking, startLinkScene } from './linkScene.ts'

let scene: Scene

beforeAll(async () => {
  scene = await startLinkScene()
}, 60_000)
afterAll(() => scene.world.stop())

const steps = 300

/** The same walk each time. */
function makeRandom(seed: number) {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * below)
  }
}

/** Those that wait, in the order in which the desk gets them, with their rank. */
async function queue(): Promise<{ ticketId: string; rank: number }[]> {
  const { rows } = await sql<{ ticketId: string; rank: number }>`
    select ticket_id as "ticketId", queue_rank as rank from tickets where status = 'queued' and lock_reason is null
     order by queue_rank, queued_at, ticket_id`.execute(scene.world.store.db)
  return rows
}

/** Where those stand that are put off: whatever brings one back, it is there again, ahead of nobody who was behind it before. */
async function placesKept(): Promise<Map<string, string>> {
  const { rows } = await sql<{ ticketId: string; place: string }>`
    select ticket_id as "ticketId", concat(queue_rank, ' ', queued_at) as place from tickets
     where status = 'queued' or (status = 'deferred' and state -> 'back' ->> 'status' = 'queued')`.execute(
    scene.world.store.db,
  )
  return new Map(rows.map(({ ticketId, place }) => [ticketId, place]))
}

/** What no ticket may be, as the database has it: each line names one. */
async function impossible(): Promise<string[]> {
  const { rows } = await sql<{ what: string }>`
    with recursive chain as (
      select ticket_id, merged_into, 1 as step from tickets where merged_into is not null
      union all
      select c.ticket_id, t.merged_into, step + 1 from chain c join tickets t on t.ticket_id = c.merged_into
       where t.merged_into is not null and step < 50
    )
    select 'circle' as what from chain where step = 50
    union all
    select 'merged, but not closed so' from tickets
     where (merged_into is not null) <> (status = 'closed' and state ->> 'closeReason' = 'merged')
    union all
    select 'two ways on' from ticket_links where kind = 'merge' and undone_at is null group by from_ticket having count(*) > 1
    union all
    select 'a way on without a link' from tickets t where merged_into is not null and not exists (
      select 1 from ticket_links l
       where l.kind = 'merge' and l.undone_at is null and l.from_ticket = t.ticket_id and l.to_ticket = t.merged_into)
    union all
    select 'numbers with holes' from journal where ticket_id is not null
     group by ticket_id having count(*) <> max(seq) or count(public_seq) <> max(public_seq)
    union all
    select 'the row and its journal differ' from tickets t
     where t.last_seq <> (select max(seq) from journal j where j.ticket_id = t.ticket_id)
    union all
    select 'a message twice' from messages m join tickets t using (ticket_id)
     where not exists (select 1 from journal j where j.ticket_id = m.ticket_id and j.seq = m.seq and j.payload ? 'movedFrom')
     group by m.message_id having count(*) > 1`.execute(scene.world.store.db)
  return rows.map(({ what }) => what)
}

it(`T1 T4 ${steps} acts of everybody over the real routes: nothing impossible, no fault, no client ahead of another`, async () => {
  const { world, admin, integrator, owner, agent } = scene
  const { id } = linking(scene)
  const below = makeRandom(20_261_116)
  const tickets: string[] = []
  const messages = new Map<string, string[]>()
  const links: string[] = []
  const codes = new Map<string, number>()
  const ticket = () => tickets[below(tickets.length)] ?? id()

  async function act<Name extends RouteName>(name: Name, input: RouteInput<Name>, token: string): Promise<boolean> {
    const answer = await world.ask(name, input, token)
    if (answer.ok) return true
    expect(answer.status, `${name} ${answer.code}`).toBeLessThan(500)
    expect(isRefusalCode(answer.code)).toBe(true)
    codes.set(answer.code, (codes.get(answer.code) ?? 0) + 1)
    return false
  }

  async function clientActs(token: string): Promise<void> {
    const [ticketId, messageId] = [id(), id()]
    const choice = below(7)
    if (choice < 2 && tickets.length < 14) {
      const kind = below(2) === 0 ? {} : { category: 'incident' as const, priority: 'critical' as const }
      const input = { ticketId, messageId, subject: 'Беда', text: `беда ${tickets.length}`, ...kind }
      if (await act('openTicket', input, token)) {
        tickets.push(ticketId)
        messages.set(ticketId, [messageId])
      }
    } else if (choice < 4) await act('sendMessage', { ticketId: ticket(), messageId, text: 'пишу' }, token)
    else if (choice === 4) await act('withdrawTicket', { ticketId: ticket() }, token)
    else if (choice === 5) await act('reopenTicket', { ticketId: ticket() }, token)
    else await act('confirmResolution', { ticketId: ticket() }, token)
  }

  async function deskActs(token: string): Promise<void> {
    const ticketId = ticket()
    const text = { ticketId, messageId: id(), text: 'ответ' }
    const linkId = id()
    switch (below(12)) {
      case 0:
        return void (await act('takeTicket', { ticketId }, token))
      case 1:
        return void (await act('sendMessage', { ...text, isQuestion: below(2) === 0 }, token))
      case 2:
        return void (await act('resolveTicket', text, token))
      case 3:
        return void (await act('resumeTicket', { ticketId }, token))
      case 4:
        return void (await act(
          'deferTicket',
          { ...text, reason: 'moreFromClient', until: '2031-01-01T00:00:00Z' },
          token,
        ))
      case 5:
        return void (await act('sendMessage', { ...text, kind: 'note' }, token))
      case 6: {
        const made = id()
        const [messageId = id()] = messages.get(ticketId) ?? []
        const piece = { linkId, ticketId: made, subject: 'Часть', category: null, priority: 'medium' as const }
        const pieces = [{ ...piece, messages: [{ messageId, text: null }] }]
        if (tickets.length >= 18 || !(await act('splitTicket', { ticketId, pieces }, token))) return
        tickets.push(made)
        messages.set(made, [messageId])
        links.push(linkId)
        return
      }
      case 7:
      case 8:
      case 9:
        if (await act('mergeTicket', { linkId, ticketId, intoTicketId: ticket() }, token)) links.push(linkId)
        return
      default: {
        const undone = links[below(links.length)] ?? id()
        const { rows } = await sql<{ to_ticket: string }>`
          select to_ticket from ticket_links where link_id = ${undone}`.execute(world.store.db)
        if (await act('undoLink', { linkId: undone, ticketId: rows[0]?.to_ticket ?? ticketId, undoId: linkId }, token))
          links.push(linkId)
      }
    }
  }

  for (let step = 0; step < steps; step += 1) {
    const isClient = below(2) === 0
    const before = await queue()
    const kept = await placesKept()
    if (isClient) await clientActs(below(2) === 0 ? admin : integrator)
    else await deskActs(below(2) === 0 ? agent : owner)
    expect(await impossible(), `step ${step}`).toEqual([])
    if (!isClient) continue
    const after = await queue()
    const stayed = (list: { ticketId: string }[], other: { ticketId: string }[]) =>
      list.map(({ ticketId }) => ticketId).filter((one) => other.some(({ ticketId }) => ticketId === one))
    expect(stayed(after, before), `step ${step}`).toEqual(stayed(before, after))
    const places = await placesKept()
    for (const [ticketId, place] of kept) expect(places.get(ticketId) ?? place, `step ${step}`).toBe(place)
    const fresh = after.findIndex(({ ticketId }) => !kept.has(ticketId))
    const overtaken = fresh < 0 ? [] : after.slice(fresh + 1).filter(({ rank }) => rank <= (after[fresh]?.rank ?? 0))
    expect(overtaken, `step ${step}`).toEqual([])
  }

  expect(links.length).toBeGreaterThan(10)
  expect([...codes.keys()]).toEqual(expect.arrayContaining(['ticket_merged', 'link_undone']))
}, 120_000)
