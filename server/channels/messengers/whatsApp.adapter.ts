import { createHmac, randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'
import { ReceiveFailure, type Account, type Failure, type Outcome, type Sink } from '../channel.port.ts'
import { readSecret, readSettings, type WhatsAppSecret, type WhatsAppSettings } from '../whatsAppSettings.adapter.ts'
import type { BotKinds, GivenBot } from './bots.port.ts'
import { callFor, fetchUpTo, type Answer, type Call } from './calls.adapter.ts'
import { linkedText } from './domain/linkedText.ts'
import type { MessengerApi } from './messenger.adapter.ts'
import type { Part, SentPart } from './sending.adapter.ts'
import { whatsAppFailureOf } from './whatsAppFailure.adapter.ts'
import { keyOfWhatsApp, parseWhatsApp } from './whatsAppUpdates.adapter.ts'

/** `root`: where the Cloud API is, or a partner that passes it through, with its version and without a slash at its end. */
export type WhatsAppPlace = { root: string }

const [mostLetters, mostText, mostFileBytes] = [3600, 4096, 20 * 1024 * 1024]
/** In one conversation it takes a message in six seconds on average, and some at once. */
const betweenParts = 300
/** So often it is asked whether it still takes the token: it calls by itself, and says nothing of it. */
const checkEvery = 10 * 60_000
const [mostButtons, longestButton, longestButtonText] = [3, 20, 1024]
const [mostRows, longestRow, longestDescription] = [10, 24, 72]

const number = v.object({ display_phone_number: v.pipe(v.string(), v.regex(/\d/)) })
const sent = v.object({ messages: v.tuple([v.object({ id: v.string() })]) })
const media = v.object({ url: v.string(), file_size: v.optional(v.pipe(v.unknown(), v.toNumber()), 0) })

/** I2: WhatsApp in the form of its Cloud API, which calls by itself (`whatsAppHook`). */
export function whatsAppApi(place: WhatsAppPlace): MessengerApi {
  return {
    name: 'whatsapp',
    capabilities: { edits: false, deletes: false, showsTyping: false, buttons: true, fileBytes: 0 },
    mostLetters,
    mostFileBytes,
    betweenParts,
    receive: (account, sink, signal) => receive(place, account, sink, signal),
    parse: (account, raw) => parseWhatsApp(raw, readSettings(account.settings).phoneNumberId),
    fetchFile: (account, ref) => fetchFile(place, readSecret(account.secret).token, ref),
    sendPart: (account, to, part) => sendPart(place, account, { to, part }),
    check: (account) => check(place, account),
  }
}

/** Whose number it is, asked with the token and signed with the app's secret: so both are known to be right. */
export function whatsAppBots(place: WhatsAppPlace): BotKinds['whatsapp'] {
  return async (given, before) => {
    const asked = askedOf(given, before)
    if (asked === null) return { is: 'rejected', reason: 'signInRefused' }
    const answer = await askNumber(place, asked)
    if ('is' in answer) return answer
    const read = v.safeParse(number, answer.body)
    if (!read.success) return { is: 'retry', reason: 'other' }
    const { phoneNumberId, token, appSecret } = asked
    const verifyToken =
      before === null ? randomBytes(18).toString('base64url') : readSettings(before.settings).verifyToken
    return {
      address: `+${read.output.display_phone_number.replaceAll(/\D/g, '')}`,
      settings: { phoneNumberId, verifyToken } satisfies WhatsAppSettings,
      secret: JSON.stringify({ token, appSecret } satisfies WhatsAppSecret),
    }
  }
}

type Asked = WhatsAppSecret & { phoneNumberId: string }

function askedOf(given: GivenBot, before: Pick<Account, 'settings' | 'secret'> | null): Asked | null {
  const phoneNumberId = before === null ? given.phoneNumberId : readSettings(before.settings).phoneNumberId
  const appSecret = given.appSecret ?? (before === null ? undefined : readSecret(before.secret).appSecret)
  return phoneNumberId === undefined || appSecret === undefined
    ? null
    : { token: given.token, appSecret, phoneNumberId }
}

function askNumber(place: WhatsAppPlace, { token, appSecret, phoneNumberId }: Asked): Promise<Answer | Failure> {
  const proof = createHmac('sha256', appSecret).update(token).digest('hex')
  const path = `/${encodeURIComponent(phoneNumberId)}?fields=display_phone_number&appsecret_proof=${proof}`
  return call(place, token, { method: 'GET', path })
}

/** It calls by itself; what is left is to see whether it still takes the token. */
async function receive(place: WhatsAppPlace, account: Account, sink: Sink, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const outcome = await check(place, account)
    if (signal.aborted) return
    if (outcome.is !== 'sent') throw new ReceiveFailure(outcome)
    await sink.looked()
    await pause(checkEvery, undefined, { signal }).catch(() => {})
  }
}

async function check(place: WhatsAppPlace, { settings: stored, secret: opened }: Account): Promise<Outcome> {
  const { phoneNumberId } = readSettings(stored)
  const answer = await askNumber(place, { ...readSecret(opened), phoneNumberId })
  if (!('is' in answer)) return { is: 'sent', vendorId: null }
  if (answer.is === 'rejected') return { is: 'accountBroken', reason: 'signInRefused' }
  return answer.is === 'unknownFate' ? { ...answer, is: 'retry' } : answer
}

async function sendPart(
  place: WhatsAppPlace,
  account: Account,
  { to, part }: { to: string; part: Part },
): Promise<SentPart> {
  const { phoneNumberId } = readSettings(account.settings)
  const { token } = readSecret(account.secret)
  const body = { messaging_product: 'whatsapp', recipient_type: 'individual', to, ...contentOf(part) }
  const path = `/${encodeURIComponent(phoneNumberId)}/messages`
  const answer = await call(place, token, { method: 'POST', path, body })
  if ('is' in answer) return answer
  const read = v.safeParse(sent, answer.body)
  if (!read.success) return { is: 'unknownFate', reason: 'other' }
  return { is: 'sent', key: keyOfWhatsApp(phoneNumberId, read.output.messages[0].id) }
}

/** Few short choices are buttons; others are a list, which shows more of each and takes ten. */
function contentOf(part: Part) {
  const [text, { buttons }] = [linkedText(part, mostText), part]
  if (buttons.length === 0) return { type: 'text', text: { body: text, preview_url: false } }
  const isShort = buttons.every(({ label }) => label.length <= longestButton)
  const action =
    isShort && buttons.length <= mostButtons && text.length <= longestButtonText
      ? { type: 'button', body: { text }, action: { buttons: buttons.map(buttonOf) } }
      : {
          type: 'list',
          body: { text },
          action: { button: '☰', sections: [{ rows: buttons.slice(0, mostRows).map(rowOf) }] },
        }
  return { type: 'interactive', interactive: action }
}

function buttonOf({ label, data }: Part['buttons'][number]) {
  return { type: 'reply', reply: { id: data, title: label } }
}

function rowOf({ label, data }: Part['buttons'][number]) {
  if (label.length <= longestRow) return { id: data, title: label }
  const title = `${label.slice(0, longestRow - 1).toWellFormed()}…`
  return { id: data, title, description: label.slice(0, longestDescription).toWellFormed() }
}

async function call(
  { root }: WhatsAppPlace,
  token: string,
  { path, ...asked }: Omit<Call, 'url' | 'authorization'> & { path: string },
): Promise<Answer | Failure> {
  const answer = await callFor({ ...asked, url: `${root}${path}`, authorization: `Bearer ${token}` })
  if ('is' in answer || (answer.status >= 200 && answer.status < 300)) return answer
  return whatsAppFailureOf(answer)
}

const mediaHosts = /(?:^|\.)(?:fbsbx\.com|fbcdn\.net|facebook\.com|whatsapp\.net)$/

/** By its id first, then by an address that lives for minutes; the token is shown to the platform's own hosts alone. */
async function fetchFile(place: WhatsAppPlace, token: string, ref: string): Promise<Uint8Array | null> {
  const answer = await call(place, token, { method: 'GET', path: `/${encodeURIComponent(ref)}` })
  if ('is' in answer) {
    if (answer.is === 'rejected' || answer.is === 'addressGone') return null
    throw new Error('the messenger did not say where a file is')
  }
  const { url, file_size: bytes } = v.parse(media, answer.body)
  if (bytes > mostFileBytes || !isOfPlatform(url, place.root)) return null
  return fetchUpTo(url, { most: mostFileBytes, authorization: `Bearer ${token}` })
}

function isOfPlatform(url: string, root: string): boolean {
  if (!URL.canParse(url)) return false
  const { origin, protocol, hostname, port } = new URL(url)
  return origin === new URL(root).origin || (protocol === 'https:' && port === '' && mediaHosts.test(hostname))
}
