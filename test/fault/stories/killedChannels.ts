import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { connect } from '#test/server/situation.ts'
import { mailPassword, startDovecot, type Dovecot } from '#test/support/dovecot.ts'
import { headerOf } from '#test/support/fakeSmtp.ts'
import { testMasterKey } from '#test/support/masterKey.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import type { ServerProcess } from '#test/support/serverProcess.ts'
import { startSubmission, type Submission } from '#test/support/submission.ts'
import { environment, newId, startWorld, type World } from '#test/support/world.ts'
import { channelFaults, type Answered, type Stored } from '../channelChecks.ts'
import { openPen, type MailPen } from '../mailPen.ts'
import { wholeMs, type Outcome } from '../outcome.ts'
import { openStage, type Stage } from '../stage.ts'

/**
 * Each sender writes so many mails of one ticket, and is answered once; the last but one comes while the database is away, the last to the
 * process that takes over, which may need so long.
 */
export type KilledChannelsSize = {
  senders: number
  mails: number
  kills: number
  awayMs: number
  takenOverWithinMs: number
}

/** For the control: what somebody does to the inbox that the product never does. */
export type Sabotage = 'none' | 'loses'

const support = 'support@opora.test'
/** What the mailbox's own server puts above each mail: by its name whoever judges senders there is known. */
const judged = 'Authentication-Results: mx.opora.test; none'
const firstPerson = 2000
const patienceMs = 45_000
type Place = { stage: Stage; world: World; imap: Dovecot; smtp: Submission; env: Record<string, string> }

/** I1, P5: whoever receives and sends mail is killed with `kill -9` again and again: each mail once, in its order; each answer one message. */
export async function channelsAreKilled(
  databaseUrl: string,
  size: KilledChannelsSize,
  sabotage: Sabotage = 'none',
): Promise<Outcome> {
  const imap = await startDovecot([support])
  const smtp = await startSubmission(({ to, raw }) =>
    to === support ? imap.deliver(to, `${judged}\r\n${raw}`) : Promise.resolve(),
  )
  const database = { url: databaseUrl, drop: async () => {} }
  const world = await startWorld(async () => database, paceByHand(), undefined, { OPORA_MASTER_KEY: testMasterKey })
  const stage = await openStage(databaseUrl)
  const env = { ...environment(databaseUrl, stage.folder, world.sandbox), OPORA_LOG_LEVEL: 'error' }
  try {
    return await tell({ stage, world, imap, smtp, env }, size, sabotage)
  } finally {
    await stage.close()
    await world.stop(/./)
    await smtp.stop()
    await imap.remove()
  }
}

async function tell(place: Place, size: KilledChannelsSize, sabotage: Sabotage): Promise<Outcome> {
  const { stage, smtp } = place
  const senders = Array.from({ length: size.senders }, (_, index) => `p${firstPerson + index}@klient.test`)
  const agent = await prepare(place, senders)
  const first = await stage.launch({ env: place.env })
  await stage.until(
    'the mailbox works',
    async () => (await count(stage.pool, `from channel_accounts where state = 'working'`)) === 1,
  )
  first.kill('SIGKILL')
  await first.exited
  const pen = openPen(senders, { to: support, deliver: (raw) => place.imap.deliver(support, raw) })
  await pen.write(size.mails - 2)
  const server = await stage.launch({ env: place.env })
  const holder = await killAgainAndAgain(place, { server, kills: size.kills, sabotage, all: pen.count() })
  await Promise.all([awayFor(stage.pool, size.awayMs), pen.write(1)])
  const missing = sabotage === 'loses' ? 1 : 0
  await allAreWorkedOn(stage, pen.count() - missing)
  const taken = await takeOver(place, { holder, pen, missing })
  const stored = await readStored(stage.pool)
  await answerAll(place, agent)
  const answered = () => smtp.mails.filter(isAnswer)
  await stage.until('half of the answers are sent', () => answered().length >= size.senders / 2, patienceMs)
  taken.by.kill('SIGKILL')
  await taken.by.exited
  await letMinutesPass(stage.pool)
  await stage.launch({ env: place.env })
  await stage.until('every answer was sent or given up', () => isAllSent(stage, size), patienceMs)
  const answers = answered().map((mail): Answered => ({ ...mail, messageId: headerOf(mail.raw, 'Message-ID') }))
  return {
    faults: [
      ...channelFaults({ written: pen.written, stored, answers }),
      ...(taken.afterMs > size.takenOverWithinMs ? [`the mailbox was taken over after ${taken.afterMs} ms`] : []),
    ],
    facts: {
      'mails delivered': pen.delivered(),
      'mails written': pen.count(),
      'messages in tickets': stored.length,
      'answers received': answers.length,
      kills: size.kills + 3,
      'ms until taken over': taken.afterMs,
    },
  }
}

/** The journal may not have been read to its end when a server was killed: until then nothing waits either. */
async function isAllSent({ pool }: Stage, { senders }: KilledChannelsSize): Promise<boolean> {
  return (
    (await count(pool, `from channel_outbox where kind = 'message'`)) >= senders &&
    (await isEmpty(pool, 'channel_outbox'))
  )
}

/** Every sender is an integrator of the client, whose address is known. */
async function prepare({ world, stage, imap, smtp }: Place, senders: readonly string[]): Promise<string> {
  await world.install('standard', 'desk', 'standard')
  const owner = await world.install('partner', 'desk')
  const document = (await world.call('readRegulationDocument', { of: 'preset', preset: 'saas-support' }, owner))
    .document
  const { lastVersion } = await world.call('readRegulation', {}, owner)
  await world.call('publishRegulation', { document, effectiveAt: null, lastVersion }, owner)
  const admin = await world.install('client', 'client')
  await connect(world, admin, owner)
  const memberId = world.sandbox.portals['client']?.memberId ?? ''
  await stage.pool.query(
    `insert into named_people (member_id, user_id, name, kind, named_by, named_at)
     select $1, user_id, 'Человек ' || user_id, 'integrator', '1', now() from generate_series($2::int, $3::int) user_id`,
    [memberId, firstPerson, firstPerson + senders.length - 1],
  )
  await stage.pool.query(
    `insert into mail_addresses (member_id, user_id, source, address, at)
     select $1, user_id, 'typed', 'p' || user_id || '@klient.test', now() from generate_series($2::int, $3::int) user_id`,
    [memberId, firstPerson, firstPerson + senders.length - 1],
  )
  const server = { host: '127.0.0.1', security: 'none' as const, user: support }
  await world.call(
    'addMailbox',
    {
      accountId: newId(),
      address: support,
      imap: { ...server, port: imap.imapPort },
      smtp: { ...server, port: smtp.port },
      imapPassword: mailPassword,
      smtpPassword: mailPassword,
    },
    owner,
  )
  return owner
}

type Course = { server: ServerProcess; kills: number; sabotage: Sabotage; all: number }

async function killAgainAndAgain({ stage, env }: Place, { server, kills, sabotage, all }: Course) {
  let current = server
  for (let kill = 1; kill <= kills; kill += 1) {
    const enough = Math.floor((all * kill) / (kills + 1))
    const isFar = async () => (await count(stage.pool, `from channel_inbox where state = 'done'`)) >= enough
    await stage.until(`${enough} mails are worked on`, isFar, patienceMs)
    current.kill('SIGKILL')
    await current.exited
    if (kill === 1) await disturb(stage.pool, sabotage)
    await letMinutesPass(stage.pool)
    current = await stage.launch({ env })
  }
  await allAreWorkedOn(stage, all - (sabotage === 'loses' ? 1 : 0))
  return current
}

/** The mail of the mailbox's own test is one more. */
async function allAreWorkedOn({ pool, until }: Stage, all: number): Promise<void> {
  const isAll = async () => (await count(pool, 'from channel_inbox')) > all && (await isEmpty(pool, 'channel_inbox'))
  await until('every mail is worked on', isAll, patienceMs)
}

/** Nobody keeps a connection to the database, and whoever makes one loses it at once. */
async function awayFor(pool: pg.Pool, milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds
  while (performance.now() < end) {
    await pool.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    await pause(20)
  }
}

type Taking = { holder: ServerProcess; pen: MailPen; missing: number }

/** A second process stands by; the one that holds the mailbox is killed, and everybody writes once more. */
async function takeOver({ stage, env }: Place, { holder, pen, missing }: Taking) {
  const by = await stage.launch({ env })
  holder.kill('SIGKILL')
  await holder.exited
  const killedAt = performance.now()
  const before = await count(stage.pool, 'from channel_inbox')
  await pen.write(1)
  const hasNews = async () => (await count(stage.pool, 'from channel_inbox')) > before
  await stage.until('the mailbox is taken over', hasNews, patienceMs)
  const afterMs = wholeMs(performance.now() - killedAt)
  await letMinutesPass(stage.pool)
  await allAreWorkedOn(stage, pen.count() - missing)
  return { by, afterMs }
}

/** As if the minutes were over for which something is left alone that a dead server had in its hands. */
async function letMinutesPass(pool: pg.Pool): Promise<void> {
  await pool.query(`update channel_outbox set next_at = now() - interval '1 second' where next_at is not null`)
  await pool.query(`update channel_accounts set slow_until = null`)
}

async function answerAll({ world, stage }: Place, agent: string): Promise<void> {
  const { rows } = await stage.pool.query<{ ticket_id: string }>('select ticket_id from tickets order by opened_at')
  for (const { ticket_id: ticketId } of rows) {
    await world.call('takeTicket', { ticketId }, agent)
    await world.call('sendMessage', { ticketId, messageId: newId(), text: 'Ответ' }, agent)
  }
}

function isAnswer({ to, raw }: { to: string; raw: string }): boolean {
  return to !== support && headerOf(raw, 'Auto-Submitted') === ''
}

async function readStored(pool: pg.Pool): Promise<Stored[]> {
  const { rows } = await pool.query<Stored>(
    `select 'p' || author_id || '@klient.test' as sender, ticket_id as "ticketId", text from messages
      where side = 'client' order by author_id, ticket_id, seq`,
  )
  return rows
}

async function isEmpty(pool: pg.Pool, table: 'channel_inbox' | 'channel_outbox'): Promise<boolean> {
  return (await count(pool, `from ${table} where next_at is not null`)) === 0
}

async function count(pool: pg.Pool, what: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`select count(*)::int as count ${what}`)
  return rows[0]?.count ?? 0
}

async function disturb(pool: pg.Pool, sabotage: Sabotage): Promise<void> {
  if (sabotage === 'none') return
  const { rowCount } = await pool.query(
    `delete from channel_inbox where event_id = (select event_id from channel_inbox where state = 'waiting' order by place limit 1)`,
  )
  if (rowCount !== 1) throw new Error('nothing waited any more: none could be lost')
}
