import type { Reader } from '#server/platform/db/db.ts'
import type { Regulation } from './domain/document.ts'
import { versionAt, type VersionDates } from './domain/versions.ts'
import { findDocument, listDates } from './regulations.sql.ts'

export { datesJson, fromDatesJson, listComingForExisting, type DatesJson } from './regulations.sql.ts'

export type InForce = { version: number; regulation: Regulation }

/** What a desk promises at this instant: for the desk itself, and for whoever becomes its client now. A client has `termsFor` (E9). */
export async function regulationAt(db: Reader, deskId: string, at: Date): Promise<InForce> {
  return inForceOf(db, { deskId, dates: await listDates(db, deskId) }, at)
}

/** The same where the desk's versions have been read. */
export async function inForceOf(
  db: Reader,
  { deskId, dates }: { deskId: string; dates: readonly VersionDates[] },
  at: Date,
): Promise<InForce> {
  const found = versionAt(dates, at)
  if (found === null) throw new Error(`the desk ${deskId} has no regulation`)
  return { version: found.version, regulation: await regulationOfVersion(db, deskId, found.version) }
}

/** What a desk promised under one version: for tickets and connections that go by it. */
export async function regulationOfVersion(db: Reader, deskId: string, version: number): Promise<Regulation> {
  const key = `${deskId} ${version}`
  const known = documents.get(key)
  if (known !== undefined) return known
  const regulation = await findDocument(db, deskId, version)
  if (regulation === null) throw new Error(`the desk ${deskId} has no version ${version} of its regulation`)
  if (documents.size >= maxDocuments) documents.delete(documents.keys().next().value ?? '')
  documents.set(key, regulation)
  return regulation
}

/** Since when a version is in force, and whether it was withdrawn; null where the desk has no such version. */
export async function findVersionDates(db: Reader, deskId: string, version: number): Promise<VersionDates | null> {
  return (await listDates(db, deskId)).find((known) => known.version === version) ?? null
}

const maxDocuments = 500

/** A document never changes, so a process reads each once. Whoever writes one must not read it before the commit. */
const documents = new Map<string, Regulation>()
