import type { Language } from '#contract/common.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { MessengerChannel } from './identities.port.ts'

export type CodeLetter = { deskId: string; to: string; language: Language; subject: string; text: string; at: Date }

export type SaidInChat = {
  deskId: string
  channel: MessengerChannel
  externalId: string
  ticketId: string
  /** Once a key, however often it is said. */
  key: string
  text: string
  language: Language
}

/** How a one-time code comes to its account's address: from the desk's own mailbox, else from the server's address (I4). */
export interface CodeMail {
  canSend(db: Reader, deskId: string): Promise<boolean>
  /** Throws where it may be taken later; an address that takes nothing is passed over. */
  send(letter: CodeLetter): Promise<void>
  /** A word of the bot to whoever writes in this ticket from there. */
  say(unit: UnitOfWork, said: SaidInChat): Promise<void>
}
