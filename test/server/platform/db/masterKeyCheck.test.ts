import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findSealedKeys } from '#server/billing/feature.ts'
import { openStore, type Store } from '#server/platform/db/db.ts'
import { refuseOtherMasterKey } from '#server/platform/db/masterKeyCheck.ts'
import { makeSecrets } from '#server/platform/secrets.ts'
import { findSealedTokens } from '#server/portals/feature.ts'
import { cloneDatabase, type Database } from '#test/support/database.ts'
import { launchServer } from '#test/support/serverProcess.ts'

const right = makeSecrets('aa'.repeat(32))
const wrong = makeSecrets('bb'.repeat(32))
const refusal = /^The master key is not the one of this database: put the right OPORA_MASTER_KEY/

let database: Database
let store: Store
beforeEach(async () => {
  database = await cloneDatabase()
  store = openStore(database.url, 2)
}, 30_000)
afterEach(async () => {
  await store.close()
  await database.drop()
})

const start = (secrets: typeof right) => refuseOtherMasterKey(database.url, secrets, [findSealedTokens, findSealedKeys])

const kept = async () => (await sql<{ sealed: string }>`select sealed from master_key_check`.execute(store.db)).rows

async function sealToken(text: string): Promise<void> {
  await sql`insert into portals (member_id, domain, client_endpoint, server_endpoint, client_id)
    values ('m1', 'm1.bitrix24.ru', 'https://m1.bitrix24.ru/rest/', 'https://oauth.bitrix.info/rest/', 'app')
    on conflict do nothing`.execute(store.db)
  await sql`insert into portal_tokens (member_id, user_id, access_token, refresh_token, expires_at, is_admin, used_at)
    values ('m1', (select count(*) + 1 from portal_tokens), ${text}, ${text}, now(), true, now())`.execute(store.db)
}

describe('the master key', () => {
  it('of the first start is the one of the database from then on', async () => {
    await Promise.all([start(right), start(right), start(right)])

    await expect(start(wrong)).rejects.toThrow(refusal)
    await start(right)
    expect(await kept()).toHaveLength(1)
  })

  it('of a database from before this check is known by what it has sealed', async () => {
    await sealToken(right.seal('token'))

    await expect(start(wrong)).rejects.toThrow(refusal)
    expect(await kept()).toEqual([])
    await start(right)
    await expect(start(wrong)).rejects.toThrow(refusal)
  })

  it('of such a database that was changed once is the one that opens something', async () => {
    await sealToken(wrong.seal('an old token'))
    await sealToken(right.seal('token'))

    await start(right)
    expect(await kept()).toHaveLength(1)
  })

  it('that is another one keeps a server from starting, with one sentence, and takes nothing from those that run', async () => {
    const env = (key: string) => ({ OPORA_MASTER_KEY: key.repeat(32), OPORA_LOG_LEVEL: 'silent' })
    const first = await launchServer({ databaseUrl: database.url, env: env('aa') })
    try {
      await expect(launchServer({ databaseUrl: database.url, env: env('bb') })).rejects.toThrow(
        /ended before it listened \(1\):\nThe master key is not the one of this database[^\n]*$/,
      )
      expect((await fetch(`http://127.0.0.1:${first.port}/readyz`)).status).toBe(200)
    } finally {
      first.kill('SIGTERM')
      await first.exited
    }
  }, 60_000)
})
