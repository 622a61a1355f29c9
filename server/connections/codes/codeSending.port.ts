import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** How a code reaches the admins of the portal that it is for. */
export type CodeSendingPort = {
  /** Durable, in this transaction; what the job keeps of the code is sealed. */
  notifyLater(unit: UnitOfWork, codeId: string, sealedCode: string): Promise<void>
}
