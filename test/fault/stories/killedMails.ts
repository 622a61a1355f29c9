import type pg from 'pg'
import * as v from 'valibot'
import { connect } from '#test/server/situation.ts'
import { startFakeSmtp, type TakenMail } from '#test/support/fakeSmtp.ts'
import { testMasterKey } from '#test/support/masterKey.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { environment, newId, startWorld, type World } from '#test/support/world.ts'
import { mailFaults, type Told } from '../mailChecks.ts'
import type { Outcome } from '../outcome.ts'
import { openStage, type Stage } from '../stage.ts'

/** Each order is told to each of the people, in their portal and by a letter. */
export type KilledMailsSize = { people: number; orders: number; kills: number }

/** For the control: what somebody does to the outbox that the product never does. */
export type Sabotage = 'none' | 'loses' | 'repeats'

const firstPerson = 1000
const tagged = v.object({ TAG: v.string(), USER_ID: v.union([v.string(), v.number()]) })

/** D4: whoever sends notices and letters is killed with `kill -9` again and again: none is lost, and nobody reads one twice. */
export async function mailsAreKilled(
  databaseUrl: string,
  size: KilledMailsSize,
  sabotage: Sabotage = 'none',
): Promise<Outcome> {
  const smtp = await startFakeSmtp()
  const hand = paceByHand()
  const database = { url: databaseUrl, drop: async () => {} }
  const world = await startWorld(async () => database, hand, undefined, { OPORA_MASTER_KEY: testMasterKey })
  const stage = await openStage(databaseUrl)
  try {
    const orderIds = await placeOrders(world, stage.pool, size)
    const due = orderIds.flatMap((orderId) => peopleOf(size).map((userId) => ({ orderId, userId })))
    const env = {
      ...environment(databaseUrl, stage.folder, world.sandbox),
      OPORA_LOG_LEVEL: 'warn',
      OPORA_SMTP_URL: smtp.url,
      OPORA_MAIL_FROM: 'support@opora.example',
    }
    await killAgainAndAgain(stage, env, {
      size,
      sabotage,
      arrived: () => smtp.mails.map(({ messageId }) => messageId),
      all: due.length,
    })
    const mails = smtp.mails.flatMap((mail) => toldBy(mail))
    const notices = noticesOf(world, orderIds)
    return {
      faults: mailFaults({ due, mails, notices }),
      facts: {
        'notices due': due.length,
        'mails received': mails.length,
        'of them the same message again': mails.length - new Set(mails.map(({ messageId }) => messageId)).size,
        'notices said to the portal': notices.length,
        kills: size.kills,
      },
    }
  } finally {
    await stage.close()
    await world.stop(/./)
    await smtp.close()
  }
}

/** `arrived`: the ids of the letters that have, in their order. */
type Course = { size: KilledMailsSize; sabotage: Sabotage; arrived: () => string[]; all: number }

async function killAgainAndAgain(
  stage: Stage,
  env: Record<string, string>,
  { size, sabotage, arrived, all }: Course,
): Promise<void> {
  let server = await stage.launch({ env })
  for (let kill = 1; kill <= size.kills; kill += 1) {
    const enough = Math.floor((all * kill) / (size.kills + 1))
    await stage.until(
      `${enough} letters have arrived`,
      async () => {
        await gather(stage.pool)
        return arrived().length >= enough
      },
      60_000 + all * 100,
    )
    server.kill('SIGKILL')
    await server.exited
    if (kill === 1) await disturb(stage.pool, sabotage, arrived())
    await letMinutesPass(stage.pool)
    server = await stage.launch({ env })
  }
  await stage.until('nothing waits any more', async () => (await gather(stage.pool)) === 0, 60_000 + all * 100)
}

async function placeOrders(world: World, pool: pg.Pool, { orders, people }: KilledMailsSize): Promise<string[]> {
  await world.install('standard', 'desk', 'standard')
  const owner = await world.install('partner', 'desk')
  const admin = await world.install('client', 'client')
  await connect(world, admin, owner)
  await world.turn()
  await addPeople(pool, world.sandbox.portals['client']?.memberId ?? '', people)
  const { deskId } = await world.call('readOffers', { account: { side: 'client', deskId: null } }, admin)
  const orderIds = Array.from({ length: orders }, () => newId())
  for (const [index, orderId] of orderIds.entries()) {
    const quanta = 20 + index
    const total = { minor: quanta * 600_00, currency: 'RUB' }
    await world.call('placeOrder', { deskId, orderId, planCode: 'prepaid', quanta, total }, admin)
  }
  return orderIds
}

/** More than anybody would name, each with an address of their own and the wish for letters. */
async function addPeople(pool: pg.Pool, memberId: string, count: number): Promise<void> {
  const who = `from generate_series(${firstPerson}, ${firstPerson + count - 1}) as user_id`
  const [name, address] = [`'Человек ' || user_id`, `'p' || user_id || '@klient.example'`]
  await pool.query(
    `insert into named_people (member_id, user_id, name, kind, named_by, named_at) select $1, user_id, ${name}, 'integrator', '1', now() ${who}`,
    [memberId],
  )
  await pool.query(
    `insert into mail_addresses (member_id, user_id, source, address, at) select $1, user_id, 'typed', ${address}, now() ${who}`,
    [memberId],
  )
  await pool.query(
    `insert into notification_choices (member_id, user_id, side, event, scope, channel, is_on)
     select $1, user_id, 'client', 'order.placed', 'any', 'mail', true ${who}`,
    [memberId],
  )
}

function peopleOf({ people }: KilledMailsSize): number[] {
  return Array.from({ length: people }, (_, index) => firstPerson + index)
}

/** As if the minutes of gathering were over. Returns what waits still. */
async function gather(pool: pg.Pool): Promise<number> {
  // What the server has in its hands at this moment waits for the next time.
  await pool.query(`
    update mail_lines l set due_at = due_at - interval '10 minutes' from (
      select ctid from mail_lines where taken_at is null for update skip locked) free
     where l.ctid = free.ctid`)
  const { rows } = await pool.query<{ left: number }>(`
    select ((select count(*) from mail_lines)
          + (select count(*) from mails where sent_at is null and failed_at is null)
          + (select count(*) from graphile_worker.jobs where task_identifier in ('noticeBilling', 'writeLetters')))::int as left`)
  return rows[0]?.left ?? 0
}

/** As if the minutes were over for which a letter is left alone that a dead server had in its hands. */
async function letMinutesPass(pool: pg.Pool): Promise<void> {
  await pool.query(`update mail_lines set taken_at = taken_at - interval '1 hour' where taken_at is not null`)
  await pool.query(`update mails set trying_until = trying_until - interval '1 hour', next_at = next_at - interval '1 hour'
                     where sent_at is null and failed_at is null`)
}

async function disturb(pool: pg.Pool, sabotage: Sabotage, arrived: readonly string[]): Promise<void> {
  if (sabotage === 'loses') {
    const { rowCount } = await pool.query(
      `delete from mails where mail_id = (
         select mail_id from mails where sent_at is null and message_id <> all($1::text[]) order by made_at, mail_id limit 1)`,
      [arrived],
    )
    if (rowCount !== 1) throw new Error('every letter had arrived: none could be lost')
  }
  if (sabotage === 'repeats')
    await pool.query(`
      insert into mails (mail_id, member_id, user_id, desk_id, thread, notices, address, message_id, raw, made_at, next_at)
      select gen_random_uuid(), member_id, user_id, desk_id, thread, notices, address, '<again@opora.example>',
             E'Message-ID: <again@opora.example>\\r\\n\\r\\nagain', made_at, made_at from mails limit 1`)
}

function toldBy({ to, messageId, raw }: TakenMail): (Told & { raw: string })[] {
  const userId = Number(/^p(\d+)@/.exec(to)?.[1] ?? 0)
  return userId === 0 ? [] : [{ userId, messageId, raw }]
}

function noticesOf(world: World, orderIds: readonly string[]): { orderId: string; userId: number }[] {
  return world.sandbox
    .requests('client', 'im.notify.system.add')
    .map(({ params }) => v.parse(tagged, params))
    .flatMap(({ TAG, USER_ID }) => {
      const orderId = orderIds.find((one) => TAG === `OPORA|BILLING|${one}`)
      const userId = Number(USER_ID)
      return orderId === undefined || userId < firstPerson ? [] : [{ orderId, userId }]
    })
}
