import { afterAll, beforeAll, expect, it } from 'vitest'
import { openFaultDatabases, type FaultDatabases } from '#test/fault/databases.ts'
import { everydaySize, type Sizes } from '#test/fault/sizes.ts'
import { stories } from '#test/fault/stories.ts'
import { cloneDatabase, type Database } from '#test/support/database.ts'

export const slow = 120_000

/** One story in its everyday size, a file each, so that those that mostly wait do it beside each other; its controls stand below it. */
export function tellEveryday(name: keyof Sizes, open: () => Promise<FaultDatabases> = shareServer) {
  const { title, tell } = stories[name]
  let databases: FaultDatabases
  beforeAll(async () => {
    databases = await open()
  }, slow)
  afterAll(() => databases.stop(), slow)

  it(
    `${title}: nothing acknowledged is lost, and everybody sees one order`,
    async () => {
      const { faults } = await tell(databases, everydaySize)

      expect(faults).toEqual([])
    },
    slow,
  )

  return { clone: () => databases.clone() }
}

/** For the story that restarts its database server: one of its own, with fsync. */
export const ownServer = openFaultDatabases

/** A server process that is killed leaves the database's alone, so it may be the one of the other tests. */
async function shareServer(): Promise<FaultDatabases> {
  const clones: Database[] = []
  return {
    async clone() {
      const database = await cloneDatabase()
      clones.push(database)
      return database.url
    },
    restart: () => Promise.reject(new Error('other tests work on this server')),
    async stop() {
      for (const database of clones) await database.drop()
    },
  }
}
