import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { allow } from '#server/platform/http/access.ts'
import { now } from '#server/platform/clock.ts'
import { hashToken } from '#server/platform/http/session.ts'
import { giveFirstVersions, publishRegulation } from '#server/regulations/regulations.commands.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { support24 } from '#server/regulations/presets/support24.ts'
import { loadActor } from '#server/desks/actor.queries.ts'
import { person } from '#test/portal/people.ts'
import { startWorld, type World } from '#test/support/world.ts'

const DAY = 86_400_000

let world: World
let desks = 0
let owner: string
let secondOwner: string
let deskId: string

beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.stop())

/** A partner of its own for each test, with two owners. */
beforeEach(async () => {
  desks += 1
  const key = `desk${desks}`
  const users = { first: person(1, 'Ольга Первая', { isAdmin: true }), second: person(2, 'Павел Второй') }
  await world.sandbox.addPortal({ key, title: key, users })
  owner = await world.install(key, 'desk')
  await world.call('setStaff', { userId: 2, role: 'owner' }, owner)
  secondOwner = await world.enter(key, 2)
  deskId = (await world.call('readDesk', {}, owner)).deskId
})

const withNotice = (noticeDays: number): Regulation => ({ ...quantumMaintenance, noticeDays })
const inDays = (days: number) => new Date(now().getTime() + days * DAY).toISOString()
const publish = (token: string, document: Regulation, effectiveAt: string | null = null, lastVersion = 1) =>
  world.ask('publishRegulation', { document, effectiveAt, lastVersion }, token)
const toldTypes = async () => {
  const rows = await world.store.db
    .selectFrom('journal')
    .select(['type', 'payload', 'actor'])
    .where('desk_id', '=', deskId)
    .where('type', 'like', 'regulation.%')
    .orderBy('entry_id')
    .execute()
  return rows.map(({ type, payload, actor }) => ({ type, payload, by: actor.name }))
}

describe('D1 a desk starts with its preset', () => {
  it('as version 1, written by whoever opened it', async () => {
    const view = await world.call('readRegulation', {}, owner)

    expect(view).toMatchObject({ inForce: { version: 1 }, coming: null, lastVersion: 1 })
    expect(view.inForce.document).toEqual(quantumMaintenance)
    expect(view.versions).toMatchObject([{ version: 1, state: 'inForce', writtenBy: 'Ольга Первая' }])
    expect(view.presets).toEqual(['support24', 'quantum-maintenance', 'vendor-sla', 'saas-support'])
  })

  it('stored by the schema of this release, of which no page hears', async () => {
    const { rows } = await sql<{ schema: number }>`
      select (document -> 'schema')::int as schema from regulation_versions where desk_id = ${deskId}`.execute(
      world.store.db,
    )
    const { document } = await world.call('readRegulationDocument', { of: 'version', version: 1 }, owner)

    expect(rows).toEqual([{ schema: expect.any(Number) }])
    expect(Object.keys(document)).toEqual(Object.keys(quantumMaintenance))
  })

  it('a desk from before versions were kept gets it once, also from two servers at once', async () => {
    await world.store.db.deleteFrom('regulation_versions').where('desk_id', '=', deskId).execute()

    await Promise.all([world.transaction(giveFirstVersions), world.transaction(giveFirstVersions)])

    const { versions, inForce } = await world.call('readRegulation', {}, owner)
    expect(versions).toHaveLength(1)
    expect(inForce.document).toEqual(quantumMaintenance)
  })
})

describe('D1 a new version', () => {
  it('waits for its date, and says what it changes', async () => {
    const effectiveAt = inDays(10)
    const answer = await publish(owner, withNotice(14), effectiveAt)

    expect(answer).toMatchObject({
      ok: true,
      body: {
        inForce: { version: 1 },
        coming: {
          version: 2,
          effectiveAt,
          writtenBy: 'Ольга Первая',
          changes: [{ place: 'noticeDays', before: '30', after: '14' }],
        },
        lastVersion: 2,
      },
    })
    expect(await toldTypes()).toEqual([
      { type: 'regulation.published', payload: { version: 2, effectiveAt, changedFields: 1 }, by: 'Ольга Первая' },
    ])
  })

  it('holds at once where no date is given', async () => {
    const answer = await publish(owner, withNotice(14))

    expect(answer).toMatchObject({ ok: true, body: { inForce: { version: 2, document: { noticeDays: 14 } } } })
    const { versions } = await world.call('readRegulation', {}, secondOwner)
    expect(versions.map(({ version, state }) => [version, state])).toEqual([
      [2, 'inForce'],
      [1, 'past'],
    ])
  })

  it('takes effect at its very instant, not a millisecond before', async () => {
    const actor = allow('owner', await loadActor(world.store.db, hashToken(owner), now(), null))
    const effectiveAt = new Date(now().getTime() + DAY)

    await world.transaction((unit) =>
      publishRegulation(unit, actor, { document: withNotice(1), effectiveAt, lastVersion: 1 }),
    )

    const { db } = world.store
    const before = await regulationAt(db, deskId, new Date(effectiveAt.getTime() - 1))
    const from = await regulationAt(db, deskId, effectiveAt)
    expect([before.version, before.regulation.noticeDays]).toEqual([1, 30])
    expect([from.version, from.regulation.noticeDays]).toEqual([2, 1])
  })

  it('may take effect at the instant of its publication', async () => {
    const actor = allow('owner', await loadActor(world.store.db, hashToken(owner), now(), null))
    const at = new Date(now().getTime() + DAY)
    const publication = { document: withNotice(1), effectiveAt: at, lastVersion: 1 }

    await world.transaction((unit) => publishRegulation(unit, actor, publication), at)

    expect((await regulationAt(world.store.db, deskId, at)).version).toBe(2)
  })

  it('never takes effect before the one that it follows, whichever clock published it', async () => {
    const actor = allow('owner', await loadActor(world.store.db, hashToken(owner), now(), null))
    const ahead = new Date(now().getTime() + DAY)
    await world.transaction(
      (unit) => publishRegulation(unit, actor, { document: withNotice(1), effectiveAt: null, lastVersion: 1 }),
      ahead,
    )
    await world.transaction(
      (unit) => publishRegulation(unit, actor, { document: withNotice(2), effectiveAt: null, lastVersion: 2 }),
      ahead,
    )

    expect((await regulationAt(world.store.db, deskId, ahead)).regulation.noticeDays).toBe(2)
  })

  it.each<[string, () => string]>([
    ['yesterday', () => inDays(-1)],
    ['a second ago', () => new Date(now().getTime() - 1000).toISOString()],
  ])('is refused with a date of %s', async (_when, date) => {
    expect(await publish(owner, withNotice(14), date())).toMatchObject({ ok: false, code: 'date_in_past' })
  })

  it('is refused with the place that is wrong', async () => {
    const document = { ...quantumMaintenance, work: { ...quantumMaintenance.work, calendar: 'night' } }

    expect(await publish(owner, document)).toMatchObject({
      ok: false,
      status: 422,
      code: 'regulation_invalid',
      details: { wrongAt: 'work.calendar', problem: 'unknown' },
    })
    expect(await toldTypes()).toEqual([])
  })

  it('is refused with a text that the database could not keep', async () => {
    const title = { ...quantumMaintenance.title, ru: 'а\0б' }

    expect(await publish(owner, { ...quantumMaintenance, title })).toMatchObject({
      ok: false,
      details: { wrongAt: 'title.ru' },
    })
  })

  it('is refused for a desk of the other kind', async () => {
    expect(await publish(owner, support24)).toMatchObject({
      ok: false,
      code: 'regulation_invalid',
      details: { wrongAt: 'kind' },
    })
  })

  it('is refused while another one waits', async () => {
    await publish(owner, withNotice(14), inDays(10))

    expect(await publish(secondOwner, withNotice(7), null, 2)).toMatchObject({ ok: false, code: 'regulation_coming' })
  })
})

describe('D1 two owners at once', () => {
  it.each([
    ['both at once', null],
    ['both for a date', 10],
  ])('%s: exactly one publishes, the other reads why', async (_how, days) => {
    const effectiveAt = days === null ? null : inDays(days)
    const answers = await Promise.all([
      publish(owner, withNotice(1), effectiveAt),
      publish(secondOwner, withNotice(2), effectiveAt),
    ])

    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ status: 409, code: 'regulation_stale' })
    expect((await world.call('readRegulation', {}, owner)).versions).toHaveLength(2)
  })

  it('a double click publishes once', async () => {
    const answers = await Promise.all([publish(owner, withNotice(1)), publish(owner, withNotice(1))])

    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('both withdraw: one does, the other finds nothing to withdraw', async () => {
    await publish(owner, withNotice(1), inDays(10))

    const answers = await Promise.all(
      [owner, secondOwner].map((token) => world.ask('withdrawRegulation', { version: 2 }, token)),
    )

    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ status: 409, code: 'regulation_not_coming' })
  })
})

describe('D1 a version that is withdrawn', () => {
  it('never takes effect, and its number is not given again', async () => {
    await publish(owner, withNotice(14), inDays(10))
    const withdrawn = await world.call('withdrawRegulation', { version: 2 }, secondOwner)
    const published = await publish(owner, withNotice(7), inDays(10), 2)

    expect(withdrawn).toMatchObject({
      coming: null,
      lastVersion: 2,
      versions: [{ version: 2, state: 'withdrawn', withdrawnBy: 'Павел Второй' }, { version: 1 }],
    })
    expect(published).toMatchObject({ ok: true, body: { coming: { version: 3 } } })
    const later = await regulationAt(world.store.db, deskId, new Date(now().getTime() + 11 * DAY))
    expect(later.regulation.noticeDays).toBe(7)
    expect((await toldTypes()).map(({ type, by }) => [type, by])).toEqual([
      ['regulation.published', 'Ольга Первая'],
      ['regulation.withdrawn', 'Павел Второй'],
      ['regulation.published', 'Ольга Первая'],
    ])
  })

  it.each([
    ['the one in force', 1, 'regulation_not_coming'],
    ['one that never was', 5, 'not_found'],
  ])('is not %s', async (_which, version, code) => {
    expect(await world.ask('withdrawRegulation', { version }, owner)).toMatchObject({ ok: false, code })
  })
})

describe('D1 what a new version may start from', () => {
  it('any version of the desk', async () => {
    await publish(owner, withNotice(14))

    const first = await world.call('readRegulationDocument', { of: 'version', version: 1 }, owner)
    expect(first.document.noticeDays).toBe(30)
    expect(await world.ask('readRegulationDocument', { of: 'version', version: 9 }, owner)).toMatchObject({
      code: 'not_found',
    })
  })

  it('any preset, made to fit the kind of the desk', async () => {
    const { document } = await world.call('readRegulationDocument', { of: 'preset', preset: 'support24' }, owner)

    expect(document).toEqual({ ...support24, kind: 'partner' })
    expect(await publish(owner, document)).toMatchObject({ ok: true })
  })

  it.each(['unheard-of', 'toString', 'constructor'])('no preset is called %s', async (preset) => {
    expect(await world.ask('readRegulationDocument', { of: 'preset', preset }, owner)).toMatchObject({
      code: 'not_found',
    })
  })

  it('is told what it would change before it is published', async () => {
    const { changes } = await world.call('checkRegulation', { document: withNotice(14) }, owner)

    expect(changes).toEqual([{ place: 'noticeDays', before: '30', after: '14' }])
    expect(await world.ask('checkRegulation', { document: { key: 'mine' } }, owner)).toMatchObject({
      code: 'regulation_invalid',
      details: { problem: 'form' },
    })
  })
})
