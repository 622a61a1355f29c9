import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { connect } from '#test/server/situation.ts'
import { mailPassword, startDovecot, type Dovecot } from '#test/support/dovecot.ts'
import { headerOf } from '#test/support/fakeSmtp.ts'
import { testMasterKey } from '#test/support/masterKey.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { startSubmission, type Submission } from '#test/support/submission.ts'
import { environment, newId, startWorld, type World } from '#test/support/world.ts'
import { channelFaults, type Answered, type Stored } from '../channelChecks.ts'
import type { Outcome } from '../outcome.ts'
import { openStage, type Stage } from '../stage.ts'

/** Each sender writes so many mails of one ticket, and is answered once. */
export type KilledChannelsSize = { senders: number; mails: number; kills: number }

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
  const written = await writeAll(place, senders, size)
  const server = await stage.launch({ env: place.env })
  const last = await killAgainAndAgain(place, { server, kills: size.kills, sabotage, all: size.senders * size.mails })
  const stored = await readStored(stage.pool)
  await answerAll(place, agent)
  const answered = () => smtp.mails.filter(isAnswer)
  await stage.until('half of the answers are sent', () => answered().length >= size.senders / 2, patienceMs)
  last.kill('SIGKILL')
  await last.exited
  await letMinutesPass(stage.pool)
  await stage.launch({ env: place.env })
  // The journal may not have been read to its end when the server was killed: until then nothing waits either.
  const isAllSent = async () =>
    (await count(stage.pool, `from channel_outbox where kind = 'message'`)) >= size.senders &&
    (await isEmpty(stage.pool, 'channel_outbox'))
  await stage.until('every answer was sent or given up', isAllSent, patienceMs)
  const answers = answered().map((mail): Answered => ({ ...mail, messageId: headerOf(mail.raw, 'Message-ID') }))
  return {
    faults: channelFaults({ written, stored, answers }),
    facts: {
      'mails written': size.senders * size.mails,
      'messages in tickets': stored.length,
      'answers received': answers.length,
      kills: size.kills + 1,
    },
  }
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

async function writeAll({ imap }: Place, senders: readonly string[], { mails }: KilledChannelsSize) {
  const written = new Map<string, string[]>(senders.map((sender) => [sender, []]))
  const threads = new Map(senders.map((sender) => [sender, `<${randomUUID()}@klient.test>`]))
  for (let number = 1; number <= mails; number += 1) {
    for (const sender of senders) {
      const text = `${sender} ${number}`
      await imap.deliver(support, rawOf({ sender, text, number, thread: threads.get(sender) ?? '' }))
      written.get(sender)?.push(text)
    }
  }
  return written
}

type Mail = { sender: string; text: string; number: number; thread: string }

function rawOf({ sender, text, number, thread }: Mail): string {
  return [
    'Authentication-Results: mx.opora.test; dmarc=pass header.from=klient.test',
    `Message-ID: ${number === 1 ? thread : `<${randomUUID()}@klient.test>`}`,
    ...(number === 1 ? [] : [`In-Reply-To: ${thread}`]),
    `From: ${sender}`,
    `To: ${support}`,
    'Subject: Mail',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  ].join('\r\n')
}

type Course = { server: Awaited<ReturnType<Stage['launch']>>; kills: number; sabotage: Sabotage; all: number }

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
  const isAll = async () =>
    (await count(stage.pool, 'from channel_inbox')) > all - (sabotage === 'loses' ? 1 : 0) &&
    (await isEmpty(stage.pool, 'channel_inbox'))
  await stage.until('every mail is worked on', isAll, patienceMs)
  return current
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
