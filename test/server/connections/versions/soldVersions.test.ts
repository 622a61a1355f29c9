import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { localDayOf } from '#server/calendar/localDate.ts'
import { now } from '#server/platform/clock.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { openTicket } from '../../situation.ts'
import { answeringIn, priced, useVersions } from './versionStage.ts'

const stage = useVersions()

async function buy(client: string, planCode: string, quanta: number, minor: number): Promise<void> {
  await stage.pay(await stage.order(client, planCode, quanta, minor), minor)
}

describe('E9 what was sold', () => {
  it('keeps title, reaction and work terms of its version until it ends; then the new ones begin', async () => {
    const client = await stage.aClient()
    const { plans } = quantumMaintenance
    await buy(client, 'prepaid', 12, 12 * 600_00)
    const { work } = quantumMaintenance
    await stage.publish({ ...priced(2), ...answeringIn(600), work: { ...work, quantumMinutes: 15 } })
    await stage
      .world()
      .call('moveConnections', { connectionId: null, version: 3, from: stage.inDays(31) }, await stage.owner())
    // Bought on its last day: it lives into the time of the new version.
    await stage.daysLater(30)
    await buy(client, 'first-aid', 30, 30 * 750_00)
    await stage.daysLater(2)

    expect((await stage.termsOf(client)).version).toBe(3)
    const now3 = await stage.account(client)
    const aid = now3.packages.find(({ planCode, state }) => planCode === 'first-aid' && state === 'live')
    expect(aid?.planTitle).toEqual(plans.find(({ code }) => code === 'first-aid')?.title)
    expect(now3.quantumMinutes).toBe(10)
    const { quantumMinutes, counting } = await stage.offers(client)
    expect(quantumMinutes).toBe(10)
    expect(counting.until).toBe(aid?.endsAt)
    const { ticketId } = await openTicket(stage.world(), await stage.admin(client), 'по пакету')
    const { clocks } = await stage.world().call('readSla', { ticketId }, await stage.admin(client))
    const [first] = clocks
    expect((Date.parse(first?.deadline ?? '') - Date.parse(first?.startedAt ?? '')) / 60_000).toBe(30)

    await stage.daysLater(90)

    expect((await stage.account(client)).quantumMinutes).toBe(15)
    expect((await stage.offers(client)).counting.until).toBeNull()
    const packages = (await stage.account(client)).packages.filter(({ planCode }) => planCode === 'first-aid')
    expect(packages[0]?.planTitle?.ru).toBe('Скорая помощь')
    // In the owner's log each quantum is as long as it was then, up to the end of the last one of the old version.
    const { entries } = await stage.world().call('listAudit', { kinds: ['money'], limit: 100 }, await stage.owner())
    const told = entries.filter(({ type }) => type === 'order.paid' || type === 'package.ended')
    expect(told.map(({ type, facts }) => [type, facts.find(({ name }) => name === 'quantumMinutes')?.value])).toEqual([
      ['package.ended', '10'],
      ['order.paid', '10'],
      ['package.ended', '10'],
      ['order.paid', '10'],
    ])
  }, 60_000)

  it('an order keeps the version under which it was placed, also for the package that it begins later', async () => {
    const client = await stage.aClient()
    const orderId = await stage.order(client, 'prepaid', 12, 12 * 600_00)
    await stage.publish(priced(0.5), { who: 'existing', from: null })
    await stage.pay(orderId, 12 * 600_00)

    const rows = await stage
      .world()
      .store.db.selectFrom('packages')
      .select('regulation_version')
      .where('order_id', '=', orderId)
      .execute()

    expect(rows).toEqual([{ regulation_version: 2 }])
  }, 30_000)
})

describe('E9 a client that stayed on its version beside one of the newest', () => {
  it('is told its own quanta and titles by the list of accounts, the income, notices and the act', async () => {
    const [old, young] = [await stage.aClient(), await stage.aClient()]
    await stage.goBack(young)
    const { work } = quantumMaintenance
    await stage.publish({ ...priced(2), work: { ...work, quantumMinutes: 15 } })
    const { stateToken } = await stage.support(young)
    await stage.world().call('reconnectDesk', { deskId: stage.deskId(), stateToken }, await stage.admin(young))
    await buy(old, 'prepaid', 12, 12 * 600_00)
    await buy(young, 'prepaid', 12, 12 * 1200_00)
    await stage.world().turn()

    const { accounts } = await stage.world().call('listAccounts', { limit: 50 }, await stage.owner())
    const minutesOf = (client: string) =>
      accounts.find(({ memberId }) => memberId === stage.memberIdOf(client))?.quantumMinutes
    expect([minutesOf(old), minutesOf(young)]).toEqual([10, 15])
    const { months } = await stage.world().call('readRevenue', {}, await stage.owner())
    expect(months[0]).toMatchObject({ soldQuanta: 24, soldMinutes: 12 * 10 + 12 * 15 })
    const [ofOld, ofYoung] = [stage.told(old).join('\n'), stage.told(young).join('\n')]
    expect(ofOld).toContain('12 квантов, 2 часа')
    expect(ofOld).not.toContain('Новый')
    expect(ofYoung).toContain('12 квантов, 3 часа')
    expect(ofYoung).toContain('Новый')
    expect(await actOf(old)).toContain('+12, 2 часа')
    expect(await actOf(young)).toContain('+12, 3 часа')
  }, 60_000)

  it('waits for its first payment on every page, though the newest version sells nothing', async () => {
    const client = await stage.aClient()
    expect(await stage.publish(saasSupport)).toMatchObject({ ok: true })

    const { ticketId } = await openTicket(stage.world(), await stage.admin(client), 'ещё не покупали')

    expect((await stage.account(client)).awaits).toBe('nothingBought')
    expect((await stage.support(client)).awaits).toBe('nothingBought')
    const rows = await stage
      .world()
      .store.db.selectFrom('journal')
      .select('payload')
      .where('ticket_id', '=', ticketId)
      .where('type', '=', 'ticket.awaitingPayment')
      .execute()
    expect(rows.map(({ payload }) => payload['why'])).toEqual(['nothingBought'])
  }, 30_000)
})

/** The client's act of today, word by word. */
async function actOf(client: string): Promise<string> {
  const { date: day } = localDayOf('Europe/Moscow', now().getTime())
  const account = { side: 'client', deskId: stage.deskId() } as const
  const asked = { account, language: 'ru', from: day, to: day } as const
  const { base64 } = await stage.world().call('exportLedgerAct', asked, await stage.admin(client))
  const pdf = await getDocumentProxy(new Uint8Array(Buffer.from(base64, 'base64')))
  return (await extractText(pdf, { mergePages: true })).text.replaceAll(/\s+/g, ' ')
}

describe('E9 at the upgrade', () => {
  it('each live connection is on the version in force that day, each former one on its last, with what was before', async () => {
    const client = await stage.aClient()
    const former = await stage.aClient()
    await stage.goBack(former)
    await stage.publish(priced(2))
    const { db } = stage.world().store
    await sql`delete from connection_versions`.execute(db)

    const migration = await readFile(
      new URL('../../../../server/migrations/000022_connections_versions.sql', import.meta.url),
      'utf8',
    )
    const [, filled = ''] = /(insert into connection_versions[^;]*;)/.exec(migration) ?? []
    // The database's own clock is the true one; the stories here are months ahead.
    await sql.raw(filled.replaceAll('now()', `'${now().toISOString()}'::timestamptz`)).execute(db)

    expect((await stage.termsOf(client)).version).toBe(3)
    expect((await stage.termsOf(former)).version).toBe(2)
    const { rows } = await sql<{ version: number }>`
      select v.version from connection_versions v join connections c using (connection_id)
       where c.member_id = ${stage.memberIdOf(client)} order by v.from_at, v.id`.execute(db)
    expect(rows.map(({ version }) => version)).toEqual([2, 3])
  }, 30_000)
})
