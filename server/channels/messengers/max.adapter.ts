import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'
import { ReceiveFailure, type Account, type Failure, type Outcome, type Sink } from '../channel.port.ts'
import { botMessageTexts } from '../bots.texts.ts'
import type { BotKinds } from './bots.port.ts'
import { callFor, fetchUpTo, retryAfter, type Answer, type Call } from './calls.adapter.ts'
import {
  languageOfMax,
  maxEventOf,
  maxId,
  maxKeyOf,
  parseMax,
  readMaxUpdate,
  type MaxUpdate,
} from './maxUpdates.adapter.ts'
import { linkedText } from './domain/linkedText.ts'
import type { MessengerApi } from './messenger.adapter.ts'
import type { Part, SentPart } from './sending.adapter.ts'

/** `root`: where the platform is, without a slash at its end. */
export type MaxPlace = { root: string }

/** Addresses of links come to the letters besides. */
const [mostLetters, mostText, mostFileBytes] = [3600, 4000, 20 * 1024 * 1024]
const [pollSeconds, atOnce] = [25, 100]
/** The platform takes two calls a second, of messages in one dialog as well. */
const betweenCalls = 550
const fullPause = 2000
/** So often it is asked whether somebody else takes what is written to the bot. */
const subscriptionsEvery = 5 * 60_000
const wanted = 'message_created,message_edited,message_callback,bot_started'

const settings = v.object({ botId: v.string(), username: v.string() })
type MaxSettings = v.InferOutput<typeof settings>
const me = v.object({ user_id: maxId, username: v.pipe(v.string(), v.minLength(1)) })
const cursor = v.object({ marker: v.string() })
const batch = v.object({ updates: v.array(v.unknown()), marker: v.nullish(maxId) })
const subscriptions = v.object({ subscriptions: v.nullish(v.array(v.unknown())) })
const sent = v.object({ message: v.object({ body: v.object({ mid: v.string() }) }) })

/** I2: MAX, by long polling; the marker moves only with what was stored before it. */
export function maxApi(place: MaxPlace): MessengerApi {
  return {
    name: 'max',
    capabilities: { edits: true, deletes: true, showsTyping: false, buttons: true, fileBytes: 0 },
    mostLetters,
    mostFileBytes,
    betweenParts: betweenCalls,
    receive: (account, sink, signal) => receive(place, account, sink, signal),
    parse: (account, raw) => parseMax(raw, botIdOf(account)),
    fetchFile: (_account, ref) => fetchFile(place, ref),
    sendPart: (account, to, part) => sendPart(place, account, { to, part }),
    changePart: (account, _to, changed) => changePart(place, account, changed),
    takeBack: (account, _to, key) => takeBack(place, account, key),
    check: (account) => check(place, account.secret),
  }
}

/** Who the bot of a token is. */
export function maxBots(place: MaxPlace): BotKinds['max'] {
  return async ({ token }) => {
    const answer = await call(place, token, { method: 'GET', path: '/me' })
    if ('is' in answer) return answer
    const read = v.safeParse(me, answer.body)
    if (!read.success) return { is: 'retry', reason: 'other' }
    const { user_id: botId, username } = read.output
    return { address: `@${username.toLowerCase()}`, settings: { botId, username } satisfies MaxSettings, secret: token }
  }
}

function botIdOf(account: Pick<Account, 'settings'>): string {
  return v.parse(settings, account.settings).botId
}

async function receive(place: MaxPlace, account: Account, sink: Sink, signal: AbortSignal): Promise<void> {
  const read = v.safeParse(cursor, account.cursor)
  let marker = read.success ? read.output.marker : null
  let askedAt = -Infinity
  while (!signal.aborted) {
    if (performance.now() - askedAt > subscriptionsEvery) {
      await refuseSubscribed(place, account.secret, signal)
      askedAt = performance.now()
    }
    const isFree = await sink.hasRoom()
    const news = isFree ? await poll(place, account.secret, { marker, signal }) : null
    if (signal.aborted) return
    if (news !== null) {
      marker = await keep(account, sink, { news, marker })
      await endSpinning(place, account.secret, news.updates)
      await sink.looked()
    }
    await pause(isFree ? betweenCalls : fullPause, undefined, { signal }).catch(() => {})
  }
}

type News = { updates: MaxUpdate[]; marker: string | null }

/** What came and the marker behind it, in one; the marker from which to go on. */
async function keep(
  account: Account,
  sink: Sink,
  { news, marker }: { news: News; marker: string | null },
): Promise<string | null> {
  const next = news.marker ?? marker
  const events = news.updates.map((one) => maxEventOf(one, botIdOf(account)))
  if (events.length > 0 || next !== marker) await sink.store(events, next === null ? null : { marker: next })
  return next
}

/** Whoever has given the platform an address of theirs takes everything: a poll would hear nothing, and not be told so. */
async function refuseSubscribed(place: MaxPlace, token: string, signal: AbortSignal): Promise<void> {
  const answer = await call(place, token, { method: 'GET', path: '/subscriptions', signal })
  if (signal.aborted) return
  if ('is' in answer) throw new ReceiveFailure(answer)
  const read = v.safeParse(subscriptions, answer.body)
  if (read.success && (read.output.subscriptions ?? []).length > 0) {
    throw new ReceiveFailure({ is: 'retry', reason: 'takenElsewhere', isOfAccount: true })
  }
}

/** Null: it was stopped. Without a marker the platform begins with what comes next. */
async function poll(
  place: MaxPlace,
  token: string,
  { marker, signal }: { marker: string | null; signal: AbortSignal },
): Promise<News | null> {
  const from = marker === null ? '' : `&marker=${encodeURIComponent(marker)}`
  const path = `/updates?limit=${atOnce}&timeout=${pollSeconds}&types=${wanted}${from}`
  const answer = await call(place, token, { method: 'GET', path, signal })
  if (signal.aborted) return null
  if ('is' in answer) throw new ReceiveFailure(answer)
  const read = v.safeParse(batch, answer.body)
  if (!read.success) throw new ReceiveFailure({ is: 'retry', reason: 'other' })
  return { updates: read.output.updates.flatMap((one) => readMaxUpdate(one) ?? []), marker: read.output.marker ?? null }
}

/** The button stops turning; that it could not be told so is nothing that anybody has to know. */
async function endSpinning(place: MaxPlace, token: string, updates: readonly MaxUpdate[]): Promise<void> {
  for (const one of updates) {
    if (one.update_type !== 'message_callback') continue
    const path = `/answers?callback_id=${encodeURIComponent(one.callback.callback_id)}`
    const notification = botMessageTexts[languageOfMax(one.user_locale ?? '')].pressed
    await call(place, token, { method: 'POST', path, body: { notification } })
  }
}

async function sendPart(
  place: MaxPlace,
  account: Account,
  { to, part }: { to: string; part: Part },
): Promise<SentPart> {
  const path = `/messages?chat_id=${encodeURIComponent(to)}&disable_link_preview=true`
  const answer = await call(place, account.secret, { method: 'POST', path, body: contentOf(part) })
  if ('is' in answer) return answer
  const read = v.safeParse(sent, answer.body)
  if (!read.success) return { is: 'unknownFate', reason: 'other' }
  return { is: 'sent', key: maxKeyOf(botIdOf(account), read.output.message.body.mid) }
}

/** Without a format nothing of it is markup, so nothing has to be escaped. */
function contentOf(part: Part) {
  const buttons = part.buttons.map(({ label, data }) => [{ type: 'callback', text: label, payload: data }])
  return {
    text: linkedText(part, mostText),
    ...(buttons.length > 0 && { attachments: [{ type: 'inline_keyboard', payload: { buttons } }] }),
  }
}

/** Whatever is refused for its age or its content is said in another way. */
async function changePart(place: MaxPlace, account: Account, changed: Part & { key: string }): Promise<SentPart> {
  const path = `/messages?message_id=${encodeURIComponent(midOf(changed.key))}`
  return doneOr(changed.key, await call(place, account.secret, { method: 'PUT', path, body: contentOf(changed) }))
}

async function takeBack(place: MaxPlace, account: Account, key: string): Promise<SentPart> {
  const path = `/messages?message_id=${encodeURIComponent(midOf(key))}`
  return doneOr(key, await call(place, account.secret, { method: 'DELETE', path }))
}

const done = v.object({ success: v.boolean() })

function doneOr(key: string, answer: Answer | Failure): SentPart {
  // The message is there no more, or it is none of the bot's: its dialog is not.
  if ('is' in answer) return answer.is === 'addressGone' ? { is: 'rejected', reason: 'contentRefused' } : answer
  const read = v.safeParse(done, answer.body)
  return read.success && read.output.success ? { is: 'sent', key } : { is: 'rejected', reason: 'contentRefused' }
}

function midOf(key: string): string {
  return key.split(' ').at(-1) ?? ''
}

async function check(place: MaxPlace, token: string): Promise<Outcome> {
  const answer = await call(place, token, { method: 'GET', path: '/me' })
  if (!('is' in answer)) return { is: 'sent', vendorId: null }
  return answer.is === 'unknownFate' ? { ...answer, is: 'retry' } : answer
}

async function call(
  { root }: MaxPlace,
  token: string,
  { path, ...asked }: Omit<Call, 'url' | 'authorization'> & { path: string },
): Promise<Answer | Failure> {
  const answer = await callFor({ ...asked, url: `${root}${path}`, authorization: token })
  if ('is' in answer || (answer.status >= 200 && answer.status < 300)) return answer
  return maxFailureOf(answer)
}

const refusal = v.object({ code: v.string() })

/** What the platform's refusals mean; a page of somebody between is an unknown fate. */
export function maxFailureOf({ status, headers, body }: Pick<Answer, 'status' | 'headers' | 'body'>): Failure {
  const read = v.safeParse(refusal, body)
  if (status === 429) {
    return { is: 'retry', reason: 'serverRefused', after: retryAfter(headers), isOfAccount: true }
  }
  if (status === 401) return { is: 'accountBroken', reason: 'signInRefused' }
  if (status >= 500) {
    return { is: read.success ? 'retry' : 'unknownFate', reason: 'serverRefused', isOfAccount: true }
  }
  if (status === 403 || status === 404) return { is: 'addressGone', reason: 'addressRefused' }
  if (read.success && read.output.code === 'attachment.not.ready') return { is: 'retry', reason: 'serverRefused' }
  return { is: 'rejected', reason: 'contentRefused' }
}

const platformHosts = /(?:^|\.)(?:max\.ru|oneme\.ru|okcdn\.ru|mycdn\.me)$/

/** What an attachment names is foreign: the platform's own hosts alone are asked. */
async function fetchFile({ root }: MaxPlace, ref: string): Promise<Uint8Array | null> {
  return isOfPlatform(ref, root) ? fetchUpTo(ref, { most: mostFileBytes }) : null
}

function isOfPlatform(ref: string, root: string): boolean {
  if (!URL.canParse(ref)) return false
  const { origin, protocol, hostname, port } = new URL(ref)
  return origin === new URL(root).origin || (protocol === 'https:' && port === '' && platformHosts.test(hostname))
}
