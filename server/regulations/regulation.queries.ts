import type { Reader } from '#server/platform/db/db.ts'
import type { Regulation } from './domain/document.ts'
import { versionAt } from './domain/versions.ts'
import { findDocument, listDates } from './regulations.sql.ts'

export type InForce = { version: number; regulation: Regulation }

/** What a desk promises at this instant. Every caller asks here. */
export async function regulationAt(db: Reader, deskId: string, at: Date): Promise<InForce> {
  const found = versionAt(await listDates(db, deskId), at)
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

const maxDocuments = 500

/** A document never changes, so a process reads each once. Whoever writes one must not read it before the commit. */
const documents = new Map<string, Regulation>()
