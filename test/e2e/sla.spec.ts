import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { now } from '#server/platform/clock.ts'
import { hashToken } from '#server/platform/http/session.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { loadActor } from '#server/desks/actor.queries.ts'
import { ticketDeps } from '#test/support/ticketDeps.ts'
import { classifyTicket } from '#server/tickets/classification.commands.ts'
import { openTicket } from '#server/tickets/openTicket.commands.ts'
import { newId, type World } from '#test/support/world.ts'
import { useClock } from './support/clock.ts'
import { answerTicket, connectClient, installAll } from './support/prepared.ts'
import { allShown, idOf, type Visit } from './support/stage.ts'
import { button, chooseTicket, write } from './support/steps.ts'
import { useStage } from './support/story.ts'

const minute = 60_000
/** Two portals are opened in each story; a busy machine takes its time. */
const slow = 90_000

const stage = useStage(async ({ world }) => {
  await installAll(world)
  const owner = await world.enter('partner', 1)
  const { lastVersion } = await world.call('readRegulation', {}, owner)
  // Around the clock, so that the stories do not depend on the hour at which they are told.
  const document = { ...saasSupport, calendars: { ...saasSupport.calendars, office: saasSupport.calendars['always'] } }
  await world.call('publishRegulation', { document, effectiveAt: null, lastVersion }, owner)
  // As if the desk had promised this for a day already.
  await sql`update regulation_versions set effective_at = effective_at - interval '1 day'`.execute(world.store.db)
  await connectClient(world)
})

const clock = useClock(stage)

/** A high incident, for which an hour is promised, opened so long ago. */
async function opened(world: World, subject: string, agoMs = 0): Promise<string> {
  const token = await world.enter('client', idOf(world, 'client', 'admin'))
  const admin = await loadActor(world.store.db, hashToken(token), now(), null)
  const owner = await world.enter('partner', 1)
  const { deskId } = await world.call('readDesk', {}, owner)
  const ticketId = newId()
  const input = { ticketId, messageId: newId(), subject, text: 'Не приходят письма' }
  const kind = { category: 'incident', priority: 'high' } as const
  const staff = await loadActor(world.store.db, hashToken(owner), now(), null)
  await world.transaction(
    async (unit) => {
      await openTicket(unit, ticketDeps, admin, { ...input, ...kind }, { deskId, hasPeople: true })
      // What the client proposes counts when staff says so (T3).
      await classifyTicket(unit, ticketDeps, staff, { ticketId, ...kind })
    },
    new Date(now().getTime() - agoMs),
  )
  return ticketId
}

async function bothAt(subject: string): Promise<{ client: Visit; partner: Visit }> {
  const client = await stage.open('client', 'admin')
  const partner = await stage.open('partner', 'owner')
  await partner.app.getByRole('link', { name: 'Очередь' }).click()
  await Promise.all([chooseTicket(client, subject), chooseTicket(partner, subject)])
  return { client, partner }
}

it(
  'S4 a clock stands while the client is asked, before the eyes of both sides, and goes on with the answer',
  async () => {
    const { world } = stage
    const ticketId = await opened(world, 'Стоит обмен')
    const { client, partner } = await bothAt('Стоит обмен')
    await allShown([client, partner].map(({ app }) => app.getByText(/Первый ответ: ещё/)))
    await button(partner, 'Взять в работу').click()

    const owner = await world.enter('partner', 1)
    await world.call('sendMessage', { ticketId, messageId: newId(), text: 'Какая версия?', isQuestion: true }, owner)
    await allShown([client, partner].map(({ app }) => app.getByText('Решение: срок стоит, ждём ответа клиента')))
    await write(client, 'Версия последняя')

    await allShown([client, partner].map(({ app }) => app.getByText(/Решение: (ещё|до)/)))
  },
  slow,
)

it(
  'S6 a breach raises the priority, tells the desk, and is seen by the client',
  async () => {
    await opened(stage.world, 'Никто не ответил', 55 * minute)
    const { client, partner } = await bothAt('Никто не ответил')
    await clock.pass(5 * minute)

    await allShown([
      partner.app.getByText('Первый ответ: срок вышел'),
      partner.app.getByText('Срок вышел, приоритет повышен: Критический'),
      client.app.getByText('Срок вышел, приоритет повышен: Критический'),
      client.app.getByText(/Первый ответ: просрочено на/),
    ])

    expect(await client.app.getByText('Первый ответ: срок вышел').count()).toBe(0)
  },
  slow,
)

it(
  'S5 T3 both sides read the same evidence, and what the desk says of a ticket is explained',
  async () => {
    const { world } = stage
    const ticketId = await opened(world, 'Отчёт пуст', 20 * minute)
    await answerTicket(world, 'partner', ticketId, 'Смотрим')
    const { client, partner } = await bothAt('Отчёт пуст')

    const tables = await Promise.all([evidenceIn(client), evidenceIn(partner)])

    expect(tables[0]).toEqual(tables[1])
    expect(tables[0]).toContainEqual(expect.stringMatching(/Рабочее время.*20 минут/))
    const kind = partner.app.getByRole('region', { name: 'Что это за обращение' })
    await kind.getByRole('button', { name: 'Изменить' }).click()
    const dialog = partner.app.getByRole('dialog', { name: 'Категория и приоритет' })
    await dialog.getByRole('radio', { name: /^Критический/ }).click()
    await dialog.getByRole('button', { name: 'Сохранить' }).click()
    await client.app.getByText(/теперь это «Инцидент», приоритет: Критический/).waitFor()
  },
  slow,
)

/** The rows of the first reaction's table. */
async function evidenceIn({ app }: Visit): Promise<string[]> {
  await app.getByRole('button', { name: 'Сроки', exact: true }).click()
  const part = app.getByRole('region', { name: 'Первый ответ' })
  await part.getByText('Как посчитано').click()
  await part.getByText('Отрезки таблицей').click()
  await part.getByRole('row').first().waitFor()
  return part.getByRole('row').allTextContents()
}
