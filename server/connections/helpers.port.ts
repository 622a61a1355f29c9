import type { Served } from '#contract/regulations/served.types.ts'
import type { Reader } from '#server/platform/db/db.ts'

/** E10: who answers without people at a desk, where it has something to answer with. */
export type HelpersPort = { ownHelpersOf: (db: Reader, deskId: string) => Promise<Served['helpers']> }
