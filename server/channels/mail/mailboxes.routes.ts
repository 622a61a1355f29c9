import type { Channels } from '#contract/channels/types.ts'
import type { StaffActor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { pauseMailbox, removeMailbox, testMailbox } from '../accounts.commands.ts'
import { retryEvent } from '../parked.commands.ts'
import { readOverview } from '../overview.queries.ts'
import { addMailbox, changeMailbox, type MailboxDeps } from './mailboxes.commands.ts'
import { presentChannels } from './mailboxes.present.ts'

export type ChannelRouteName =
  | 'readChannels'
  | 'addMailbox'
  | 'changeMailbox'
  | 'testMailbox'
  | 'pauseMailbox'
  | 'removeMailbox'
  | 'retryChannelEvent'

/** I1, E6: the mailboxes by which clients write, for the desk's owner. */
export function channelRoutes(
  deps: MailboxDeps & { db: Db; addJob: AddJob; publicUrl: () => string },
): Handlers<ChannelRouteName> {
  const read = async ({ desk }: StaffActor, at: Date): Promise<Channels> =>
    presentChannels(await readOverview(deps.db, desk.deskId), at, deps.publicUrl())
  return {
    readChannels: (_input, { actor, at }) => read(actor, at),
    async addMailbox(input, { actor, at, transaction }) {
      await transaction((unit) => addMailbox(unit, deps, actor, input))
      return read(actor, at)
    },
    async changeMailbox(input, { actor, at, transaction }) {
      await transaction((unit) => changeMailbox(unit, deps, actor, input))
      return read(actor, at)
    },
    async testMailbox({ accountId }, { actor, at, transaction }) {
      await transaction((unit) => testMailbox(unit, deps, actor, accountId))
      return read(actor, at)
    },
    async pauseMailbox(input, { actor, at, transaction }) {
      await transaction((unit) => pauseMailbox(unit, deps, actor, input))
      return read(actor, at)
    },
    async removeMailbox({ accountId }, { actor, at, transaction }) {
      await transaction((unit) => removeMailbox(unit, deps, actor, accountId))
      return read(actor, at)
    },
    async retryChannelEvent({ eventId }, { actor, at, transaction }) {
      await transaction((unit) => retryEvent(unit, deps.addJob, actor, eventId))
      return read(actor, at)
    },
  }
}
