import type { Served } from '#contract/regulations/served.types.ts'
import type { Reader } from '#server/platform/db/db.ts'

/** E10: who answers without people at a desk, where it has something to answer with. */
export type HelpersPort = { ownHelpersOf: (db: Reader, deskId: string) => Promise<Served['helpers']> }

/** E7: where a desk's public help page is, which nobody has to open an application for; null: it has none, or nothing to read there. */
export type HelpAddressPort = { helpAddressOf: (db: Reader, deskId: string) => Promise<string | null> }
