import type { ChannelReason } from '#contract/channels/types.ts'
import type { Language } from '#contract/common.ts'
import type { Account, Channel, Incoming, OpenFile, Outcome, Sink } from '../channel.port.ts'
import { decideMessage } from './decideMessage.adapter.ts'
import { builtOf, sendSteps, type Sends } from './sending.adapter.ts'

/** Of one message, as its messenger brought it. */
export type ReadMessage = {
  /** False: it is of a group, a machine, or of nothing that a ticket takes. */
  isOfPerson: boolean
  address: string
  name: string
  text: string
  /** By which a reply finds it. */
  key: string
  repliesTo: string | null
  /** The content key of the message that it changes. */
  edits: string | null
  /** It changes one part of an album. */
  editsPart?: boolean
  /** Of the parts of an album. */
  partKeys?: readonly string[]
  pressed: string | null
  /** Of something of ours that did not arrive after all: by which it is found, and why; null: it is no such word. */
  failed?: { key: string; reason: ChannelReason } | null
  language: Language
  files: readonly { name: string; ref: string; bytes: number }[]
}

/** What differs between messengers; everything else is one. */
export type MessengerApi = Sends & {
  name: 'telegram' | 'max' | 'whatsapp'
  capabilities: Channel['capabilities']
  /** Of the largest file that can be fetched. */
  mostFileBytes: number
  receive(account: Account, sink: Sink, signal: AbortSignal): Promise<void>
  parse(account: Account, raw: Buffer): ReadMessage
  /** Throws where it may be there later; null: it is not to be had. */
  fetchFile(account: Account, ref: string): Promise<Uint8Array | null>
  /** Whether the messenger still takes this account. */
  check(account: Account): Promise<Outcome>
}

const mostFiles = 10

/** I2: a messenger as one of the ways in which clients write. */
export function messengerChannel(api: MessengerApi, openFile: OpenFile): Channel {
  return {
    name: api.name,
    identifies: 'byTalk',
    capabilities: api.capabilities,
    receive: (account, sink, signal) => api.receive(account, sink, signal),
    async read(account, { raw, isWhole }) {
      const read = api.parse(account, raw)
      return { ...incomingOf(read), files: await filesOf(api, account, read), isUnreadable: !isWhole }
    },
    decide: decideMessage,
    keysOf: () => [],
    build: (_account, outgoing) => Promise.resolve(builtOf(api, outgoing)),
    learnt: () => null,
    send: (account, to, built, progress) => sendSteps(api, { account, to, openFile }, { built, progress }),
    close: () => {},
  }
}

function incomingOf(read: ReadMessage): Omit<Incoming, 'files' | 'isUnreadable'> {
  const failed = read.failed ?? null
  const found = failed?.key ?? read.repliesTo
  return {
    verdict: 'proven',
    kind: kindOf(read),
    address: read.address,
    name: read.name,
    subject: '',
    text: read.pressed === null ? read.text : '',
    messageId: read.key,
    probe: null,
    finders: { keys: found === null ? [] : [found], numbers: [], outboxIds: [] },
    bounced: failed === null ? [] : [{ address: read.address, isFinal: true, reason: failed.reason }],
    mayAnswer: true,
    edits: read.edits,
    editsPart: read.editsPart ?? false,
    partKeys: read.partKeys ?? [],
    pressed: read.pressed,
    language: read.language,
  }
}

function kindOf({ failed, isOfPerson }: ReadMessage): Incoming['kind'] {
  if (failed !== undefined && failed !== null) return 'bounce'
  return isOfPerson ? 'human' : 'bulk'
}

/** What is too large, or gone, comes as an empty file: its name is then among those that were not taken. */
async function filesOf(api: MessengerApi, account: Account, read: ReadMessage): Promise<Incoming['files']> {
  const files: Incoming['files'] = []
  for (const { name, ref, bytes } of read.files.slice(0, mostFiles)) {
    const fetched = bytes > api.mostFileBytes ? null : await api.fetchFile(account, ref)
    files.push({ name, bytes: fetched ?? new Uint8Array() })
  }
  return files
}
