import type { Account, RawEvent } from './channel.port.ts'

/** What a messenger says that calls an address of the account by itself. */
export type Hook = {
  /** In answer to its first call; null: it is not the one whom the owner has told the address. */
  greets(account: Account, query: (name: string) => string | undefined): string | null
  /** Null: it was not signed by it. */
  hears(account: Account, header: (name: string) => string | undefined, body: Buffer): RawEvent[] | null
}
