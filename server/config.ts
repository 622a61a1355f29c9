import { relative, resolve } from 'node:path'
import * as v from 'valibot'
import { readScannerAddress } from './platform/files/clamd.ts'

const port = v.pipe(v.string(), v.toNumber(), v.integer(), v.minValue(0), v.maxValue(65_535))
const flag = v.pipe(
  v.string(),
  v.picklist(['0', '1']),
  v.transform((text) => text === '1'),
)
const hosts = v.pipe(
  v.string(),
  v.transform((text) => text.split(',').map((host) => host.trim())),
)
const registrations = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(v.strictObject({ clientId: v.string(), clientSecret: v.string() })),
  v.minLength(1),
)

const megabyte = 1024 * 1024
const megabytes = (atMost: number) =>
  v.pipe(
    v.string(),
    v.toNumber(),
    v.integer(),
    v.minValue(0),
    v.maxValue(atMost),
    v.transform((count) => count * megabyte),
  )
const scanner = v.pipe(
  v.string(),
  v.transform(readScannerAddress),
  v.check((address) => address !== null, 'is neither host:port nor the path of a socket'),
)

const environment = v.object({
  DATABASE_URL: v.pipe(v.string(), v.minLength(1)),
  OPORA_HOST: v.optional(v.string(), '127.0.0.1'),
  OPORA_PORT: v.optional(port, '3000'),
  OPORA_PUBLIC_URL: v.optional(v.pipe(v.string(), v.url())),
  OPORA_APPS: v.optional(registrations, '[{"clientId":"local.unset","clientSecret":"unset"}]'),
  OPORA_OAUTH_SERVERS: v.optional(hosts, 'https://oauth.bitrix.info,https://oauth.bitrix24.tech'),
  OPORA_SANDBOX: v.optional(flag, '0'),
  OPORA_DATA_DIR: v.optional(v.string(), '.data'),
  OPORA_MASTER_KEY: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/i, 'needs 64 hexadecimal digits'))),
  OPORA_MASTER_KEY_OLD: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/i, 'needs 64 hexadecimal digits'))),
  OPORA_KEYS_DIR: v.optional(v.pipe(v.string(), v.minLength(1))),
  OPORA_SESSION_MINUTES: v.optional(v.pipe(v.string(), v.toNumber(), v.minValue(1), v.maxValue(60)), '15'),
  OPORA_LOG_LEVEL: v.optional(v.picklist(['debug', 'info', 'warn', 'error', 'silent']), 'info'),
  OPORA_FILE_MB: v.optional(megabytes(2000), '50'),
  OPORA_TICKET_FILES_MB: v.optional(megabytes(1_000_000), '200'),
  OPORA_PORTAL_FILES_MB: v.optional(megabytes(1_000_000_000), '5000'),
  OPORA_DESK_FILES_MB: v.optional(megabytes(1_000_000_000), '50000'),
  OPORA_DISK_RESERVE_MB: v.optional(megabytes(1_000_000_000), '500'),
  OPORA_CLAMD: v.optional(scanner),
  OPORA_SMTP_URL: v.optional(v.pipe(v.string(), v.regex(/^smtps?:\/\/\S+$/, 'is no smtp:// or smtps:// address'))),
  OPORA_MAILBOXES_INSIDE: v.optional(flag, '0'),
  OPORA_TELEGRAM_URL: v.optional(v.pipe(v.string(), v.url()), 'https://api.telegram.org'),
  OPORA_WHATSAPP_URL: v.optional(v.pipe(v.string(), v.url()), 'https://graph.facebook.com/v24.0'),
  OPORA_MAX_URL: v.optional(v.pipe(v.string(), v.url()), 'https://platform-api2.max.ru'),
  OPORA_MAIL_FROM: v.optional(v.pipe(v.string(), v.regex(/^[^\s@<>",;:]+@[^\s@<>",;:]+$/, 'is no mail address'))),
  OPORA_DATABASE_CONNECTIONS: v.optional(v.pipe(v.string(), v.toNumber(), v.integer(), v.minValue(4)), '12'),
  OPORA_PREPARED_STATEMENTS: v.optional(flag, '1'),
  OPORA_OWN_ARTICLES: v.optional(flag, '1'),
  ASSISTANT_LLM_URL: v.optional(v.pipe(v.string(), v.url(), v.regex(/^https?:/, 'is no http address'))),
  ASSISTANT_LLM_KEY: v.optional(v.pipe(v.string(), v.minLength(1))),
  ASSISTANT_LLM_MODEL: v.optional(v.pipe(v.string(), v.minLength(1)), 'default'),
})

/** Everything the server can be told from outside; README has the table. */
export type Config = Readonly<ReturnType<typeof readConfig>>

/** Parses the environment once. A broken value is one sentence that names the variable. */
export function readConfig(source: Record<string, string | undefined>) {
  const parsed = v.safeParse(environment, source)
  if (!parsed.success) {
    const faults = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'environment'}: ${issue.message}`)
    throw new ConfigError(`The configuration is not usable: ${faults.join('; ')}. README lists every variable.`)
  }
  const env = parsed.output
  const dataDir = resolve(env.OPORA_DATA_DIR)
  return {
    databaseUrl: env.DATABASE_URL,
    host: env.OPORA_HOST,
    port: env.OPORA_PORT,
    /** Null: wherever the server happens to listen (development, tests). */
    publicUrl: env.OPORA_PUBLIC_URL?.replace(/\/$/, '') ?? null,
    applications: env.OPORA_APPS,
    oauthServers: env.OPORA_OAUTH_SERVERS.map((host) => host.replace(/\/$/, '')),
    isSandbox: env.OPORA_SANDBOX,
    dataDir,
    /** Keys of boxes (T9), outside of what is backed up. */
    keysDir: chooseKeysDir(dataDir, env.OPORA_KEYS_DIR),
    masterKey: env.OPORA_MASTER_KEY ?? null,
    /** Null: the key is not being changed. */
    oldMasterKey: env.OPORA_MASTER_KEY_OLD ?? null,
    sessionMinutes: env.OPORA_SESSION_MINUTES,
    logLevel: env.OPORA_LOG_LEVEL,
    /** All in bytes (T7). */
    fileLimits: {
      fileBytes: env.OPORA_FILE_MB,
      ticketBytes: env.OPORA_TICKET_FILES_MB,
      portalBytes: env.OPORA_PORTAL_FILES_MB,
      deskBytes: env.OPORA_DESK_FILES_MB,
    },
    diskReserveBytes: env.OPORA_DISK_RESERVE_MB,
    /** Null: nothing is scanned for viruses. */
    virusScanner: env.OPORA_CLAMD ?? null,
    databaseConnections: env.OPORA_DATABASE_CONNECTIONS,
    /** False behind a pooler in transaction mode. */
    prepares: env.OPORA_PREPARED_STATEMENTS,
    /** Whether a new standard desk has the articles that come with the program. */
    startsWithOwnArticles: env.OPORA_OWN_ARTICLES,
    /** Null: the assistant says what it found in the articles' own words. */
    languageModel:
      env.ASSISTANT_LLM_URL === undefined
        ? null
        : { url: env.ASSISTANT_LLM_URL, key: env.ASSISTANT_LLM_KEY ?? null, model: env.ASSISTANT_LLM_MODEL },
    /** Null: this server sends no letters. */
    mail: mailOf(env.OPORA_SMTP_URL, env.OPORA_MAIL_FROM),
    /** Mail servers of desks may lie on this machine and in its networks, also without encryption (I1). */
    mailboxesInside: env.OPORA_MAILBOXES_INSIDE || env.OPORA_SANDBOX,
    /** Where messengers are asked: their own address, a proxy before it, or a server of one's own. */
    messengers: {
      telegram: { root: env.OPORA_TELEGRAM_URL.replace(/\/$/, '') },
      max: { root: env.OPORA_MAX_URL.replace(/\/$/, '') },
      whatsapp: { root: env.OPORA_WHATSAPP_URL.replace(/\/$/, '') },
    },
  }
}

/** Beside the data and never in it: a backup of the data must not open what was wiped since. */
export function chooseKeysDir(dataDir: string, asked: string | undefined): string {
  const folder = asked === undefined ? `${dataDir.replace(/\/+$/, '')}.keys` : resolve(asked)
  if (!relative(dataDir, folder).startsWith('..')) {
    throw new ConfigError('The configuration is not usable: OPORA_KEYS_DIR lies in OPORA_DATA_DIR, which is backed up.')
  }
  return folder
}

function mailOf(url: string | undefined, from: string | undefined): { url: string; from: string } | null {
  if (url === undefined && from === undefined) return null
  if (url !== undefined && from !== undefined) return { url, from }
  throw new ConfigError('The configuration is not usable: OPORA_SMTP_URL and OPORA_MAIL_FROM need each other.')
}

export class ConfigError extends Error {}
