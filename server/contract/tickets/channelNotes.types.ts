import * as v from 'valibot'

/**
 * I1: `undelivered`, `delayed`, `unknownFate`: an answer on its way to an address; `stopped`: it was not sent, for the address has refused those
 * before it; `unproven`: whether the sender is who they say is not known; `automatic`: a reply that no person has written; `fileRefused`: by
 * its name; `cut`: a message was longer than is kept; `windowClosed`: the messenger takes no more words to its writer until they
 * write again; `codeSent`, `codeNowhere`, `codeTold`: a one-time code on its way, to no address that is known, and proven by it or from within
 * the portal (I4).
 */
export const channelNotes = [
  'undelivered',
  'delayed',
  'unknownFate',
  'stopped',
  'unproven',
  'automatic',
  'fileRefused',
  'cut',
  'notOfficial',
  'windowClosed',
  'codeSent',
  'codeNowhere',
  'codeTold',
] as const
/** `detail`: an address, or a file's name. */
export const channelNote = { what: v.picklist(channelNotes), detail: v.string() }
export type ChannelNote = { what: (typeof channelNotes)[number]; detail: string }

/** What stands in the ticket of it, for the desk alone. */
export function channelEntries<Base extends v.ObjectEntries>(base: Base) {
  return [v.strictObject({ ...base, type: v.literal('ticket.channelNoted'), ...channelNote })] as const
}
