import type { Channels } from '#contract/channels/types.ts'
import type { StaffActor } from '#server/platform/actor.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { presentChannels } from '../mail/mailboxes.present.ts'
import { readOverview } from '../overview.queries.ts'
import { addBot, changeBot, type BotDeps } from './bots.commands.ts'

export type BotRouteName = 'addBot' | 'changeBot'

/** E6: the bots by which clients write, for the desk's owner. */
export function botRoutes(deps: BotDeps): Handlers<BotRouteName> {
  const read = async ({ desk }: StaffActor, at: Date): Promise<Channels> =>
    presentChannels(await readOverview(deps.db, desk.deskId), at, deps.publicUrl())
  return {
    async addBot(input, { actor, at, transaction }) {
      await addBot(deps, { actor, transaction }, input)
      return read(actor, at)
    },
    async changeBot(input, { actor, at, transaction }) {
      await changeBot(deps, { actor, transaction }, input)
      return read(actor, at)
    },
  }
}
