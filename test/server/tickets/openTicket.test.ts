import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#test/support/world.ts'
import { numbersOf, startScene, upTo, type Scene } from './scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
}, 60_000)
afterAll(() => scene.world.stop())

describe('T8 exactly once', () => {
  it('an opening that is repeated with the same ids opens one ticket', async () => {
    const { world, admin, integrator } = scene
    const input = { ticketId: newId(), messageId: newId(), subject: 'Раз', text: 'один' }

    const answers = await Promise.all(upTo(10).map(() => world.ask('openTicket', input, admin)))

    expect(answers.map(({ ok }) => ok)).toEqual(upTo(10).map(() => true))
    // Opened, written in, and waiting for the first payment (E10).
    expect(await numbersOf(world, input.ticketId)).toHaveLength(3)
    expect(await world.ask('openTicket', input, integrator)).toMatchObject({ code: 'message_id_reused' })
  })

  it.each([{ subject: 'Два' }, { text: 'другой' }, { messageId: newId() }])(
    'the id of a ticket with other content (%o) is a mistake of the caller',
    async (said) => {
      const { world, admin } = scene
      const input = { ticketId: newId(), messageId: newId(), subject: 'Раз', text: 'один' }
      await world.call('openTicket', input, admin)

      expect(await world.ask('openTicket', { ...input, ...said }, admin)).toMatchObject({ code: 'message_id_reused' })
    },
  )
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
