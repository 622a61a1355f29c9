import type { AddBotInput } from '#contract/channels/types.ts'
import type { Failure } from '../channel.port.ts'

/** A bot as its messenger names it: `address` is where clients write to. */
export type KnownBot = { address: string; settings: unknown }

/** By its token: who it is, or why that is not known. */
export type BotKinds = Readonly<Record<AddBotInput['channel'], (token: string) => Promise<KnownBot | Failure>>>
