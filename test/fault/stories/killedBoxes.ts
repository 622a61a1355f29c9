import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { openStore } from '#server/platform/db/db.ts'
import { makeTransaction } from '#server/platform/db/unitOfWork.ts'
import { makeKeyFolder, type KeyFolder } from '#server/platform/keys/keyFolder.ts'
import { makeSecrets } from '#server/platform/secrets.ts'
import { openContent } from '#server/tickets/access/boxKeys.commands.ts'
import { sweepKeys } from '#server/tickets/access/keySweep.commands.ts'
import { prepareConversations } from '#test/support/chatWorld.ts'
import { testMasterKey } from '#test/support/masterKey.ts'
import { boxContent, flawed, travelWithBox, type Journey, type JourneyDeps } from '../boxJourney.ts'
import { deaths, travel, type DieAt } from '../killedSteps.ts'
import type { Outcome } from '../outcome.ts'

export type KilledBoxesSize = { dieAt: DieAt }

const day = 86_400_000
const program = new URL('../boxSteps.ts', import.meta.url)
const endings = ['takenBack', 'expired'] as const

/**
 * T9: a program that asks for a box, gives it, looks into it, ends it and deletes its key is killed between any two of its steps. No box
 * claims to be open without its key; whoever comes back goes on; what was wiped stays wiped; a day later no key is left that no box needs.
 */
export async function boxesAreKilled(
  databaseUrl: string,
  { dieAt: steps }: KilledBoxesSize,
  flaw: Journey['flaw'] = 'none',
): Promise<Outcome> {
  const [conversation] = await prepareConversations(databaseUrl, { conversations: 1 })
  if (conversation === undefined) throw new Error('there is no conversation')
  const folder = await mkdtemp(join(tmpdir(), 'opora-boxes-'))
  const { db, pool, close } = openStore(databaseUrl, 4)
  const keys = flawed(makeKeyFolder(folder, makeSecrets(testMasterKey)), flaw)
  const deps: JourneyDeps = { db, pool, keys, transaction: makeTransaction(db, () => {}) }
  const { ticketId, clientToken, deskToken } = conversation
  const faults: string[] = []
  let kills = 0
  try {
    let isOver = false
    for (const { dieAt, ending } of deaths(steps, endings, () => isOver)) {
      const who = { databaseUrl, folder, ticketId, clientToken, deskToken }
      const journey: Journey = { ...who, accessId: randomUUID(), dieAt, ending, flaw }
      isOver = await travel(program, journey)
      if (!isOver) kills += 1
      const after = isOver ? `after its end (${ending})` : `killed at step ${dieAt} (${ending})`
      const wiped = await wipedBoxes(pool)
      faults.push(...(await openBoxesOpen(deps)).map((fault) => `${after}: ${fault}`))
      // The page comes back and sends everything again.
      await travelWithBox(deps, journey)
      const ofAll = [...(await openBoxesOpen(deps)), ...(await stillWiped(pool, [...wiped, journey.accessId]))]
      faults.push(...ofAll.map((fault) => `${after}, gone on: ${fault}`))
      await sweepKeys({ ...deps, keys: { ...keys, list: () => aged(keys) } })
      faults.push(...(await orphans(pool, keys)).map((fault) => `${after}, a day later: ${fault}`))
    }
    return { faults, facts: { kills } }
  } finally {
    await close()
    await rm(folder, { recursive: true })
  }
}

type Row = { accessId: string; ticketId: string; keyId: string | null; content: Buffer | null }

/** Whoever may look into a box finds in it what was given. */
async function openBoxesOpen({ pool, keys }: JourneyDeps): Promise<string[]> {
  const { rows } = await pool.query<Row>(`
    select access_id as "accessId", ticket_id as "ticketId", key_id as "keyId", content from access_boxes
     where state = 'given'`)
  const faults: string[] = []
  for (const { keyId, content, ...which } of rows) {
    const found =
      keyId === null || content === null
        ? null
        : await openContent(keys, { ...which, keyId, content }).catch(() => null)
    const said = Object.fromEntries((found ?? []).map(({ field, value }) => [field, value]))
    if (JSON.stringify(said) !== JSON.stringify(boxContent)) faults.push(`the box ${which.accessId} claims to be open`)
  }
  return faults
}

async function wipedBoxes(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(`select access_id as id from access_boxes where state = 'wiped'`)
  return rows.map(({ id }) => id)
}

async function stillWiped(pool: pg.Pool, accessIds: readonly string[]): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from unnest($1::uuid[]) id
      where not exists (select 1 from access_boxes where access_id = id
                           and state = 'wiped' and key_id is null and content is null)`,
    [accessIds],
  )
  return rows.map(({ id }) => `the box ${id} is not wiped`)
}

async function* aged(keys: KeyFolder): ReturnType<KeyFolder['list']> {
  for await (const key of keys.list()) yield { ...key, changedAt: new Date(key.changedAt.getTime() - day) }
}

async function orphans(pool: pg.Pool, keys: KeyFolder): Promise<string[]> {
  const faults: string[] = []
  for await (const { name, id } of keys.list()) {
    const { rowCount } = await pool.query('select 1 from access_boxes where key_id = $1', [id])
    if (rowCount === 0) faults.push(`no box needs ${name}`)
  }
  return faults
}
