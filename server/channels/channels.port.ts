import type { Channel as ChannelName } from '#contract/regulations/base.types.ts'
import type { InThree } from '#contract/common.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export type Person = { memberId: string; userId: number }

/** What channels need of connections, portals and notifications. */
export type ClientsPort = {
  /** Portals that the desk serves now. */
  listServed(deskId: string): Promise<string[]>
  /** Which desk answers this portal now (E1); locks the portal. */
  findAnswering(unit: UnitOfWork, memberId: string): Promise<{ deskId: string; hasPeople: boolean }>
  /** E6: where this client may write, and what is said elsewhere. */
  findOfficial(
    client: { deskId: string; memberId: string },
    at: Date,
  ): Promise<{ official: ChannelName[]; refusal: InThree; addresses: Partial<Record<ChannelName, string>> } | null>
  /** Told when the first account of a desk works, and when none does any more. */
  saveDeskChannel(
    unit: UnitOfWork,
    channel: { deskId: string; channel: ChannelName; address: string | null },
  ): Promise<void>
  /** P8: admins of this portal who were last looked at before this instant are asked for anew. */
  lookAtAdmins(memberId: string, before: Date): Promise<void>
  /** What the portal says now of somebody's address; null: nothing. */
  askForAddress(person: Person): Promise<string | null>
}
