import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** What the product does about an event of a portal, in the event's transaction; each may run twice. */
export type PortalLifecycle = {
  installed(unit: UnitOfWork, memberId: string): Promise<void>
  uninstalled(unit: UnitOfWork, memberId: string, isClean: boolean): Promise<void>
  /** Bitrix24 drops placements and handlers with every update: bind them anew. */
  rebind(unit: UnitOfWork, memberId: string): Promise<void>
  /** A proven event names another address than the one that is known (P7): a hint, the OAuth server is asked. */
  seemsMoved(unit: UnitOfWork, memberId: string): Promise<void>
  /** An item of the portal's CRM changed or is gone: a hint, its content is read from CRM. */
  itemChanged(unit: UnitOfWork, memberId: string, item: CrmItem): Promise<void>
}

export type CrmItem = { entityTypeId: number; id: number }
