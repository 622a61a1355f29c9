import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Log } from '../log.ts'
import { missingGrants } from './databaseGrants.ts'

/** What keeps the journal from being changed: a login of its own, a role that is taken on, or the trigger alone. */
export type DatabaseGuard = 'login' | 'role' | 'trigger'
export type DatabaseLogin = { url: string; guard: DatabaseGuard }

const lockSpace = 0x4f51 // beside the workers' locks

/**
 * Migrations run as the database's owner; everything else runs as a role that may read and append the journal and neither
 * change nor empty it, nor touch its trigger.
 *
 * `login`: the servers sign in as that role, with a password made from the master key (the embedded server, which only this
 * machine's user reaches, asks for none). What runs on their connections, smuggled-in SQL included, has no way back
 * to the owner's rights.
 * `role`: where the role may not sign in (pg_hba.conf, a pooler), each connection takes it on. That stops every mistake, but
 * SQL that somebody smuggled in could say `reset role`.
 * `trigger`: where DATABASE_URL's user may make no role (give it CREATEROLE, or make it the owner of everything here), the
 * trigger of the journal is what is left: it stops every statement, but its owner could take it away.
 * In no mode is the journal safe from whoever has DATABASE_URL itself: a backup in another hand is the answer to that.
 *
 * The role is named after the database's own number, as roles belong to the whole cluster and two Oporas may share one.
 */
export async function prepareDatabaseRole(databaseUrl: string, password: string, log: Log): Promise<DatabaseLogin> {
  if (!URL.canParse(databaseUrl)) return asOwner(databaseUrl, log, 'DATABASE_URL is no URL')
  const owner = new pg.Client({ connectionString: databaseUrl })
  owner.on('error', () => {})
  await owner.connect()
  try {
    const role = await makeRole(owner, password)
    const login = withParameters(databaseUrl, { user: role, password })
    const refusal = await signIn(login, role)
    if (refusal === null) return { url: login, guard: 'login' }
    // The role was made under another master key.
    if (refusal.code === wrongPassword) {
      await owner.query(`alter role ${role} password '${verifierOf(password)}'`)
      if ((await signIn(login, role)) === null) return { url: login, guard: 'login' }
    }
    return await takeOnRole(owner, databaseUrl, role, log)
  } catch (error) {
    // Anything else is a bug, and no reason to go on with less.
    if (!(error instanceof pg.DatabaseError) || error.code !== notPermitted) throw error
    return asOwner(databaseUrl, log, error.message)
  } finally {
    await owner.end()
  }
}

const wrongPassword = '28P01'
const notPermitted = '42501'

/** Several processes may start at once, and the rights of tables that later migrations bring are given with each start. */
async function makeRole(owner: pg.Client, password: string): Promise<string> {
  await owner.query('begin')
  try {
    await owner.query('select pg_advisory_xact_lock($1, 0)', [lockSpace])
    // A statement of its own: it sees what the process before us in the lock has made.
    const { rows } = await owner.query<{ role: string; is_there: boolean }>(
      `select role, exists (select 1 from pg_roles where rolname = role) as is_there
         from (select 'opora_app_' || oid as role from pg_database where datname = current_database()) named`,
    )
    const [named] = rows
    if (named === undefined) throw new Error('the database does not know its own name')
    const { role } = named
    if (!named.is_there) await owner.query(`create role ${role} login noinherit password '${verifierOf(password)}'`)
    for (const statement of await missingGrants(owner, role)) await owner.query(statement)
    const [still] = await missingGrants(owner, role)
    if (still !== undefined)
      throw Object.assign(new pg.DatabaseError(`no effect: ${still}`, 0, 'error'), { code: notPermitted })
    await owner.query('commit')
    return role
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}

async function takeOnRole(owner: pg.Client, databaseUrl: string, role: string, log: Log): Promise<DatabaseLogin> {
  await owner.query(`grant ${role} to current_user`)
  const options = [new URL(databaseUrl).searchParams.get('options'), `-c role=${role}`].filter(Boolean).join(' ')
  const url = withParameters(databaseUrl, { options })
  const refusal = await signIn(url, role)
  if (refusal !== null) return asOwner(databaseUrl, log, refusal.message)
  log.warn(`the role ${role} may not sign in, so each connection takes it on; the journal is append-only all the same`)
  return { url, guard: 'role' }
}

function asOwner(databaseUrl: string, log: Log, reason: string): DatabaseLogin {
  log.warn({ reason }, "no role of the servers' own in this database: the journal's trigger alone keeps it append-only")
  return { url: databaseUrl, guard: 'trigger' }
}

type Failure = { code: string | undefined; message: string }

/** Null when it works; whoever makes the connection then works as the role. */
async function signIn(url: string, role: string): Promise<Failure | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ role: string }>('select current_user::text as role')
    return rows[0]?.role === role ? null : { code: undefined, message: `the connection works as ${rows[0]?.role}` }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return { code: error instanceof pg.DatabaseError ? error.code : undefined, message: error.message }
  } finally {
    await client.end().catch(() => {})
  }
}

/** As parameters, because an address without a host has no room for a user. */
function withParameters(databaseUrl: string, parameters: Record<string, string>): string {
  const url = new URL(databaseUrl)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

/** What PostgreSQL itself would store (RFC 5803), so that no log of statements shows the password. */
function verifierOf(password: string): string {
  const salt = randomBytes(16)
  const iterations = 4096
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const keyed = (text: string) => createHmac('sha256', salted).update(text).digest()
  const storedKey = createHash('sha256').update(keyed('Client Key')).digest('base64')
  const serverKey = keyed('Server Key').toString('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`
}
