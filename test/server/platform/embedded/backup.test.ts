import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { describe, expect, it, onTestFinished } from 'vitest'
import { makeBackup, restoreBackup } from '#server/platform/embedded/backupFolder.ts'
import { makeEnterable, placesIn } from '#server/platform/embedded/places.ts'
import { ensurePostgres } from '#server/platform/embedded/postgres.ts'
import { copiesOfDatabase, dataFolder, freshFolder } from './folders.ts'

const copyOfDatabase = copiesOfDatabase()

describe('backup and restore', { timeout: 120_000 }, () => {
  it('a copy made under load holds every row that was committed before it began, and no half transaction', async () => {
    const { places, postgres } = await startWithData()
    await query(postgres.url, 'create table pairs (id bigint, half int)')
    const writer = await startWriting(postgres.url)
    await writer.reached(200)
    const [before] = await query<{ count: string }>(postgres.url, 'select count(*) from pairs')
    const folder = join(freshFolder(), 'backup')

    await makeBackup(places, folder, 'without key')
    await writer.end()
    await postgres.stop()
    const other = placesIn(dataFolder())
    await restoreBackup(other, folder, 'refuse')

    const restored = await start(other.dataDir)
    const [after] = await query<{ count: string }>(restored.url, 'select count(*) from pairs')
    const halves = await query(restored.url, 'select id from pairs group by id having count(*) <> 2')
    expect(Number(after?.count)).toBeGreaterThanOrEqual(Number(before?.count))
    expect(halves).toEqual([])
    expect(readFileSync(join(other.files, 'ab', 'letter.txt'), 'utf8')).toBe('a file')
  })

  it('the key stays out of the copy and the operator is told where it is', async () => {
    const { places } = await startWithData()
    const folder = join(freshFolder(), 'backup')

    const advice = await makeBackup(places, folder, 'without key')

    expect(existsSync(join(folder, 'secret.key'))).toBe(false)
    expect(advice).toContain(places.secretKey)
    expect(statSync(folder).mode & 0o077).toBe(0)
  })

  it('with the key, the copy brings it back', async () => {
    const { places, postgres } = await startWithData()
    const folder = join(freshFolder(), 'backup')
    await makeBackup(places, folder, 'with key')
    await postgres.stop()
    const other = placesIn(dataFolder())

    await restoreBackup(other, folder, 'refuse')

    expect(readFileSync(other.secretKey, 'utf8')).toBe('key')
    expect(statSync(other.secretKey).mode & 0o777).toBe(0o600)
  })

  it('a restore is refused while a server works on the folder', async () => {
    const { places } = await startWithData()
    const folder = join(freshFolder(), 'backup')
    await makeBackup(places, folder, 'without key')

    await expect(restoreBackup(places, folder, 'replace')).rejects.toThrow(/server works on .+ stop it first/)
  })

  it('a restore overwrites data only when told to', async () => {
    const { places, postgres } = await startWithData()
    await query(postgres.url, 'create table kept as select 1 as answer')
    const folder = join(freshFolder(), 'backup')
    await makeBackup(places, folder, 'without key')
    await query(postgres.url, 'drop table kept')
    writeFileSync(join(places.files, 'later.txt'), 'made after the backup')
    await postgres.stop()

    await expect(restoreBackup(places, folder, 'refuse')).rejects.toThrow('add --replace')
    await restoreBackup(places, folder, 'replace')

    const restored = await start(places.dataDir)
    expect(await query(restored.url, 'select answer from kept')).toEqual([{ answer: 1 }])
    expect(existsSync(join(places.files, 'later.txt'))).toBe(false)
  })

  it('a damaged copy is noticed before the old data goes', async () => {
    const { places, postgres } = await startWithData()
    const folder = join(freshFolder(), 'backup')
    await makeBackup(places, folder, 'without key')
    await query(postgres.url, 'create table kept as select 1 as answer')
    await postgres.stop()
    rmSync(join(folder, 'pg', 'pg_wal'), { recursive: true })
    mkdirSync(join(folder, 'pg', 'pg_wal'))

    await expect(restoreBackup(places, folder, 'replace')).rejects.toMatchObject({ name: 'StartFailure' })

    const untouched = await start(places.dataDir)
    expect(await query(untouched.url, 'select answer from kept')).toEqual([{ answer: 1 }])
  })

  it('a copy that was cut short is not restored', async () => {
    const { places, postgres } = await startWithData()
    const folder = join(freshFolder(), 'backup')
    await makeBackup(places, folder, 'without key')
    await postgres.stop()
    rmSync(join(folder, 'opora-backup.json'))

    await expect(restoreBackup(places, folder, 'replace')).rejects.toThrow('no complete backup')
  })

  it('a backup goes into a folder of its own, outside of the data', async () => {
    const { places } = await startWithData()
    const used = freshFolder()
    writeFileSync(join(used, 'letter.txt'), '')

    await expect(makeBackup(places, used, 'without key')).rejects.toThrow('is not empty')
    await expect(makeBackup(places, join(places.dataDir, 'backup'), 'without key')).rejects.toThrow(
      'data folder itself',
    )
  })
})

async function startWithData() {
  const places = placesIn(await copyOfDatabase())
  const postgres = await start(places.dataDir)
  await makeEnterable(join(places.files, 'ab'))
  writeFileSync(join(places.files, 'ab', 'letter.txt'), 'a file')
  writeFileSync(places.secretKey, 'key')
  chmodSync(places.secretKey, 0o600)
  return { places, postgres }
}

/** Writes pairs of rows, each pair in one transaction, until told to end. */
async function startWriting(url: string) {
  const client = new Client({ connectionString: url })
  await client.connect()
  let written = 0
  const over = new AbortController()
  const waiting: { count: number; resolve: () => void }[] = []
  const run = async () => {
    while (!over.signal.aborted) {
      written += 1
      await client.query('begin')
      await client.query('insert into pairs values ($1, 1)', [written])
      await client.query('insert into pairs values ($1, 2)', [written])
      await client.query('commit')
      for (const { count, resolve } of waiting) if (written >= count) resolve()
    }
    await client.end()
  }
  const running = run()
  const reached = (count: number) => new Promise<void>((resolve) => void waiting.push({ count, resolve }))
  const end = async () => {
    over.abort()
    await running
  }
  return { reached, end }
}

async function start(dataDir: string) {
  const postgres = await ensurePostgres({ dataDir, fsync: false })
  onTestFinished(() => postgres.stop())
  return postgres
}

async function query<Row = unknown>(url: string, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
