import { setTimeout as pause } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import { now } from '#server/platform/clock.ts'
import type { RawEvent, Sink } from '../channel.port.ts'
import { ReceiveFailure } from '../channel.port.ts'
import { contentKeyOf } from './contentKey.adapter.ts'
import type { MailCursor, MailServer } from './mailSettings.adapter.ts'
import { connectionFailure, reach, type MailPlaces } from './servers.adapter.ts'

export type Mailbox = {
  server: MailServer
  password: string
  cursor: MailCursor | null
  /** In milliseconds; where it is not said, as long as mail servers may take. */
  patience?: typeof usualPatience
}

/** Silence for so long is a connection that is gone; a folder is looked at so often, whatever it says of itself. */
const usualPatience = {
  connectionTimeout: 20_000,
  greetingTimeout: 20_000,
  socketTimeout: 90_000,
  maxIdleTime: 240_000,
}
const sweepMilliseconds = 5 * 60_000
/** Larger mails keep their headers alone. */
const mostBytes = 30 * 1024 * 1024
const longestConversation = 320
/** So much is fetched and stored at a time, so that neither memory nor a transaction grows with the folder. */
const batch = { mails: 50, bytes: 8 * 1024 * 1024 }
const dayMilliseconds = 86_400_000
/** What was stored is known by its content for thirty days; longer ago only the time of the newest of it is known. */
const rememberedDays = 29

/** Receives until the signal; a connection is made once and never again by this call. */
export async function receiveByImap(
  mailbox: Mailbox,
  places: MailPlaces,
  sink: Sink,
  signal: AbortSignal,
): Promise<void> {
  const { client, whyGone } = await open(mailbox, places)
  const abort = () => client.close()
  signal.addEventListener('abort', abort, { once: true })
  try {
    if (signal.aborted) return
    await follow(client, mailbox.cursor, sink, signal)
  } catch (error) {
    if (!signal.aborted) throw failureOf(whyGone() ?? error)
  } finally {
    signal.removeEventListener('abort', abort)
    client.close()
  }
}

/** Whoever waits for an answer hears only that the connection is closed; why it is, `whyGone` says. */
type Opened = { client: ImapFlow; whyGone: () => unknown }

async function open({ server, password, patience = usualPatience }: Mailbox, places: MailPlaces): Promise<Opened> {
  try {
    const { address, tls } = await reach(server, places)
    const client = new ImapFlow({
      host: address,
      ...(typeof tls.servername === 'string' && { servername: tls.servername }),
      port: server.port,
      secure: server.security === 'tls',
      ...(server.security === 'starttls' && { doSTARTTLS: true }),
      ...(server.security === 'none' && { doSTARTTLS: false }),
      auth: { user: server.user, pass: password },
      tls,
      logger: false,
      disableAutoIdle: true,
      ...patience,
    })
    let reason: unknown
    client.on('error', (error) => (reason ??= error))
    await client.connect()
    return { client, whyGone: () => reason }
  } catch (error) {
    throw failureOf(error)
  }
}

/** Only a refused sign-in says something of the account; everything else comes again. */
function failureOf(error: unknown): ReceiveFailure {
  if (error instanceof ReceiveFailure) return error
  const refused = error instanceof Error && 'authenticationFailed' in error && error.authenticationFailed === true
  const failure = refused
    ? { is: 'accountBroken' as const, reason: 'signInRefused' as const }
    : connectionFailure(error)
  return new ReceiveFailure(failure, { cause: error })
}

async function follow(client: ImapFlow, before: MailCursor | null, sink: Sink, signal: AbortSignal): Promise<void> {
  const opened = await client.mailboxOpen('INBOX', { readOnly: true })
  const uidValidity = String(opened.uidValidity)
  let cursor = before
  if (cursor === null) {
    // What lay there before it was connected is nobody's ticket.
    cursor = { uidValidity, lastUid: Math.max(0, opened.uidNext - 1), lastAt: now().toISOString() }
    await sink.store([], cursor)
  } else if (cursor.uidValidity !== uidValidity) {
    const anew = { ...cursor, uidValidity, lastUid: 0 }
    cursor = await walkAnew(client, { cursor: anew, uidNext: opened.uidNext }, sink, signal)
  }
  const news = listenForNews(client)
  while (!signal.aborted && client.usable) {
    news.forget()
    cursor = await takeNew(client, cursor, sink, signal)
    await sink.looked()
    await idleUntil(client, news.next(), signal)
  }
  if (!signal.aborted) throw new Error('the connection was closed')
}

/** What comes while nobody waits for it is not lost. */
function listenForNews(client: ImapFlow) {
  let heard = Promise.withResolvers<void>()
  const hear = () => heard.resolve()
  client.on('exists', hear)
  client.on('close', hear)
  return {
    forget() {
      heard = Promise.withResolvers<void>()
    },
    next: () => heard.promise,
  }
}

/** Until there is news, or the folder is to be looked at anyway. Any command that follows ends it. */
async function idleUntil(client: ImapFlow, news: Promise<void>, signal: AbortSignal): Promise<void> {
  const over = new AbortController()
  const sweep = pause(sweepMilliseconds, undefined, { signal: AbortSignal.any([signal, over.signal]) }).catch(() => {})
  const idling = client.idle().catch(() => undefined)
  await Promise.race([news, sweep, idling])
  over.abort()
}

/** The folder was numbered anew: everything since the last days is looked at, and what is known by its content or its age stays one. */
async function walkAnew(
  client: ImapFlow,
  { cursor, uidNext }: { cursor: MailCursor; uidNext: number },
  sink: Sink,
  signal: AbortSignal,
): Promise<MailCursor> {
  const since = new Date(new Date(cursor.lastAt).getTime() - 2 * dayMilliseconds)
  const found = await client.search({ since }, { uid: true })
  const uids = (found === false || found === undefined ? [] : found).toSorted((one, other) => one - other)
  const forgotten = now().getTime() - rememberedDays * dayMilliseconds
  const wasStored = ({ at }: Head) => at <= new Date(cursor.lastAt) && at.getTime() < forgotten
  const reached = await store(client, uids, { from: cursor, wasStored }, sink, signal)
  if (signal.aborted) return reached
  // What has come since it was opened has a higher number, and is found as news.
  const end = { ...reached, lastUid: Math.max(reached.lastUid, uids.at(-1) ?? uidNext - 1) }
  await sink.store([], end)
  return end
}

async function takeNew(client: ImapFlow, cursor: MailCursor, sink: Sink, signal: AbortSignal): Promise<MailCursor> {
  const found = await client.search({ uid: `${cursor.lastUid + 1}:*` }, { uid: true })
  // Past the end such a range names the last one that there is.
  const uids = (found === false || found === undefined ? [] : found)
    .filter((uid) => uid > cursor.lastUid)
    .toSorted((one, other) => one - other)
  return store(client, uids, { from: cursor }, sink, signal)
}

type Head = { uid: number; size: number; from: string; at: Date }
type Walk = { from: MailCursor; wasStored?: (head: Head) => boolean }

async function store(
  client: ImapFlow,
  uids: readonly number[],
  { from, wasStored = () => false }: Walk,
  sink: Sink,
  signal: AbortSignal,
): Promise<MailCursor> {
  let cursor = from
  for (let start = 0; start < uids.length && !signal.aborted; start += batch.mails) {
    const heads = await readHeads(client, uids.slice(start, start + batch.mails))
    for (const group of inGroups(heads.filter((head) => !wasStored(head)))) {
      while (!(await sink.hasRoom())) await pause(1000, undefined, { signal })
      const events = await readMails(client, group, cursor.uidValidity)
      const last = group.at(-1)
      if (last === undefined) continue
      cursor = { ...cursor, lastUid: last.uid, lastAt: last.at.toISOString() }
      await sink.store(events, cursor)
    }
  }
  return cursor
}

async function readHeads(client: ImapFlow, uids: readonly number[]): Promise<Head[]> {
  const heads: Head[] = []
  const asked = { uid: true, size: true, envelope: true, internalDate: true }
  for await (const mail of client.fetch(uids.join(','), asked, { uid: true })) {
    const address = mail.envelope?.from?.[0]?.address ?? ''
    heads.push({
      uid: mail.uid,
      size: mail.size ?? 0,
      from: address.toLowerCase().slice(0, longestConversation) || `${mail.uid}`,
      at: new Date(mail.internalDate ?? Date.now()),
    })
  }
  return heads.toSorted((one, other) => one.uid - other.uid)
}

function inGroups(heads: readonly Head[]): Head[][] {
  const groups: Head[][] = []
  let bytes = Infinity
  for (const head of heads) {
    const size = head.size > mostBytes ? 0 : head.size
    if (bytes + size > batch.bytes) {
      groups.push([])
      bytes = 0
    }
    groups.at(-1)?.push(head)
    bytes += size
  }
  return groups
}

async function readMails(client: ImapFlow, group: readonly Head[], uidValidity: string): Promise<RawEvent[]> {
  const heads = new Map(group.map((head) => [head.uid, head]))
  const raws = new Map<number, Buffer>()
  const [whole, large] = [group.filter(({ size }) => size <= mostBytes), group.filter(({ size }) => size > mostBytes)]
  if (whole.length > 0) {
    for await (const mail of client.fetch(rangeOf(whole), { uid: true, source: true }, { uid: true })) {
      if (mail.source !== undefined) raws.set(mail.uid, mail.source)
    }
  }
  if (large.length > 0) {
    for await (const mail of client.fetch(rangeOf(large), { uid: true, headers: true }, { uid: true })) {
      if (mail.headers !== undefined) raws.set(mail.uid, mail.headers)
    }
  }
  return group.flatMap(({ uid }) => {
    const [raw, head] = [raws.get(uid), heads.get(uid)]
    // It was deleted in between.
    if (raw === undefined || head === undefined) return []
    return {
      externalKey: `${uidValidity}:${uid}`,
      contentKey: contentKeyOf(raw),
      conversation: head.from,
      raw,
      isWhole: head.size <= mostBytes,
    }
  })
}

function rangeOf(heads: readonly Head[]): string {
  return heads.map(({ uid }) => uid).join(',')
}
