import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'
import type { ChannelReason } from '#contract/channels/types.ts'
import type { Language } from '#contract/common.ts'
import type { Account, Built, Channel, Failure, Incoming, Outgoing, Outcome, Progress, Sink } from '../channel.port.ts'
import { decideMessage } from './decideMessage.adapter.ts'
import { partsOf } from './domain/parts.ts'

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
  pressed: string | null
  /** Of something of ours that did not arrive after all: by which it is found, and why; null: it is no such word. */
  failed?: { key: string; reason: ChannelReason } | null
  language: Language
  files: readonly { name: string; ref: string; bytes: number }[]
}

export type SentPart = { is: 'sent'; key: string } | Failure
export type Part = { text: string; buttons: readonly { label: string; data: string }[] }

/** What differs between messengers; everything else is one. */
export type MessengerApi = {
  name: 'telegram' | 'max' | 'whatsapp'
  capabilities: Channel['capabilities']
  mostLetters: number
  mostFileBytes: number
  /** Between two parts of one message, in milliseconds: it takes no more in one chat. */
  betweenParts: number
  receive(account: Account, sink: Sink, signal: AbortSignal): Promise<void>
  parse(account: Account, raw: Buffer): ReadMessage
  /** Throws where it may be there later; null: it is not to be had. */
  fetchFile(account: Account, ref: string): Promise<Uint8Array | null>
  sendPart(account: Account, to: string, part: Part): Promise<SentPart>
  /** Whether the messenger still takes this account. */
  check(account: Account): Promise<Outcome>
}

const mostFiles = 10
const builtMessage = v.object({
  isProbe: v.boolean(),
  parts: v.array(v.object({ text: v.string(), buttons: v.array(v.object({ label: v.string(), data: v.string() })) })),
})

/** I2: a messenger as one of the ways in which clients write. */
export function messengerChannel(api: MessengerApi): Channel {
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
    send: (account, to, built, progress) => send(api, { account, to }, { built, progress }),
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

function builtOf(api: MessengerApi, { outboxId, says, text, ticket, author, footer, buttons }: Outgoing): Built {
  const head = ticket === null || author === null ? '' : `${ticket.number} · ${author}\n`
  const texts = partsOf(`${head}${text}${footer === '' ? '' : `\n\n${footer}`}`, api.mostLetters)
  const parts = texts.map((one, place) => ({ text: one, buttons: place === texts.length - 1 ? buttons : [] }))
  return { raw: Buffer.from(JSON.stringify({ isProbe: says === 'probe', parts })), messageId: `outbox ${outboxId}` }
}

type Sending = { built: Built; progress: Progress }

/** Part by part: what was taken is noted before the next is sent. */
async function send(
  api: MessengerApi,
  { account, to }: { account: Account; to: string },
  { built, progress }: Sending,
): Promise<Outcome> {
  const { isProbe, parts } = v.parse(builtMessage, JSON.parse(built.raw.toString()))
  if (isProbe) return api.check(account)
  let vendorId: string | null = null
  for (const part of parts.slice(progress.partsSent)) {
    if (vendorId !== null) await pause(api.betweenParts)
    const sent = await api.sendPart(account, to, part)
    if (sent.is !== 'sent') return sent
    vendorId = sent.key
    await progress.noteSent(sent.key)
  }
  return { is: 'sent', vendorId }
}
