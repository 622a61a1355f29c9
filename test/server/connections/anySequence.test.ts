import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Listener } from '#test/portal/http.ts'
import { startAgreeablePortal } from '#test/support/agreeablePortal.ts'
import { startWorld, type World } from '#test/support/world.ts'
import { askServer, leaksTo, type Ask, type Reader, type Things } from './codes/leaks.ts'
import { placeBehind, quickClient, quickDesk } from './quickPortals.ts'
import { anyCommands, oneOfEach } from './supportCommands.ts'
import { deskNames, desksOf, noteOf, portalNames, portalsOf, wordOf, writeTicket, type Real } from './supportScene.ts'
import { newModel, portalOf, type Model } from './supportModel.ts'

let world: World
let standardOwner: string
let agreeable: Listener
beforeAll(async () => {
  agreeable = await startAgreeablePortal()
  world = await startWorld()
  standardOwner = await world.install('standard', 'desk', 'standard')
}, 60_000)
afterAll(async () => {
  await world.stop()
  await agreeable.close()
})

let runs = 0
/** Three client portals and two partners of this run alone; each client has asked the standard desk something. */
async function setUp(): Promise<{ model: Model; real: Real }> {
  runs += 1
  const place = await placeBehind(world, agreeable)
  const real: Real = { world, place, portals: new Map(), desks: new Map(), codes: [], tickets: [] }
  for (const name of portalNames) real.portals.set(name, await quickClient(place, `run${runs}client${name}`))
  for (const name of deskNames) real.desks.set(name, await quickDesk(place, `run${runs}desk${name}`))
  for (const name of portalNames) await writeTicket(real, name, 'standard')
  return { model: newModel(portalNames), real }
}

/** More than one live connection of a portal, each as a sentence. */
async function doublesIn(db: Db | UnitOfWork['tx']): Promise<string[]> {
  const { rows } = await sql<{ member_id: string; live: number }>`
    select member_id, count(*)::int as live from connections where ended_at is null
     group by member_id having count(*) > 1`.execute(db)
  return rows.map((row) => `${row.member_id} has ${row.live} live connections`)
}

/** Everybody of this run with a session, and what they may not be sent. */
function readersOf({ model, real }: { model: Model; real: Real }): Reader[] {
  const everyDesk = [...deskNames, 'standard']
  const clients = portalNames
    .filter((name) => portalOf(model, name).isInstalled)
    .map((name): Reader => {
      const others = portalNames.filter((other) => other !== name)
      const unknownDesks = deskNames.filter((desk) => !portalOf(model, name).everAt.has(desk))
      return {
        name: `the client ${name}`,
        side: 'client',
        token: portalsOf(real, name).token,
        forbidden: [
          ...others.flatMap((other) => everyDesk.map((desk) => wordOf(real, other, desk))),
          ...others.map((other) => portalsOf(real, other).memberId),
          ...unknownDesks.map((desk) => `Служба ${desksOf(real, desk).memberId}`),
          ...deskNames.map((desk) => noteOf(real, desk)),
        ],
      }
    })
  const desks = deskNames.map((name): Reader => {
    const strangers = portalNames.filter(
      (portal) =>
        !portalOf(model, portal).everAt.has(name) &&
        !model.codes.some((code) => code.desk === name && code.portal === portal),
    )
    return {
      name: `the desk ${name}`,
      side: 'desk',
      token: desksOf(real, name).token,
      forbidden: [
        ...portalNames.flatMap((portal) =>
          everyDesk.filter((desk) => desk !== name).map((desk) => wordOf(real, portal, desk)),
        ),
        ...strangers.map((portal) => portalsOf(real, portal).memberId),
        ...deskNames.filter((desk) => desk !== name).map((desk) => noteOf(real, desk)),
      ],
    }
  })
  const standard: Reader = {
    name: 'the standard desk',
    side: 'desk',
    token: standardOwner,
    forbidden: portalNames.flatMap((portal) => deskNames.map((desk) => wordOf(real, portal, desk))),
  }
  return [...clients, ...desks, standard]
}

const thingsOf = ({ tickets, codes }: Real): Things => ({ tickets, codes: codes.map(({ codeId }) => codeId) })

async function leaksIn(scene: { model: Model; real: Real }, ask: Ask): Promise<string[]> {
  const things = thingsOf(scene.real)
  const found: string[] = []
  for (const reader of readersOf(scene)) found.push(...(await leaksTo(reader, things, ask)))
  return found
}

/** What each side sees of who is connected, beside what the model says. */
async function refuseWrongViews({ model, real }: { model: Model; real: Real }): Promise<void> {
  for (const name of portalNames.filter((one) => portalOf(model, one).isInstalled)) {
    const { connection } = await world.call('readSupport', {}, portalsOf(real, name).token)
    const { live } = portalOf(model, name)
    expect(connection?.deskId ?? null).toBe(live === null ? null : desksOf(real, live.desk).deskId)
    expect((connection?.endsAt ?? null) !== null).toBe(live?.isEnding ?? false)
  }
  for (const name of deskNames) {
    const { connections } = await world.call('listConnections', {}, desksOf(real, name).token)
    const seen = connections.filter(({ endedAt }) => endedAt === null).map(({ memberId }) => memberId)
    const live = portalNames.filter((portal) => portalOf(model, portal).live?.desk === name)
    expect(seen.toSorted()).toEqual(live.map((portal) => portalsOf(real, portal).memberId).toSorted())
  }
}

describe('C1-C5 E3 whatever anybody does, in any order', () => {
  it('a portal has at most one live connection, and nobody is shown what is another desk’s or another portal’s', async () => {
    const first = await setUp()
    await fc.asyncModelRun(() => first, oneOfEach)
    await fc.assert(
      fc.asyncProperty(anyCommands, async (commands) => {
        const scene = await setUp()

        await fc.asyncModelRun(() => scene, commands)

        expect(await doublesIn(world.store.db)).toEqual([])
        await refuseWrongViews(scene)
        expect(await leaksIn(scene, askServer(world))).toEqual([])
      }),
      { numRuns: 12, endOnFailure: true },
    )

    // The sequences have really done what there is to do.
    const { rows } = await sql<{ type: string }>`select distinct type from journal`.execute(world.store.db)
    expect(rows.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'code.issued',
        'code.revoked',
        'connection.made',
        'connection.noticeGiven',
        'connection.ended',
        'portal.uninstalled',
      ]),
    )
  }, 240_000)
})

describe('control: what the rule forbids would be seen', () => {
  async function twoPartners() {
    const scene = await setUp()
    const { model, real } = scene
    for (const [portal, desk] of [
      ['a', 'x'],
      ['b', 'y'],
    ] as const) {
      const terms = { maxUses: 1, expiresInDays: 30, clientStatus: 1, note: noteOf(real, desk) }
      const { code, view } = await world.call('issueCode', terms, desksOf(real, desk).token)
      const { token } = portalsOf(real, portal)
      const { stateToken } = await world.call('previewCode', { code }, token)
      await world.call('activateCode', { code, stateToken }, token)
      await writeTicket(real, portal, desk)
      real.codes.push({ code, codeId: view.codeId })
      portalOf(model, portal).everAt.add(desk)
    }
    return scene
  }

  it('an answer that forgets to ask whose desk it is', async () => {
    const scene = await twoPartners()
    const honest = askServer(world)
    const careless: Ask = async (name, input, reader) => {
      if (name !== 'listConnections') return honest(name, input, reader)
      const all = await world.store.db.selectFrom('connections').selectAll().execute()
      return JSON.stringify(all)
    }

    expect(await leaksIn(scene, honest)).toEqual([])
    expect(await leaksIn(scene, careless)).toContainEqual(
      expect.stringMatching(/^the desk x reads run\d+clientb in listConnections$/),
    )
  })

  it('a ticket that is shown to whoever knows its id', async () => {
    const scene = await twoPartners()
    const careless: Ask = async (name, input, reader) => {
      const owner = { ...reader, token: desksOf(scene.real, 'y').token }
      return askServer(world)(name, input, name === 'readTicket' ? owner : reader)
    }

    const found = await leaksIn(scene, careless)
    expect(found).toContainEqual(expect.stringMatching(/^the desk x reads тайна-run\d+clientb-у-y in readTicket$/))
    expect(found).toContainEqual(expect.stringMatching(/^the client a reads тайна-run\d+clientb-у-y in readTicket$/))
  })

  it('a second live connection, once the database lets it in', async () => {
    const { real } = await twoPartners()
    const undone = new Error('undone')

    const attempt = world.transaction(async ({ tx }) => {
      await sql`drop index one_live_connection`.execute(tx)
      await sql`
        insert into connections
        select (jsonb_populate_record(c, jsonb_build_object('connection_id', gen_random_uuid()))).*
          from connections c where c.member_id = ${portalsOf(real, 'a').memberId}`.execute(tx)
      expect(await doublesIn(tx)).toEqual([`${portalsOf(real, 'a').memberId} has 2 live connections`])
      throw undone
    })

    await expect(attempt).rejects.toBe(undone)
  })
})
