import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { databaseUser } from '#server/platform/embedded/databaseUser.ts'
import { waitForLock } from '#server/platform/embedded/fileLock.ts'
import { ensurePostgres } from '#server/platform/embedded/postgres.ts'
import { findPostmaster } from '#server/platform/embedded/postmaster.ts'
import { eventually } from '#test/support/eventually.ts'
import { copiesOfDatabase, dataFolder, freshFolder } from './folders.ts'

const copyOfDatabase = copiesOfDatabase()

const slow = 60_000

it(
  'P4 a database starts on an empty folder and keeps its rows over a restart',
  async () => {
    const dataDir = freshFolder()
    const first = await start(dataDir)
    await query(first.url, 'create table kept as select 42 as answer')
    await first.stop()

    const second = await start(dataDir)

    expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
    expect([first.firstStart, second.firstStart]).toEqual([true, false])
  },
  slow,
)

it(
  'the database sorts by code point in UTF-8, and listens on its socket alone',
  async () => {
    const { url } = await start(dataFolder())

    const [row] = await query(
      url,
      `select datlocprovider, datlocale, pg_encoding_to_char(encoding) as encoding, current_setting('listen_addresses') as tcp
       from pg_database where datname = 'postgres'`,
    )

    expect(row).toEqual({ datlocprovider: 'b', datlocale: 'C.UTF-8', encoding: 'UTF8', tcp: '' })
  },
  slow,
)

it(
  'two launchers on one folder at once both get a working address; one starts, the other joins',
  async () => {
    const dataDir = dataFolder()

    const both = await Promise.all([start(dataDir), start(dataDir)])

    expect(both.filter(({ startedHere }) => startedHere)).toHaveLength(1)
    for (const { url } of both) expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  },
  slow,
)

it(
  'a launcher that joined leaves the database running when it stops',
  async () => {
    const dataDir = await copyOfDatabase()
    const owner = await start(dataDir)
    const guest = await start(dataDir)

    await guest.stop()

    expect(await query(owner.url, 'select 1 as one')).toEqual([{ one: 1 }])
  },
  slow,
)

it(
  'a launcher killed with kill -9 leaves no database behind',
  async () => {
    const dataDir = await copyOfDatabase()
    const launcher = await startLauncher(dataDir)
    expect(findPostmaster(join(dataDir, 'pg'))).toBeDefined()

    process.kill(launcher.pid, 'SIGKILL')
    const free = await waitForLock(join(dataDir, 'guard.lock'), 20_000)
    free?.release()

    expect(free).toBeDefined()
    expect(findPostmaster(join(dataDir, 'pg'))).toBeUndefined()
    expect(existsSync(join(dataDir, 'pg', 'postmaster.pid'))).toBe(false)
  },
  slow,
)

it(
  'control: while its launcher lives, the database runs and its guard holds the lock',
  async () => {
    const dataDir = await copyOfDatabase()
    await start(dataDir)

    expect(await waitForLock(join(dataDir, 'guard.lock'), 0)).toBeUndefined()
    expect(findPostmaster(join(dataDir, 'pg'))?.status).toBe('ready')
  },
  slow,
)

it(
  'a database whose launcher and guard were both killed is adopted and ends with its new launcher',
  async () => {
    const dataDir = await copyOfDatabase()
    const launcher = await startLauncher(dataDir)
    const orphan = findPostmaster(join(dataDir, 'pg'))?.pid ?? 0
    const guard = parentOf(orphan)
    process.kill(guard, 'SIGKILL')
    process.kill(launcher.pid, 'SIGKILL')
    await once(launcher.process, 'exit')
    // A killed process lets go of its lock when the system has ended it, which a busy machine does later.
    const free = await waitForLock(join(dataDir, 'guard.lock'), 20_000)
    free?.release()
    expect(findPostmaster(join(dataDir, 'pg'))?.pid).toBe(orphan)

    const next = await start(dataDir)

    expect(next.startedHere).toBe(true)
    expect(findPostmaster(join(dataDir, 'pg'))?.pid).toBe(orphan)
    await next.stop()
    expect(findPostmaster(join(dataDir, 'pg'))).toBeUndefined()
  },
  slow,
)

it(
  'after kill -9 of everything the database recovers on the next start',
  async () => {
    const dataDir = await copyOfDatabase()
    const launcher = await startLauncher(dataDir)
    await query(launcher.url, 'create table kept as select 42 as answer')
    const postmaster = findPostmaster(join(dataDir, 'pg'))?.pid ?? 0
    for (const pid of [launcher.pid, parentOf(postmaster), postmaster]) process.kill(pid, 'SIGKILL')
    await once(launcher.process, 'exit')
    // Until the system has ended what was killed it would be taken for a database that runs.
    await eventually(() => expect(findPostmaster(join(dataDir, 'pg'))).toBeUndefined())

    const next = await start(dataDir)

    expect(await query(next.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  },
  slow,
)

it(
  'a lock file whose number another process got does not keep the database from starting',
  async () => {
    const dataDir = await copyOfDatabase()
    const first = await start(dataDir)
    const lockFile = join(dataDir, 'pg', 'postmaster.pid')
    const lines = readFileSync(lockFile, 'utf8').split('\n')
    await first.stop()
    // A process of the database's own user: only such a one is taken for another PostgreSQL.
    const user = databaseUser()
    const stranger = spawn('sleep', ['60'], user === undefined ? {} : { uid: user.uid, gid: user.gid })
    onTestFinished(() => void stranger.kill())
    writeFileSync(lockFile, [stranger.pid, ...lines.slice(1)].join('\n'))
    chmodSync(lockFile, 0o644)

    const next = await start(dataDir)

    expect(await query(next.url, 'select 1 as one')).toEqual([{ one: 1 }])
  },
  slow,
)

it(
  'a folder with a long path gets a short socket',
  async () => {
    const dataDir = join(freshFolder(), 'a'.repeat(90))

    const { url } = await start(dataDir)
    const socketDir = new URL(url).searchParams.get('host') ?? ''
    onTestFinished(() => rmSync(socketDir, { recursive: true, force: true }))

    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(socketDir.length).toBeLessThan(90)
  },
  slow,
)

it('a folder of another major version is refused in one sentence that names both', async () => {
  const dataDir = freshFolder()
  mkdirSync(join(dataDir, 'pg'))
  writeFileSync(join(dataDir, 'pg', 'PG_VERSION'), '17\n')

  await expect(start(dataDir)).rejects.toMatchObject({
    name: 'StartFailure',
    message: expect.stringMatching(
      /made by PostgreSQL 17, but this Opora brings PostgreSQL 18: .+ move the folder away/,
    ),
  })
})

it('a folder with files but no database is refused and left as it is', async () => {
  const dataDir = freshFolder()
  mkdirSync(join(dataDir, 'pg'))
  writeFileSync(join(dataDir, 'pg', 'letter.txt'), 'mine')

  await expect(start(dataDir)).rejects.toMatchObject({
    name: 'StartFailure',
    message: expect.stringContaining('holds no database'),
  })
  expect(statSync(join(dataDir, 'pg', 'letter.txt')).size).toBe(4)
})

it(
  'a broken database is one sentence that says what PostgreSQL found and what to do',
  async () => {
    const dataDir = await copyOfDatabase()
    await (await start(dataDir)).stop()
    writeFileSync(join(dataDir, 'pg', 'global', 'pg_control'), '')

    await expect(start(dataDir)).rejects.toMatchObject({
      name: 'StartFailure',
      message: expect.stringMatching(/^PostgreSQL does not start on .+pg_control.+npm run restore/),
    })
  },
  slow,
)

it('a data folder that is a file is refused in one sentence', async () => {
  const dataDir = join(freshFolder(), 'data')
  writeFileSync(dataDir, '')

  await expect(start(dataDir)).rejects.toMatchObject({
    name: 'StartFailure',
    message: expect.stringContaining(dataDir),
  })
})

async function start(dataDir: string) {
  const postgres = await ensurePostgres({ dataDir, fsync: false })
  onTestFinished(() => postgres.stop())
  return postgres
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

async function startLauncher(dataDir: string) {
  const script = fileURLToPath(new URL('launcher.ts', import.meta.url))
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const { url }: { url: string } = JSON.parse(String(line))
  return { process: child, pid: child.pid ?? 0, url }
}

function parentOf(pid: number): number {
  if (process.platform === 'linux') {
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  }
  return Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout)
}
