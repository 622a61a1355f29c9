import { setTimeout as pause } from 'node:timers/promises'
import { AbortController as ForeignAbort } from 'abort-controller'
import { Api, GrammyError } from 'grammy'
import * as v from 'valibot'
import { ReceiveFailure, type Account, type Failure, type Outcome, type Sink } from '../channel.port.ts'
import type { BotKinds } from './bots.port.ts'
import { upTo } from './calls.adapter.ts'
import type { MessengerApi } from './messenger.adapter.ts'
import { failureOf } from './telegramFailure.adapter.ts'
import { telegramSending } from './telegramSending.adapter.ts'
import { eventsOf, parseStored, readUpdate, type TelegramUpdate } from './telegramUpdates.adapter.ts'

/** `root`: where the Bot API is, without a slash at its end. */
export type TelegramPlace = { root: string }

const mostFileBytes = 20 * 1024 * 1024
const pollSeconds = 25
const atOnce = 100
/** Also for a large file; shorter than what is being sent is left alone. */
const callSeconds = 100
const fetchMilliseconds = 60_000
/** Parts of an album come one after the other: so long is waited for the next, and so often. */
const [albumPause, albumLooks] = [1500, 6]
const fullPause = 2000
const wanted = ['message', 'edited_message', 'callback_query'] as const

const settings = v.object({ botId: v.number(), username: v.string() })
type TelegramSettings = v.InferOutput<typeof settings>
const cursor = v.object({ offset: v.number() })

/** I2: Telegram, by long polling; the cursor moves only with what was stored before it. */
export function telegramApi({ root }: TelegramPlace): MessengerApi {
  const apiOf = (account: Pick<Account, 'secret'>) => openApi(root, account.secret)
  return {
    name: 'telegram',
    mostFileBytes,
    ...telegramSending((account) => ({ api: apiOf(account), botId: settingsOf(account).botId })),
    receive: (account, sink, signal) => receive(apiOf(account), account, sink, signal),
    parse: (account, raw) => parseStored(raw, settingsOf(account).botId),
    fetchFile: (account, ref) => fetchFile(apiOf(account), { root, token: account.secret, ref }),
    check: (account) => check(apiOf(account)),
  }
}

/** Who the bot of a token is. */
export function telegramBots({ root }: TelegramPlace): BotKinds['telegram'] {
  return async ({ token }) => {
    try {
      const { id, username } = await openApi(root, token).getMe()
      const settingsOfBot = { botId: id, username } satisfies TelegramSettings
      return { address: `@${username.toLowerCase()}`, settings: settingsOfBot, secret: token }
    } catch (error) {
      return failureOf(error)
    }
  }
}

function openApi(apiRoot: string, token: string): Api {
  return new Api(token, { apiRoot, timeoutSeconds: callSeconds })
}

function settingsOf(account: Pick<Account, 'settings'>): TelegramSettings {
  return v.parse(settings, account.settings)
}

async function receive(api: Api, account: Account, sink: Sink, signal: AbortSignal): Promise<void> {
  const { botId } = settingsOf(account)
  const read = v.safeParse(cursor, account.cursor)
  let offset = read.success ? read.output.offset : 0
  while (!signal.aborted) {
    if (!(await sink.hasRoom())) {
      await pause(fullPause, undefined, { signal }).catch(() => {})
      continue
    }
    const batch = await takeBatch(api, offset, signal)
    if (batch === null) return
    if (batch.next > offset) {
      await sink.store(eventsOf(batch.updates, botId), { offset: batch.next })
      offset = batch.next
      await endSpinning(api, batch.updates)
    }
    await sink.looked()
  }
}

type Batch = { updates: TelegramUpdate[]; next: number }

/** Null: it was stopped. An album at its end is asked for again, unconfirmed, until no more of it comes. */
async function takeBatch(api: Api, offset: number, signal: AbortSignal): Promise<Batch | null> {
  let batch = await ask(api, { offset, timeout: pollSeconds }, signal)
  for (let looks = 0; looks < albumLooks && batch !== null && endsInAlbum(batch); looks += 1) {
    await pause(albumPause, undefined, { signal }).catch(() => {})
    const again = await ask(api, { offset, timeout: 0 }, signal)
    if (again === null || again.next === batch.next) return again
    batch = again
  }
  return batch
}

function endsInAlbum({ updates }: Batch): boolean {
  return updates.at(-1)?.message?.media_group_id !== undefined && updates.length < atOnce
}

async function ask(
  api: Api,
  { offset, timeout }: { offset: number; timeout: number },
  signal: AbortSignal,
): Promise<Batch | null> {
  const stop = stopping(signal)
  try {
    const given = await api.getUpdates({ offset, limit: atOnce, timeout, allowed_updates: wanted }, stop.signal)
    const known = new Map(given.map((one) => [one.update_id, one]))
    const inOrder = [...known.values()].toSorted((one, other) => one.update_id - other.update_id)
    const next = inOrder.reduce((most, one) => Math.max(most, one.update_id + 1), offset)
    return { updates: inOrder.flatMap((one) => (one.update_id < offset ? [] : (readUpdate(one) ?? []))), next }
  } catch (error) {
    if (signal.aborted) return null
    throw new ReceiveFailure(receivingFailure(error), { cause: nameless(error) })
  } finally {
    stop.done()
  }
}

/** The library knows the signals of another package alone. */
function stopping(signal: AbortSignal) {
  const controller = new ForeignAbort()
  const abort = () => controller.abort()
  if (signal.aborted) abort()
  signal.addEventListener('abort', abort, { once: true })
  return { signal: controller.signal, done: () => signal.removeEventListener('abort', abort) }
}

/** Somebody else polls this bot: that is put right by its owner, and until then asked again. */
function receivingFailure(error: unknown): Failure {
  if (error instanceof GrammyError && error.error_code === 409) {
    return { is: 'retry', reason: 'takenElsewhere', isOfAccount: true }
  }
  return failureOf(error)
}

/** The button stops turning; that it could not be told so is nothing that anybody has to know. */
async function endSpinning(api: Api, updates: readonly TelegramUpdate[]): Promise<void> {
  for (const { callback_query: pressed } of updates) {
    if (pressed !== undefined) await api.answerCallbackQuery(pressed.id).catch(() => {})
  }
}

async function check(api: Api): Promise<Outcome> {
  try {
    await api.getMe()
    return { is: 'sent', vendorId: null }
  } catch (error) {
    const failure = failureOf(error)
    return failure.is === 'unknownFate' ? { ...failure, is: 'retry', reason: 'notReached' } : failure
  }
}

const file = v.object({ file_path: v.string() })

async function fetchFile(
  api: Api,
  { root, token, ref }: { root: string; token: string; ref: string },
): Promise<Uint8Array | null> {
  try {
    const { file_path: path } = v.parse(file, await api.getFile(ref))
    const response = await fetch(`${root}/file/bot${token}/${path}`, { signal: AbortSignal.timeout(fetchMilliseconds) })
    if (response.status === 404) return null
    if (!response.ok) throw new Error('the messenger did not give a file')
    return await upTo(response, mostFileBytes)
  } catch (error) {
    if (error instanceof GrammyError && error.error_code === 400) return null
    return unfetched(nameless(error))
  }
}

function unfetched(cause: string): never {
  throw new Error('a file could not be fetched from the messenger', { cause })
}

/** The address of a file holds the bot's token, and errors of connections hold the address. */
function nameless(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}
