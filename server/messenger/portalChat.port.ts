import type { ReadChatMessageInput } from '#contract/messenger/types.ts'

/** A message of the portal's messenger, with its BB codes; `author` is empty where the portal names nobody. */
export type PortalMessage = { author: string; at: Date; text: string; isCut: boolean; files: string[] }

export type PortalChatPort = {
  /**
   * With the reader's own token alone: nobody's ticket begins with what they may not read themselves. Null where there is no such
   * message, or they may not; throws `portal_unreachable` where the portal is silent.
   */
  readMessage(
    who: { memberId: string; userId: number; tokenHash: Buffer },
    message: ReadChatMessageInput,
  ): Promise<PortalMessage | null>
}
