import type { ReadAt } from '#server/platform/db/unitOfWork.ts'

/** Which desk answers a portal now (E1); where none does it refuses with `no_standard_desk`. It locks nothing. */
export type AnsweringPort = { answeringDesk: (now: ReadAt, memberId: string) => Promise<string> }
