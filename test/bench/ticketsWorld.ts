import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import * as v from 'valibot'
import { sealTokens } from '#server/portals/portalClients.commands.ts'
import { saveTokens } from '#server/portals/portalTokens.sql.ts'
import { openStore, type Db } from '#server/platform/db/db.ts'
import { makeTransaction } from '#server/platform/db/unitOfWork.ts'
import { makeSecrets } from '#server/platform/secrets.ts'
import { json, listen, type Listener } from '#test/portal/http.ts'
import { openChatWorld } from '#test/support/chatWorld.ts'
import { testMasterKey } from '#test/support/masterKey.ts'
import { insertStaff } from './queueData.ts'

export type TicketsWorld = {
  db: Db
  deskId: string
  /** A client's admin of each portal. */
  tokens: string[]
  stop: () => Promise<void>
}

/** One desk of so many people, in a portal that takes every notification, and so many portals that it answers. */
export async function openTicketsWorld(
  databaseUrl: string,
  { staff, clients }: { staff: number; clients: number },
): Promise<TicketsWorld> {
  const portal = await startTakingPortal()
  const world = await openChatWorld(databaseUrl, { portal })
  const store = openStore(databaseUrl, 2)
  const desk = await world.openDesk('partner')
  // The owner is one of them.
  const agents = Array.from({ length: staff - 1 }, (_, index) => 10_001 + index)
  await insertStaff(store.db, desk.deskId, agents)
  await giveTokens(store.db, desk.memberId)
  const tokens: string[] = []
  for (let index = 0; index < clients; index += 1) {
    const client = await world.openClient()
    await world.connect(client, desk)
    tokens.push(client.adminToken)
  }
  return {
    db: store.db,
    deskId: desk.deskId,
    tokens,
    async stop() {
      await world.close()
      await store.close()
      await portal.close()
    },
  }
}

const asked = v.object({ cmd: v.record(v.string(), v.string()) })

function startTakingPortal(): Promise<Listener> {
  const time = { operating: 0 }
  return listen('127.0.0.1', 0, async (request) => {
    if (!/\/batch(?:\.json)?$/.test(new URL(request.url).pathname)) return json(200, { result: 1, time })
    const { cmd } = v.parse(asked, await request.json())
    const result = Object.fromEntries(Object.keys(cmd).map((key) => [key, 1]))
    return json(200, { result: { result, result_error: [], result_total: [], result_next: [], result_time: [] }, time })
  })
}

function giveTokens(db: Db, memberId: string): Promise<void> {
  const tokens = { accessToken: randomUUID(), refreshToken: randomUUID(), expiresAt: new Date(Date.now() + 86_400_000) }
  const sealed = sealTokens(makeSecrets(testMasterKey), tokens)
  return makeTransaction(db, () => {})((unit) => saveTokens(unit, { memberId, userId: 1, isAdmin: true }, sealed))
}

/** Whether everybody was told of everything that was written. */
export async function isQuiet(db: Db): Promise<boolean> {
  const { rows } = await sql<{ is_quiet: boolean }>`
    select not exists (select 1 from notices_due)
       and not exists (select 1 from graphile_worker._private_jobs j
                         join graphile_worker._private_tasks t on t.id = j.task_id
                        where t.identifier like 'notice%') as is_quiet`.execute(db)
  return rows[0]?.is_quiet === true
}

/** The number of the next transaction that writes, and the rows that were ever inserted. */
export async function readWrites(db: Db): Promise<{ xid: number; rows: number }> {
  const { rows } = await sql<{ xid: string; inserted: number }>`
    select pg_snapshot_xmax(pg_current_snapshot())::text as xid, tup_inserted as inserted
      from pg_stat_database where datname = current_database()`.execute(db)
  return { xid: Number(rows[0]?.xid ?? 0), rows: rows[0]?.inserted ?? 0 }
}
