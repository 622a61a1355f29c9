import type { AddBotInput } from '#contract/channels/types.ts'
import type { Account, Failure } from '../channel.port.ts'

/** What its owner has typed; all but the token is of WhatsApp alone. */
export type GivenBot = { token: string; phoneNumberId?: string | undefined; appSecret?: string | undefined }

/** A bot as its messenger names it: `address` is where clients write to; `secret` is what is sealed. */
export type KnownBot = { address: string; settings: unknown; secret: string }

/** Who it is, or why that is not known; `before`: as it is connected now. `rejected`: something besides the token is wrong. */
export type AskBot = (
  given: GivenBot,
  before: Pick<Account, 'settings' | 'secret'> | null,
) => Promise<KnownBot | Failure>
export type BotKinds = Readonly<Record<AddBotInput['channel'], AskBot>>
