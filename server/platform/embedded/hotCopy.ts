import { type Dirent, existsSync } from 'node:fs'
import { copyFile, mkdir, open, readdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Client } from 'pg'
import { startFailure, systemErrorCode } from './startFailure.ts'

/** Folders whose content belongs to the running server alone: they are made empty. */
const RUNTIME_FOLDERS = new Set(
  'pg_wal pg_replslot pg_dynshmem pg_notify pg_serial pg_snapshots pg_stat_tmp pg_subtrans'.split(' '),
)
const RUNTIME_FILE = /^(postmaster\.(pid|opts)|backup_label.*|tablespace_map.*|pg_internal\.init.*|pgsql_tmp.*)$/
const SEGMENTS_PER_LOG = 256n

/**
 * Copies the folder of a PostgreSQL that goes on working: its own low-level backup, since the package has no pg_dump and no
 * pg_basebackup. The slot keeps the log that the copy needs; it and the backup end with the session, whatever happens.
 */
export async function copyRunningCluster(adminUrl: string, pg: string, target: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(`select pg_create_physical_replication_slot('opora_backup_' || pg_backend_pid(), true, true)`)
    const started = await client.query('select pg_walfile_name(pg_backup_start($1, true)) as segment', ['opora'])
    await copyTree(pg, target, isLasting)
    // Last, as pg_basebackup does it: it must not be older than the files that it speaks of.
    await copySynced(join(pg, 'global', 'pg_control'), join(target, 'global', 'pg_control'))
    const stopped = await client.query('select labelfile, pg_walfile_name(lsn) as segment from pg_backup_stop(false)')
    await writeFile(join(target, 'backup_label'), String(stopped.rows[0].labelfile))
    for (const folder of RUNTIME_FOLDERS) await mkdir(join(target, folder), { recursive: true, mode: 0o700 })
    await copyLog(pg, target, String(started.rows[0].segment), String(stopped.rows[0].segment))
  } finally {
    await client.end()
  }
}

/** Copies a folder that others may be changing: what vanishes meanwhile was deleted, and may be missing. */
export async function copyTree(
  from: string,
  to: string,
  wanted: (entry: Dirent) => boolean = () => true,
): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (!wanted(entry)) continue
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) await copyTree(source, target, wanted)
    else if (entry.isFile()) await copyUnlessDeleted(source, target)
  }
}

function isLasting(entry: Dirent): boolean {
  if (entry.isDirectory()) return !RUNTIME_FOLDERS.has(entry.name) && !entry.name.startsWith('pgsql_tmp')
  return !RUNTIME_FILE.test(entry.name) && !(entry.name === 'pg_control' && basename(entry.parentPath) === 'global')
}

async function copyUnlessDeleted(from: string, to: string): Promise<void> {
  try {
    await copySynced(from, to)
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT' || existsSync(from)) throw error
  }
}

async function copySynced(from: string, to: string): Promise<void> {
  await copyFile(from, to)
  const copy = await open(to, 'r+')
  try {
    await copy.sync()
  } finally {
    await copy.close()
  }
}

async function copyLog(pg: string, target: string, first: string, last: string): Promise<void> {
  const names = (await readdir(join(pg, 'pg_wal'))).filter((name) => /^[\dA-F]{24}$/.test(name))
  const needed = names.filter((name) => first <= name && name <= last)
  if (BigInt(needed.length) !== segmentNumber(last) - segmentNumber(first) + 1n) {
    throw startFailure('The database threw a part of its log away while it was copied: run the backup again.')
  }
  for (const name of needed) await copySynced(join(pg, 'pg_wal', name), join(target, 'pg_wal', name))
}

function segmentNumber(name: string): bigint {
  return BigInt(`0x${name.slice(8, 16)}`) * SEGMENTS_PER_LOG + BigInt(`0x${name.slice(16)}`)
}
