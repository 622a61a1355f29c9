import { channels } from '#contract/regulations/base.types.ts'
import type { Served } from '#contract/regulations/served.types.ts'

/** A server to come, which has every channel that a regulation may name. */
export const everyChannel: Served = { channels: [...channels], helpers: [] }
