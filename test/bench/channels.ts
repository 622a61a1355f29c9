import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { connect, openTicket } from '#test/server/situation.ts'
import { startDatabase } from '#test/support/database.ts'
import { mailPassword, startDovecot, type Dovecot } from '#test/support/dovecot.ts'
import { testMasterKey } from '#test/support/masterKey.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { launchServer, type ServerProcess } from '#test/support/serverProcess.ts'
import { startSubmission, type Submission } from '#test/support/submission.ts'
import { environment, newId, post, startWorld, type World } from '#test/support/world.ts'
import { memoryMb, percentile, round, type Figures } from './figures.ts'
import { ensureBuilt } from './pages.ts'

const support = 'support@opora.test'
/** What the mailbox's own server puts above each mail: by its name whoever judges senders there is known. */
const judged = 'Authentication-Results: mx.opora.test; none'
const senders = 50
const mailsPerSecond = 50
const chatsPerSecond = 8
const mailboxes = 100
const answered = 200
const settleMs = 4000
const patienceMs = 120_000

type Bench = { world: World; pool: pg.Pool; imap: Dovecot; smtp: Submission; server: ServerProcess; tokens: Tokens }
type Tokens = { owner: string; admin: string }

/**
 * I1 against a real dovecot. `mailToTicketP95Ms`: from the mail server's own acknowledgement to the message in a ticket, at fifty mails a
 * second; `chatP99Ratio`: of messages between pages at that time, to those without. `outboxPerSecond`: of one mailbox, whose pace is
 * ten a second. `idleMailboxKb`: of the server process for each further mailbox that is only listened to.
 */
export async function benchChannels({ seconds = 10 }: Record<string, number>): Promise<Figures> {
  await ensureBuilt()
  const idle = Array.from({ length: mailboxes }, (_, index) => `idle${index}@opora.test`)
  const imap = await startDovecot([support, ...idle])
  const smtp = await startSubmission(({ to, raw }) =>
    to === support ? imap.deliver(to, `${judged}\r\n${raw}`) : Promise.resolve(),
  )
  const database = await startDatabase({ fsync: true })
  const world = await startWorld(() => database.clone(), paceByHand(), undefined, { OPORA_MASTER_KEY: testMasterKey })
  const { pool } = world.store
  const tokens = await prepare(world, imap, smtp)
  const env = { ...environment(world.databaseUrl, world.dataDir, world.sandbox), OPORA_MASTER_KEY: testMasterKey }
  const server = await launchServer({ databaseUrl: world.databaseUrl, env })
  const bench = { world, pool, imap, smtp, server, tokens }
  try {
    await until(async () => (await count(pool, `channel_accounts where state = 'working'`)) === 1)
    const chats = await openChats(bench)
    await pause(settleMs)
    const quiet = await chat(bench, chats, seconds)
    const [busy, mails] = await Promise.all([chat(bench, chats, seconds), receive(bench, seconds)])
    const outboxPerSecond = await answer(bench)
    return {
      mails: mails.length,
      mailToTicketP50Ms: round(percentile(mails, 0.5), 0),
      mailToTicketP95Ms: round(percentile(mails, 0.95), 0),
      chatP99Ms: round(percentile(busy, 0.99)),
      chatP99Ratio: round(percentile(busy, 0.99) / percentile(quiet, 0.99), 2),
      outboxPerSecond: round(outboxPerSecond),
      idleMailboxKb: round(await idleKb(bench, idle), 0),
    }
  } finally {
    server.kill('SIGTERM')
    await server.exited
    await world.stop(/./)
    await database.stop()
    await smtp.stop()
    await imap.remove()
  }
}

async function prepare(world: World, imap: Dovecot, smtp: Submission): Promise<Tokens> {
  await world.install('standard', 'desk', 'standard')
  const owner = await world.install('partner', 'desk')
  const { lastVersion } = await world.call('readRegulation', {}, owner)
  await world.call('publishRegulation', { document: saasSupport, effectiveAt: null, lastVersion }, owner)
  const admin = await world.install('client', 'client')
  await connect(world, admin, owner)
  const people = [world.sandbox.portals['client']?.memberId ?? '', senders]
  const series = 'generate_series(1000, 999 + $2::int) as user_id'
  await world.store.pool.query(
    `insert into named_people (member_id, user_id, name, kind, named_by, named_at)
     select $1, user_id, 'Человек ' || user_id, 'integrator', '1', now() from ${series}`,
    people,
  )
  await world.store.pool.query(
    `insert into mail_addresses (member_id, user_id, source, address, at)
     select $1, user_id, 'typed', 'p' || user_id || '@klient.test', now() from ${series}`,
    people,
  )
  const at = { host: '127.0.0.1', security: 'none' as const, user: support }
  const passwords = { imapPassword: mailPassword, smtpPassword: mailPassword }
  const servers = { imap: { ...at, port: imap.imapPort }, smtp: { ...at, port: smtp.port } }
  await world.call('addMailbox', { accountId: newId(), address: support, ...servers, ...passwords }, owner)
  return { owner, admin }
}

/** Latencies of messages that the client's page and the desk's send in turn. */
async function chat({ server, tokens }: Bench, ticketIds: readonly string[], seconds: number): Promise<number[]> {
  const url = `http://127.0.0.1:${server.port}`
  const sent: Promise<number>[] = []
  const began = performance.now()
  while (sent.length < chatsPerSecond * seconds) {
    const due = Math.floor(((performance.now() - began) / 1000) * chatsPerSecond)
    while (sent.length < due) {
      const ticketId = ticketIds[sent.length % ticketIds.length] ?? ''
      sent.push(timed(() => post(url, 'sendMessage', { ticketId, messageId: newId(), text: 'ещё' }, tokens.admin)))
    }
    await pause(5)
  }
  return (await Promise.all(sent)).toSorted((one, other) => one - other)
}

async function timed(act: () => Promise<{ ok: boolean }>): Promise<number> {
  const began = performance.now()
  const { ok } = await act()
  if (!ok) throw new Error('a message was refused')
  return performance.now() - began
}

async function openChats({ world, tokens }: Bench): Promise<string[]> {
  const tickets: string[] = []
  for (let index = 0; index < 4; index += 1) {
    tickets.push((await openTicket(world, tokens.admin, `Разговор ${index}`)).ticketId)
  }
  return tickets
}

/** From the acknowledgement of the mail server to the commit that wrote the message, by this machine's clock. */
async function receive({ imap, pool }: Bench, seconds: number): Promise<number[]> {
  const acknowledged = new Map<string, number>()
  const threads = Array.from({ length: senders }, () => `<${randomUUID()}@klient.test>`)
  const delivered: Promise<void>[] = []
  const began = performance.now()
  const all = mailsPerSecond * seconds
  while (delivered.length < all) {
    const due = Math.min(all, Math.floor(((performance.now() - began) / 1000) * mailsPerSecond))
    while (delivered.length < due) delivered.push(deliver(imap, acknowledged, { number: delivered.length, threads }))
    await pause(5)
  }
  await Promise.all(delivered)
  await until(async () => (await count(pool, `messages where text like 'mail %'`)) === all)
  const { rows } = await pool.query<{ text: string; at: Date }>(
    `select m.text, i.done_at as at from messages m join channel_inbox i on i.event_id = m.message_id where m.text like 'mail %'`,
  )
  return rows
    .map(({ text, at }) => Math.max(0, at.getTime() - (acknowledged.get(text) ?? 0)))
    .toSorted((one, other) => one - other)
}

async function deliver(
  imap: Dovecot,
  acknowledged: Map<string, number>,
  { number, threads }: { number: number; threads: readonly string[] },
): Promise<void> {
  const sender = number % senders
  const thread = threads[sender] ?? ''
  const text = `mail ${number}`
  const raw = [
    'Authentication-Results: mx.opora.test; dmarc=pass header.from=klient.test',
    number < senders ? `Message-ID: ${thread}` : `Message-ID: <${randomUUID()}@klient.test>\r\nIn-Reply-To: ${thread}`,
    `From: p${1000 + sender}@klient.test`,
    `To: ${support}`,
    'Subject: Mail',
    '',
    text,
    '',
  ].join('\r\n')
  await imap.deliver(support, raw)
  acknowledged.set(text, Date.now())
}

/** One answer for each of many addresses, as if each had written in one ticket. */
async function answer({ world, pool, tokens }: Bench): Promise<number> {
  const ticketId = (await openTicket(world, tokens.admin, 'Всем')).ticketId
  await until(async () => (await count(pool, `channel_outbox where next_at is not null`)) === 0)
  await pool.query(
    `insert into channel_threads (ticket_id, account_id, address, member_id, user_id, subject, began_at, heard_at)
     select $1, account_id, 'r' || n || '@klient.test', $2, 1, 'Всем', now(), now() from channel_accounts, generate_series(1, $3::int) n`,
    [ticketId, world.sandbox.portals['client']?.memberId ?? '', answered],
  )
  await world.call('takeTicket', { ticketId }, tokens.owner)
  await world.call('sendMessage', { ticketId, messageId: newId(), text: 'Ответ всем' }, tokens.owner)
  const sent = `channel_outbox where state = 'sent' and ticket_id = '${ticketId}'`
  await until(async () => (await count(pool, sent)) === answered)
  const { rows } = await pool.query<{ seconds: number }>(
    `select extract(epoch from max(ended_at) - min(made_at))::float as seconds from ${sent}`,
  )
  return answered / (rows[0]?.seconds ?? Infinity)
}

async function idleKb({ pool, server }: Bench, idle: readonly string[]): Promise<number> {
  await pause(settleMs)
  const before = memoryMb(server.pid)
  await pool.query(
    `insert into channel_accounts (account_id, desk_id, channel, address, settings, sealed_secret, state, state_at, added_by, added_at)
     select gen_random_uuid(), desk_id, channel, idle, jsonb_set(settings, '{imap,user}', to_jsonb(idle)), sealed_secret, state, now(), '', now()
       from channel_accounts, unnest($1::text[]) idle where address = $2`,
    [idle, support],
  )
  await until(async () => (await count(pool, 'channel_accounts where looked_at is not null')) === idle.length + 1)
  await pause(settleMs)
  return ((memoryMb(server.pid) - before) * 1024) / idle.length
}

async function count(pool: pg.Pool, what: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`select count(*)::int as count from ${what}`)
  return rows[0]?.count ?? 0
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + patienceMs
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error('it does not come to an end')
    await pause(50)
  }
}
