import type { Language } from '#contract/common.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** Messengers in which somebody proves who they are (I2). */
export type MessengerChannel = 'telegram' | 'max' | 'whatsapp'

/** One of a portal's people who may write (E2), as a messenger's account was proven to be theirs. */
export type Writer = { memberId: string; userId: number; name: string; role: 'admin' | 'integrator' }

/** What the bot says next: text in the person's language, and buttons (data ≤ 64 bytes). */
export type BotReply = { text: string; buttons?: readonly { label: string; data: string }[] }

export type Heard = {
  deskId: string
  channel: MessengerChannel
  externalId: string
  /** The same event again gets the same answer, and does nothing twice. */
  eventKey: string
  /** What was written, or the data of the button that was pressed. */
  text: string
  language: Language
  at: Date
}

export interface Identities {
  /**
   * Everybody this messenger address is proven to be at portals the desk serves now; []: nobody yet. A portal that has been silent for
   * over a day proves nobody (P8). Asks portals, so not inside a transaction.
   */
  findWriters(
    at: { deskId: string; channel: MessengerChannel; externalId: string },
    now: Date,
  ): Promise<readonly Writer[]>
  /**
   * The identification talk (I2: pairing token, then three facts, then a code; I4): takes what somebody wrote and says what to answer.
   * Pairing: `/start TOKEN`, MAX `/start TOKEN` or its payload alone, WhatsApp `code TOKEN`. Null: it is no part of that talk. Of somebody who
   * is proven that is an ordinary message; of somebody who is not nothing is answered (too much was tried). Ask it first, also for those
   * who are proven: they may be typing the code that their ticket waits for.
   */
  heard(unit: UnitOfWork, said: Heard): Promise<BotReply | null>
}
