import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it, onTestFinished } from 'vitest'
import { waitForLock } from '#server/platform/embedded/fileLock.ts'
import { findPostmaster } from '#server/platform/embedded/postmaster.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { launchServer } from '#test/support/serverProcess.ts'
import { copiesOfDatabase, freshFolder } from './folders.ts'

const copyOfDatabase = copiesOfDatabase()

describe('npm start', { timeout: 60_000 }, () => {
  it('P4 serves on an embedded database and stops both when asked', async () => {
    const dataDir = freshFolder()
    const launcher = await startOpora(dataDir)
    expect((await fetch(`http://127.0.0.1:${launcher.port}/healthz`)).status).toBe(200)

    launcher.process.kill('SIGTERM')
    await once(launcher.process, 'close')

    expect(launcher.process.exitCode).toBe(0)
    expect(findPostmaster(join(dataDir, 'pg'))).toBeUndefined()
  })

  it('P5 killed with kill -9, it leaves neither a server nor a database behind', async () => {
    const dataDir = await copyOfDatabase()
    const launcher = await startOpora(dataDir)

    launcher.process.kill('SIGKILL')
    // The server holds the other end of these pipes: they close when it is gone, too.
    await once(launcher.process, 'close')
    const free = await waitForLock(join(dataDir, 'guard.lock'), 20_000)
    free?.release()

    await expect(fetch(`http://127.0.0.1:${launcher.port}/healthz`)).rejects.toThrow('fetch failed')
    expect(free).toBeDefined()
    expect(findPostmaster(join(dataDir, 'pg'))).toBeUndefined()
  })

  it('ends with the exit code and the one sentence of a server that cannot start', async () => {
    const child = spawnOpora({ DATABASE_URL: 'postgres://postgres@localhost/opora?host=%2Fnowhere' })
    let said = ''
    child.stderr.on('data', (chunk) => (said += chunk))

    await once(child, 'close')

    expect(child.exitCode).toBe(1)
    expect(said).toMatch(/^[^\n]+\n$/)
  })
})

it('a server process for tests listens, and ends when asked', async () => {
  const { url, drop } = await cloneDatabase()
  onTestFinished(drop)
  const server = await launchServer({ databaseUrl: url, env: { OPORA_DATA_DIR: freshFolder() } })
  onTestFinished(() => server.kill('SIGKILL'))
  expect((await fetch(`http://127.0.0.1:${server.port}/healthz`)).status).toBe(200)

  server.kill('SIGTERM')

  expect(await server.exited).toEqual({ code: 0, signal: null })
}, 60_000)

it('a server process that does not start says what it wrote', async () => {
  await expect(launchServer({ databaseUrl: '' })).rejects.toThrow(/ended before it listened \(1\):\n.*DATABASE_URL/)
})

function spawnOpora(env: Record<string, string>) {
  const child = spawn(process.execPath, ['server/start.ts'], {
    env: { PATH: process.env['PATH'], OPORA_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function startOpora(dataDir: string) {
  const child = spawnOpora({ OPORA_DATA_DIR: dataDir })
  child.stderr.resume()
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const { port }: { port: number } = JSON.parse(String(line))
  return { process: child, port }
}
