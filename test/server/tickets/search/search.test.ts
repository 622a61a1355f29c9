import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { now } from '#server/platform/clock.ts'
import { openStore } from '#server/platform/db/db.ts'
import { makeTransaction } from '#server/platform/db/unitOfWork.ts'
import { searchIndexProjection } from '#server/tickets/search/searchIndex.reactions.ts'
import { wordsRevision } from '#server/tickets/search/searchIndex.sql.ts'
import { catchUp } from '#test/support/catchUp.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { searchTickets } from '#server/tickets/search/search.sql.ts'
import { searchedFor, stemsOf } from '#server/tickets/search/domain/searchTerms.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { newId } from '#test/support/world.ts'
import { openTicket } from '../../situation.ts'
import { searchFile, searchIn } from '../../../tools/searchVectors.ts'
import { startScene, type Scene } from '../scene.ts'

const noLog = {
  error(what: unknown) {
    throw new Error('not expected', { cause: what })
  },
}

describe('the words of a text', () => {
  it.each([
    ['приходят', 'приходит'],
    ['счёт', 'счетами'],
    ['invoices', 'invoice'],
    ['рахунки', 'рахунків'],
    ['оновлення', 'оновленням'],
    ['п’ять', "п'ять"],
  ])('%s is found by %s', (written, typed) => {
    expect(stemsOf(typed).filter((stem) => stemsOf(written).includes(stem))).not.toEqual([])
  })

  it('a number is found as a whole and by its part', () => {
    expect(stemsOf('OP-1042')).toEqual(expect.arrayContaining(['op1042', 'op', '1042']))
  })

  it('signs alone ask for nothing, and cannot become operators', () => {
    expect(searchedFor(' !!! & | :* ')).toBeNull()
    expect(searchedFor("o'neil & (x")).toBe("('oneil') & ('x')")
  })
})

describe('what is written one way and looked for another', () => {
  let database: Awaited<ReturnType<typeof cloneDatabase>>
  let store: ReturnType<typeof openStore>
  const cases = v.parse(searchFile, JSON.parse(readFileSync('test/server/tickets/search/searched.json', 'utf8')))

  beforeAll(async () => {
    database = await cloneDatabase()
    store = openStore(database.url, 2)
  }, 60_000)
  afterAll(async () => {
    await store.close()
    await database.drop()
  })

  it('is found: hyphens, phones, apostrophes, versions, names of files, letters of the other script', async () => {
    const outcomes = await searchIn(store.db, cases)

    expect(outcomes.length).toBeGreaterThan(70)
    expect(outcomes.filter(({ expected, got }) => JSON.stringify(expected) !== JSON.stringify(got))).toEqual([])
  })

  it('P9 is found also in tickets that an earlier release has indexed', async () => {
    await sql`update ticket_words set revision = 1, words = ''::tsvector`.execute(store.db)
    await sql`update projection_walks set revision = 1 where projection = 'words'`.execute(store.db)

    await catchUp({ transaction: makeTransaction(store.db, () => {}), log: noLog }, searchIndexProjection)

    const { rows } =
      await sql`select 1 from ticket_words where revision <> ${wordsRevision} or length(words) < 2`.execute(store.db)
    expect(rows).toEqual([])
  })
})

describe('D7 searching', () => {
  let scene: Scene
  const found = async (search: string, token: string, filter: 'open' | 'all' = 'open') => {
    const side = token === scene.admin ? 'listTickets' : 'listQueue'
    const { tickets } = await scene.world.call(side, { search, filter }, token)
    return tickets.map(({ ticketId }) => ticketId)
  }
  const say = (ticketId: string, token: string, text: string, kind: 'public' | 'note' = 'public') =>
    scene.world.call('sendMessage', { ticketId, messageId: newId(), text, kind }, token)

  beforeAll(async () => {
    scene = await startScene(paceByHand())
  }, 60_000)
  afterAll(() => scene.world.stop())

  it('finds a ticket by any words of its conversation, in any form, a moment later; both sides do', async () => {
    const { ticketId } = await openTicket(scene.world, scene.admin, 'Пропали счета за октябрь')
    await say(ticketId, scene.agent, 'Проверьте, пожалуйста, выгрузку в бухгалтерию')

    for (const token of [scene.agent, scene.admin]) {
      await scene.world.turn()
      expect(await found('бухгалтерия счёт', token)).toEqual([ticketId])
      expect(await found('выгру', token)).toEqual([ticketId])
      expect(await found('склад', token)).toEqual([])
    }
  })

  it('T4 finds it by what was answered beside its text, also after a message was changed', async () => {
    const answers = [{ code: 'place', text: 'Раздел Колибри', source: 'writer' } as const]
    const opening = { ticketId: newId(), messageId: newId(), subject: 'Без птиц', text: 'Не открывается', answers }
    await scene.world.call('openTicket', opening, scene.admin)
    await scene.world.turn()
    expect(await found('колибри', scene.agent)).toEqual([opening.ticketId])

    const { ticketId, messageId } = opening
    await scene.world.call('editMessage', { ticketId, messageId, text: 'Не закрывается' }, scene.admin)

    await scene.world.turn()
    expect(await found('колибри', scene.admin)).toEqual([ticketId])
  })

  it('finds it by its number', async () => {
    const { ticketId } = await openTicket(scene.world, scene.admin, 'Номер')
    const { number } = (await scene.world.call('readTicket', { ticketId }, scene.agent)).summary

    await scene.world.turn()
    expect(await found(number.toLowerCase(), scene.agent)).toEqual([ticketId])
    expect(await found(number.replace(/\D/g, ''), scene.agent)).toEqual([ticketId])
  })

  it('T8 a client finds nothing by a note, not even that there is one', async () => {
    const { ticketId } = await openTicket(scene.world, scene.admin, 'Обычный вопрос')
    await say(ticketId, scene.agent, 'клиент подозревает сабантуй', 'note')

    await scene.world.turn()
    expect(await found('сабантуй', scene.agent)).toEqual([ticketId])
    expect(await found('сабантуй', scene.admin)).toEqual([])
  })

  it('T8 what was changed or deleted is not found any more', async () => {
    const { ticketId } = await openTicket(scene.world, scene.admin, 'Пароли')
    const messageId = newId()
    await scene.world.call('sendMessage', { ticketId, messageId, text: 'вот пароль тилимилитрямдия' }, scene.admin)
    await scene.world.turn()
    expect(await found('тилимилитрямдия', scene.agent)).toEqual([ticketId])

    await scene.world.call('deleteMessage', { ticketId, messageId }, scene.admin)

    await scene.world.turn()
    expect(await found('тилимилитрямдия', scene.agent)).toEqual([])
    expect(await found('пароль', scene.agent)).toEqual([ticketId])
  })

  it('E3 finds only tickets of one’s own desk and portal', async () => {
    const { ticketId } = await openTicket(scene.world, scene.admin, 'Эксклюзивнейшее')
    await scene.world.turn()
    expect(await found('эксклюзивнейшее', scene.agent)).toEqual([ticketId])

    const standard = await scene.world.enter('standard', 1)
    expect((await scene.world.call('listQueue', { search: 'эксклюзивнейшее' }, standard)).tickets).toEqual([])
  })

  it('narrows what was found, and goes on page by page', async () => {
    const tickets: string[] = []
    for (let count = 0; count < 5; count += 1) {
      tickets.unshift((await openTicket(scene.world, scene.admin, 'Многократное повторение')).ticketId)
    }
    await scene.world.call('takeTicket', { ticketId: tickets[2] ?? '' }, scene.agent)
    await scene.world.turn()
    expect(await found('повторение', scene.agent)).toHaveLength(5)

    const mine = await scene.world.call('listQueue', { search: 'повторение', filter: 'mine' }, scene.agent)
    expect(mine.tickets.map(({ ticketId }) => ticketId)).toEqual([tickets[2]])
    const walked: string[] = []
    let cursor: string | undefined
    do {
      const input = { search: 'повторение', limit: 2, ...(cursor === undefined ? {} : { cursor }) }
      const page: { tickets: { ticketId: string }[]; nextCursor: string | null } = await scene.world.call(
        'listQueue',
        input,
        scene.agent,
      )
      walked.push(...page.tickets.map(({ ticketId }) => ticketId))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(walked.toSorted()).toEqual(tickets.toSorted())
  })

  it('a rare word beyond the newest is found by the index', async () => {
    const { db } = scene.world.store
    const { ticketId } = await openTicket(scene.world, scene.admin, 'Раритетнейшее')
    const { deskId } = await scene.world.call('readDesk', {}, scene.agent)
    await scene.world.turn()
    expect(await found('раритетнейшее', scene.agent)).toEqual([ticketId])
    await sql`
      insert into ticket_words (ticket_id, desk_id, member_id, said_at, words, note_words)
      select gen_random_uuid(), desk_id, member_id, ${now()}::timestamptz + interval '1 hour', ''::tsvector, ''::tsvector
        from ticket_words, generate_series(1, 3001) where ticket_id = ${ticketId}`.execute(db)

    const searchTerms = searchedFor('раритетнейшее') ?? ''
    const asked = { searchTerms, after: null, limit: 10, conditions: [], isOpenOnly: false, isNarrow: false }
    expect(await searchTickets(db, { side: 'desk', deskId }, asked)).toMatchObject([{ ticketId }])
    const own = await scene.world.call('readMe', {}, scene.admin)
    expect(await searchTickets(db, { side: 'client', memberId: own.memberId }, asked)).toMatchObject([{ ticketId }])
  })
})
