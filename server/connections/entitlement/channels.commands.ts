import type { Channel } from '#contract/regulations/base.types.ts'
import type { Served } from '#contract/regulations/served.types.ts'
import { signatureOf, type StaffActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { lockPortal } from '#server/portals/feature.ts'
import { findConnection, findLiveConnection } from '../support/support.sql.ts'
import { findChannels } from './channels.queries.ts'
import { saveMessenger } from './channels.sql.ts'
import { channelsOf } from './domain/channels.ts'

/** E6: the one messenger of a box portal, chosen and changed by the desk. */
export async function chooseMessenger(
  unit: UnitOfWork,
  { served }: { served: Served },
  actor: StaffActor,
  { connectionId, messenger }: { connectionId: string; messenger: Channel },
): Promise<void> {
  const found = await findConnection(unit.tx, connectionId)
  if (found === null || found.deskId !== actor.desk.deskId) throw new Refusal('not_found')
  const portal = await lockPortal(unit, found.memberId)
  const live = await findLiveConnection(unit.tx, found.memberId)
  if (portal === null || live?.connectionId !== connectionId) throw new Refusal('not_connected')
  const { terms, facts } = await findChannels({ db: unit.tx, served, at: unit.at }, portal, found.deskId)
  if (!channelsOf(terms, facts).choices.includes(messenger)) throw new Refusal('no_messenger_choice')
  // The second of two clicks on the same messenger changes nothing.
  if (facts.messenger === messenger) return
  await saveMessenger(unit, { ...found, messenger, by: actor.name })
  await append(unit, [
    {
      type: 'channels.messengerChosen',
      actor: signatureOf(actor, 'desk'),
      memberId: found.memberId,
      deskId: found.deskId,
      payload: { connectionId, from: facts.messenger, to: messenger },
    },
  ])
}
