import type { Locator } from 'playwright-core'
import type { RouteOutput } from '#contract/routes.ts'
import type { World } from '#test/support/world.ts'
import type { Stage, Visit } from './stage.ts'
import { button, chooseTicket } from './steps.ts'

/** The partner goes by this preset before anybody connects to it. */
export async function partnerGoesBy(world: World, preset: string): Promise<void> {
  const owner = await world.enter('partner', 1)
  const { document } = await world.call('readRegulationDocument', { of: 'preset', preset }, owner)
  const { lastVersion } = await world.call('readRegulation', {}, owner)
  await world.call('publishRegulation', { document: { ...document }, effectiveAt: null, lastVersion }, owner)
}

type Listed = RouteOutput<'listQueue'>['tickets'][number]

/** A ticket that somebody has opened on a page. */
export async function ticketOf(world: World, subject: string): Promise<Listed> {
  const { tickets } = await world.call('listQueue', { filter: 'all' }, await world.enter('partner', 1))
  const found = tickets.find((ticket) => ticket.subject === subject)
  if (found === undefined) throw new Error(`the queue has no ${subject}`)
  return found
}

/** What each clock of a ticket promises now and how it came out, by clock. */
export async function promisesOf(
  world: World,
  ticketId: string,
): Promise<Record<string, { startedAt: string; deadline: string | null; outcome: string | undefined }>> {
  const { clocks } = await world.call('readSla', { ticketId }, await world.enter('partner', 1))
  return Object.fromEntries(
    clocks.map(({ clock, startedAt, promises }) => {
      const last = promises.at(-1)
      return [clock, { startedAt, deadline: last?.deadline ?? null, outcome: last?.outcome }]
    }),
  )
}

/** The client's and the desk's page of one ticket. */
export async function bothPagesOf(
  stage: Stage,
  subject: string,
  desk = 'partner',
): Promise<{ client: Visit; partner: Visit }> {
  const [client, partner] = await Promise.all([stage.open('client', 'admin'), stage.open(desk, 'owner')])
  await Promise.all([chooseTicket(client, subject), chooseTicket(partner, subject)])
  return { client, partner }
}

/** Everything that the client reads in the conditions, with plain spaces and nothing that only keeps words together. */
export async function conditionsOf(visit: Visit): Promise<string> {
  await visit.app.getByRole('link', { name: 'Условия поддержки', exact: true }).click()
  const chapters = visit.app.getByRole('main').getByRole('region')
  // By its name: the page that was left has regions, too, and stands there until this one has come.
  await visit.app.getByRole('main').getByRole('region', { name: 'Когда отвечают люди' }).waitFor()
  return (await chapters.allTextContents()).join('\n').replaceAll('\u2060', '').replaceAll(/\s+/g, ' ')
}

export function dialogOf({ app }: Visit): Locator {
  return app.getByRole('dialog')
}

export async function resolveWith(agent: Visit, text: string): Promise<void> {
  await button(agent, 'Решено').click()
  await dialogOf(agent).getByLabel('Сообщение клиенту').fill(text)
  await dialogOf(agent).getByRole('button', { name: 'Отправить и закончить' }).click()
  await dialogOf(agent).waitFor({ state: 'detached' })
}

/** Staff says what a ticket is (T3), by the titles of the regulation. */
export async function classifyAs(agent: Visit, category: string, priority: string): Promise<void> {
  const dialog = await askForKind(agent)
  await startingWith(dialog, category).check()
  await startingWith(dialog, priority).check()
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await dialog.waitFor({ state: 'detached' })
  await closePanel(agent)
}

/** Which of these priorities staff may choose for tickets of a category. */
export async function prioritiesOf(agent: Visit, category: string, known: string[]): Promise<string[]> {
  const dialog = await askForKind(agent)
  await startingWith(dialog, category).check()
  const counts = await Promise.all(known.map((name) => startingWith(dialog, name).count()))
  await agent.page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await closePanel(agent)
  return known.filter((_, place) => counts[place] === 1)
}

async function askForKind(agent: Visit): Promise<Locator> {
  await button(agent, 'Сроки').click()
  const kind = agent.app.getByRole('region', { name: 'Что это за обращение' })
  await kind.getByRole('button', { name: 'Изменить' }).click()
  return agent.app.getByRole('dialog', { name: 'Категория и приоритет' })
}

async function closePanel(agent: Visit): Promise<void> {
  await agent.page.keyboard.press('Escape')
  await dialogOf(agent).waitFor({ state: 'detached' })
}

function startingWith(dialog: Locator, name: string): Locator {
  return dialog.getByRole('radio', { name: new RegExp(`^${name}`) })
}
