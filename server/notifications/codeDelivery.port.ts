import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** Who sends support codes wants to know what became of the notification. */
export type CodeDeliveryPort = {
  /** It has arrived at so many people; 0: there was nobody, or the code was dead by then. */
  codeDelivered(unit: UnitOfWork, codeId: string, people: number): Promise<void>
}
