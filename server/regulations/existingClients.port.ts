import type { StaffActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Regulation } from './domain/document.ts'

/** A version that was published just now, by the document itself: what may yet be taken back must not be read from the table. */
export type PublishedVersion = { version: number; effectiveAt: Date; document: Regulation }

/** E9: what a publication is for those who are clients already, which the connections know. */
export type ExistingClientsPort = {
  /** From when it holds for them; refused where that is too soon. `from` null: as soon as it is in force. */
  moveExisting(unit: UnitOfWork, actor: StaffActor, published: PublishedVersion, from: Date | null): Promise<Date>
  /** A version that is withdrawn holds for nobody. */
  keepExisting(unit: UnitOfWork, actor: StaffActor, version: number): Promise<void>
}
