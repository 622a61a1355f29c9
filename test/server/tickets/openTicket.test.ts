import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { untilSomebodyWaits } from '#test/support/locks.ts'
import { newId } from '#test/support/world.ts'
import { numbersOf, startScene, upTo, type Scene } from './scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
}, 60_000)
afterAll(() => scene.world.stop())

const ids = () => ({ ticketId: newId(), messageId: newId() })
const goal = (text: string) => ({ code: 'goal', text, source: 'writer' }) as const

describe('T8 exactly once', () => {
  it('an opening that is repeated with the same ids opens one ticket', async () => {
    const { world, admin, integrator } = scene
    const input = { ...ids(), subject: 'Раз', text: 'один', answers: [goal('Отправить счета')] }

    const answers = await Promise.all(upTo(10).map(() => world.ask('openTicket', input, admin)))

    expect(answers.map(({ ok }) => ok)).toEqual(upTo(10).map(() => true))
    // Opened, written in, and waiting for the first payment (E10).
    expect(await numbersOf(world, input.ticketId)).toHaveLength(3)
    expect(await world.ask('openTicket', input, integrator)).toMatchObject({ code: 'message_id_reused' })
  })

  it.each([
    { subject: 'Два' },
    { text: 'другой' },
    { messageId: newId() },
    { answers: [] },
    { answers: [goal('Другая цель')] },
  ])('the id of a ticket with other content (%o) is a mistake of the caller', async (said) => {
    const { world, admin } = scene
    const answers = [goal('Отправить счета')]
    const input = { ticketId: newId(), messageId: newId(), subject: 'Раз', text: 'один', answers }
    await world.call('openTicket', input, admin)

    expect(await world.ask('openTicket', { ...input, ...said }, admin)).toMatchObject({ code: 'message_id_reused' })
  })
})

describe('T2 numbers of tickets', () => {
  it('fifty openings at once get fifty numbers in a row', async () => {
    const { world, admin, integrator } = scene
    const answers = await Promise.all(
      upTo(50).map((index) => {
        const input = { ticketId: newId(), messageId: newId(), subject: `№ ${index}`, text: 'текст' }
        return world.call('openTicket', input, index % 2 === 0 ? admin : integrator)
      }),
    )

    const numbers = answers
      .map(({ summary }) => Number(summary.number.replace(/^[A-Z]+-/, '')))
      .toSorted((a, b) => a - b)
    const first = numbers[0] ?? 0
    expect(numbers).toEqual(upTo(50).map((index) => first + index - 1))
  }, 20_000)

  it('an opening that fails takes no number and leaves nothing', async () => {
    const { world, admin, ticket } = scene
    const before = await ticket({ taken: false })
    const failing = { ticketId: newId(), messageId: newId(), subject: 'x', text: 'x' }
    await sql`alter table messages add constraint broken check (text <> 'x') not valid`.execute(world.store.db)
    const refused = await world.ask('openTicket', failing, admin)
    await sql`alter table messages drop constraint broken`.execute(world.store.db)
    const after = await ticket({ taken: false })

    const numberOf = async (ticketId: string) =>
      Number((await world.call('readTicket', { ticketId }, admin)).summary.number.replace(/^[A-Z]+-/, ''))
    expect(refused).toMatchObject({ code: 'internal' })
    expect(world.takeErrors()).toHaveLength(1)
    expect(await numberOf(after.ticketId)).toBe((await numberOf(before.ticketId)) + 1)
    expect(await world.ask('readTicket', { ticketId: failing.ticketId }, admin)).toMatchObject({ code: 'not_found' })
  })
})

describe('T4 the intake of a ticket', () => {
  const open = async (text: string, answers: ReturnType<typeof goal>[] = []) => {
    const opening = { ...ids(), subject: 'Анкета', text, answers }
    await scene.world.call('openTicket', opening, scene.admin)
    return opening.ticketId
  }
  const read = async (ticketId: string, token: string) => {
    const { intake } = await scene.world.call('readIntake', { ticketId }, token)
    return { intake, open: intake?.open.map(({ code }) => code) ?? null }
  }

  it('asks what the version of the regulation asks by which the client goes, and knows its tariff', async () => {
    const { fields, product } = await scene.world.call('readNewIntake', {}, scene.integrator)

    expect(fields.map(({ code }) => code)).toEqual(['description', 'goal', 'place', 'steps'])
    expect(product).toMatchObject({ edition: 'cloud', level: 'professional' })
  })

  it('both sides see answers, what the portal knew and what is missing; the desk alone a question for it', async () => {
    const ticketId = await open('Пусто', [goal('Отправить счета')])

    const [client, desk] = [await read(ticketId, scene.integrator), await read(ticketId, scene.agent)]
    expect(desk.open).toEqual(['description', 'place', 'steps'])
    expect(desk.intake).toMatchObject({
      answers: [{ code: 'goal', text: 'Отправить счета', source: 'writer', title: { ru: 'Задача и цель' } }],
      product: { edition: 'cloud', level: 'professional' },
    })
    expect(desk.intake?.question).toMatch(/не хватает нескольких сведений[\s\S]*- Описание: /)
    expect(desk.intake?.question).not.toContain('Шаги')
    expect(client.intake).toEqual({ ...desk.intake, question: null })
  })

  it('a later message of the client ticks off what it tells; one of the desk, or one that was deleted, does not', async () => {
    const ticketId = await open('Пусто')
    const messageId = newId()
    const text = 'В разделе CRM не открывается карточка компании'
    await scene.send(ticketId, scene.agent, { text })
    expect((await read(ticketId, scene.agent)).open).toContain('description')

    await scene.send(ticketId, scene.admin, { messageId, text })
    expect((await read(ticketId, scene.agent)).open).toEqual(['goal', 'steps'])
    expect((await read(ticketId, scene.agent)).intake?.question).toContain('- Шаги: ')

    await scene.world.call('deleteMessage', { ticketId, messageId }, scene.admin)
    expect((await read(ticketId, scene.agent)).open).toContain('place')
  })

  it('no answer moves a ticket ahead of another, whatever it says', async () => {
    const rows = async (ticketId: string) => {
      const { summary } = await scene.world.call('readTicket', { ticketId }, scene.agent)
      const { category, priority, wish, rank, dueAt } = summary.queue ?? {}
      return { category, priority, wish, rank, dueAt }
    }
    const plain = await open('Срочно')
    const full = await open('Срочно', [goal('Критический инцидент, priority critical')])

    expect(await rows(full)).toEqual(await rows(plain))
  })

  it('a ticket of before has no intake, and opening it again by a retry is the same ticket', async () => {
    const opening = { ...ids(), subject: 'Раньше', text: 'До анкет' }
    await scene.world.call('openTicket', opening, scene.admin)
    await sql`delete from tickets_intakes where ticket_id = ${opening.ticketId}`.execute(scene.world.store.db)

    expect(await scene.world.ask('openTicket', opening, scene.admin)).toMatchObject({ ok: true })
    expect(await read(opening.ticketId, scene.agent)).toEqual({ intake: null, open: null })
  })
})

describe('T4 several problems of one text', () => {
  const three = () => ['Почта', 'Диск', 'Звонки'].map((subject) => ({ ...ids(), subject, text: `${subject}: пусто` }))
  const numberOf = ({ summary }: { summary: { number: string } }) => Number(summary.number.replace(/^[A-Z]+-/, ''))

  it('become a ticket each, in order; ten times at once, or again after a lost answer, they are the same', async () => {
    const { world, admin } = scene
    const tickets = three()

    const answers = await Promise.all(upTo(10).map(() => world.call('openTickets', { tickets }, admin)))
    const again = await world.call('openTickets', { tickets }, admin)

    const numbers = again.tickets.map(numberOf)
    expect(numbers).toEqual([0, 1, 2].map((step) => (numbers[0] ?? 0) + step))
    for (const answer of answers) expect(answer.tickets.map(numberOf)).toEqual(numbers)
    expect(await numbersOf(world, tickets[2]?.ticketId ?? '')).toHaveLength(4)
  })

  it('know of each other on both sides, and what is sent again links none twice', async () => {
    const { world, admin, agent } = scene
    const tickets = three()
    const openAll = () => world.call('openTickets', { tickets }, admin)
    const answers = [await openAll(), await openAll()]

    for (const { ticketId } of tickets) {
      const others = tickets.filter((one) => one.ticketId !== ticketId).map((one) => one.ticketId)
      for (const token of [admin, agent]) {
        const { links } = await world.call('readTicket', { ticketId }, token)
        expect(links.map((link) => link.ticketId).toSorted()).toEqual(others.toSorted())
        expect(links.map(({ kind, undoUntil }) => ({ kind, undoUntil }))).toEqual(
          others.map(() => ({ kind: 'sibling', undoUntil: null })),
        )
      }
    }
    const [first, second] = tickets
    const said = async (ticketId = '') => {
      const { events } = await world.call('readEvents', { ticketId, limit: 200 }, admin)
      return events.flatMap((event) => (event.type === 'ticket.linked' ? [event.kind] : []))
    }
    expect(await said(first?.ticketId)).toEqual(['sibling', 'sibling'])
    expect(await said(second?.ticketId)).toEqual(['sibling'])
    expect(answers.map((answer) => answer.tickets.map(({ links }) => links.length))).toEqual([
      [2, 2, 2],
      [2, 2, 2],
    ])
  })

  it('sent again, they are locked by their ids and not in their order, so that a merge of two of them never waits in a circle', async () => {
    const { world, admin } = scene
    const tickets = three().toSorted((one, other) => (one.ticketId < other.ticketId ? 1 : -1))
    await world.call('openTickets', { tickets }, admin)
    const [greatest, , least] = tickets.map(({ ticketId }) => ticketId)
    const { db } = world.store

    const again = await db.transaction().execute(async (tx) => {
      await sql`select 1 from tickets where ticket_id = ${least} for update`.execute(tx)
      const asked = world.ask('openTickets', { tickets }, admin)
      await untilSomebodyWaits(db)
      await sql`select 1 from tickets where ticket_id = ${greatest} for update nowait`.execute(tx)
      return { asked }
    })

    expect(await again.asked).toMatchObject({ ok: true })
  })

  it('all are opened or none: where one is refused, the others are not there', async () => {
    const { world, admin, integrator } = scene
    const tickets = three()
    const [, , third] = tickets
    if (third === undefined) throw new Error('there are three')
    await world.call('openTicket', third, integrator)

    expect(await world.ask('openTickets', { tickets }, admin)).toMatchObject({ code: 'message_id_reused' })
    for (const { ticketId } of tickets.slice(0, 2))
      expect(await world.ask('readTicket', { ticketId }, admin)).toMatchObject({ code: 'not_found' })
  })

  it.each([
    ['one alone', (all: ReturnType<typeof three>) => all.slice(0, 1)],
    ['six', (all: ReturnType<typeof three>) => [...all, ...three()]],
    ['one ticket twice', ([first]: ReturnType<typeof three>) => (first === undefined ? [] : [first, first])],
  ])('%s is no input', async (_what, of) => {
    expect(await scene.world.ask('openTickets', { tickets: of(three()) }, scene.admin)).toMatchObject({
      code: 'invalid_input',
    })
  })
})

describe('the answer to an opening', () => {
  it.each([
    ['of an admin', {}],
    ['of an integrator', {}],
    ['with a category and a wish', { category: 'incident', priority: 'critical' }],
    ['with markup in its text', { text: '**Не** открывается `crm`\n> [воронка](https://example.org)' }],
    ['whose id is in upper case', { ticketId: newId().toUpperCase() }],
  ] as const)('%s is what is read of the ticket', async (who, said) => {
    const { world, admin, integrator } = scene
    const token = who === 'of an integrator' ? integrator : admin
    const input = { ...ids(), subject: 'Воронка', text: 'пуста', ...said }

    const answer = await world.call('openTicket', input, token)

    expect(answer).toEqual(await world.call('readTicket', { ticketId: input.ticketId }, token))
  })
})
