import { startFailure, systemErrorCode } from '../embedded/startFailure.ts'

/** How long a start waits for a database that says nothing. */
export const connectPatienceMs = 10_000

/** What keeps a start from its database, as one sentence with the reason; null where the error is not about reaching it. */
export function explainDatabaseFailure(error: unknown, databaseUrl: string): Error | null {
  for (const one of chainOf(error)) {
    if (isOfAFile(one)) continue
    const place = placeOf(databaseUrl)
    const sentence = sentences[systemErrorCode(one) ?? '']?.(place) ?? sentenceOfWords(one, place)
    if (sentence !== null) return startFailure(sentence, error)
  }
  return null
}

/** Runs a step that needs the database; what is known of such failures becomes a sentence, everything else stays a bug. */
export async function onDatabase<Result>(databaseUrl: string, step: () => Promise<Result>): Promise<Result> {
  try {
    return await step()
  } catch (error) {
    throw explainDatabaseFailure(error, databaseUrl) ?? error
  }
}

type Place = { host: string; database: string; user: string }

const doesNotAnswer = ({ host }: Place) =>
  `The database at ${host} does not answer: check the address in DATABASE_URL, the network, and firewalls between.`
const refusesSignIn = ({ host, user }: Place) =>
  `The database at ${host} refused the sign-in of ${user}: check user and password in DATABASE_URL, and its pg_hba.conf.`
const noAddress = 'DATABASE_URL is no address of a database: it looks like postgres://user:password@host:5432/name.'
const hostUnknown = ({ host }: Place) =>
  host === ''
    ? noAddress
    : `The host of the database is unknown (${host}): check the address in DATABASE_URL, and the name server.`
const isFull = ({ host }: Place) => `The disk of the database at ${host} is full: free some space and start again.`

/** By the codes of the system and of PostgreSQL. */
const sentences: Readonly<Record<string, (place: Place) => string>> = {
  ECONNREFUSED: ({ host }) =>
    `The database at ${host} refuses connections: check the address in DATABASE_URL, and that PostgreSQL runs there.`,
  ENOENT: ({ host }) => `There is no PostgreSQL at ${host}: check the folder in DATABASE_URL, and that it runs.`,
  EACCES: ({ host }) => `The socket of the database in ${host} is closed to this user: check the rights of its folder.`,
  ENOTFOUND: hostUnknown,
  EAI_AGAIN: hostUnknown,
  ETIMEDOUT: doesNotAnswer,
  EHOSTUNREACH: doesNotAnswer,
  ENETUNREACH: doesNotAnswer,
  ECONNRESET: ({ host }) => `What listens at ${host} hung up: check that it is PostgreSQL, and whether it wants TLS.`,
  ERR_INVALID_URL: () => noAddress,
  '28P01': refusesSignIn,
  '28000': refusesSignIn,
  '3D000': ({ host, database }) =>
    `There is no database ${database} at ${host}: create it first, or name another one in DATABASE_URL.`,
  '53300': ({ host }) => `The database at ${host} has no connection left: raise its max_connections, or end others.`,
  '53100': isFull,
  ENOSPC: isFull,
  '57P03': ({ host }) => `The database at ${host} is starting or stopping: try again in a moment.`,
  '42501': ({ user, database }) =>
    `The user ${user} may not change the database ${database}: make it the owner, as migrations run as this user.`,
  '25006': ({ host }) => `The database at ${host} is read-only: name the one that can be written in DATABASE_URL.`,
}

/** What pg says without a code. */
function sentenceOfWords(error: unknown, place: Place): string | null {
  const words = error instanceof Error ? error.message : ''
  if (/timeout expired|timeout exceeded/.test(words)) return doesNotAnswer(place)
  if (/does not support SSL/.test(words))
    return `The database at ${place.host} has no TLS: take sslmode out of DATABASE_URL.`
  if (/certificate|self-signed/i.test(words))
    return `The certificate of the database at ${place.host} is not trusted: ${words}.`
  if (/terminated unexpectedly/.test(words)) return sentences['ECONNRESET']?.(place) ?? null
  return null
}

/** A file or folder that the system refused has the same codes as a database's socket, which is connected to. */
function isOfAFile(error: unknown): boolean {
  return error instanceof Error && 'path' in error && 'syscall' in error && error.syscall !== 'connect'
}

/** Itself, what caused it, and, where several addresses of one host were tried, each of them. */
function chainOf(error: unknown): unknown[] {
  if (!(error instanceof Error)) return []
  const tried: unknown[] = error instanceof AggregateError ? error.errors : []
  return [error, ...tried, ...chainOf(error.cause)]
}

/** Without the password. */
function placeOf(databaseUrl: string): Place {
  if (!URL.canParse(databaseUrl)) return { host: '', database: '', user: '' }
  const { hostname, port, pathname, username, searchParams } = new URL(databaseUrl)
  const named = searchParams.get('host') ?? hostname
  const host = named.startsWith('/') ? named : `${named || 'localhost'}:${port || 5432}`
  const database = decodeURIComponent(pathname.slice(1))
  return { host, database, user: searchParams.get('user') ?? (decodeURIComponent(username) || database) }
}
