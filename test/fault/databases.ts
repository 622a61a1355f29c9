import { startDatabase } from '#test/support/database.ts'
import { restartImmediately } from './restartDatabase.ts'

export type FaultDatabases = {
  /** A database of its own for each story. */
  clone(): Promise<string>
  restart(): Promise<void>
  stop(): Promise<void>
}

/** One database server for the stories, with fsync: what is acknowledged must be on the disk. */
export async function openFaultDatabases(): Promise<FaultDatabases> {
  const server = await startDatabase({ fsync: true })
  const stops = [server.stop]
  return {
    clone: async () => (await server.clone()).url,
    async restart() {
      const restarted = await restartImmediately(server.dataDir)
      stops.unshift(restarted.stop)
    },
    async stop() {
      for (const stop of stops) await stop()
    },
  }
}
