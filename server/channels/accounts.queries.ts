import type { Channel } from '#contract/regulations/base.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { listWorking } from './accounts.sql.ts'

/** Where clients write to by this channel (E6): of the desk's accounts that work the oldest; null: none does. A Telegram bot's is its name with @. */
export async function findAccountAddress(db: Reader, deskId: string, channel: Channel): Promise<string | null> {
  const [address = null] = await listWorking(db, deskId, channel)
  return address
}
