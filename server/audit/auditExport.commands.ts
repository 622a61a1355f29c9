import * as v from 'valibot'
import { auditFilter, maxExportedRows, type AuditFilter, type ExportedPart } from '#contract/audit/types.ts'
import { id, language, type Language } from '#contract/common.ts'
import type { JournalPayload } from '#contract/events.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { findDeskTimeZone } from '#server/desks/deskTimeZone.queries.ts'
import { planTitlesOf } from '#server/regulations/planTitles.queries.ts'
import { csvHead, csvLines, type FileReader } from './audit.document.ts'
import { presentAct } from './audit.present.ts'
import { countActs, listActs, type Act, type Position } from './audit.sql.ts'

/** So many acts at a time: about a megabyte of text, whatever the size of the journal. */
const rowsAtOnce = 2000
const minutesToFinish = 15

/** What is left to do of an export. It travels through the page sealed, so nobody can begin one without its entry. */
const rest = v.strictObject({
  use: v.literal('audit export'),
  deskId: id,
  memberId: v.string(),
  userId: v.number(),
  filter: auditFilter,
  language,
  timeZone: v.string(),
  below: v.strictObject({ at: v.string(), entryId: v.number() }),
  left: v.number(),
  until: v.string(),
})
type Rest = v.InferOutput<typeof rest>

type Asked = { deskId: string; filter: AuditFilter; language: Language }

export type ExportDeps = { secrets: Pick<Secrets, 'seal' | 'open'> }

/** D5: an export is an act itself, written down in the transaction that reads its first part. What comes later is not in it. */
export async function beginExport(
  unit: UnitOfWork,
  deps: ExportDeps,
  actor: Actor,
  asked: Asked,
): Promise<ExportedPart> {
  const { deskId, filter } = asked
  const rows = await countActs(unit.tx, deskId, filter, maxExportedRows)
  const reader = await readerOf(unit, asked)
  const until = new Date(unit.at.getTime() + minutesToFinish * 60_000).toISOString()
  const begun = {
    deskId,
    memberId: actor.memberId,
    userId: actor.userId,
    filter,
    language: reader.language,
    timeZone: reader.timeZone,
    left: rows,
    until,
  }
  const part = await readPart(unit, deps, begun, null)
  await appendExport(unit, actor, asked, { rows, format: 'csv' })
  return { ...part, text: csvHead(reader) + part.text }
}

/** What a workbook begins with; the rest of it is older and never changes, so it is read when the transaction is over. */
export type SheetBegun = Asked & { reader: FileReader; rows: number; first: Act[] }

export async function beginSheet(unit: UnitOfWork, actor: Actor, asked: Asked): Promise<SheetBegun> {
  const { deskId, filter } = asked
  const rows = await countActs(unit.tx, deskId, filter, maxExportedRows)
  const limit = Math.min(rowsAtOnce, rows)
  const first = limit === 0 ? [] : await listActs(unit.tx, deskId, filter, { below: null, limit })
  const reader = await readerOf(unit, asked)
  await appendExport(unit, actor, asked, { rows, format: 'xlsx' })
  return { ...asked, reader, rows, first }
}

/** All the acts of a workbook, some at a time. */
export async function* pagesOf(db: Reader, { deskId, filter, rows, first }: SheetBegun): AsyncGenerator<Act[]> {
  let acts = first
  let left = rows
  while (acts.length > 0) {
    yield acts
    left -= acts.length
    const last = acts.at(-1)
    if (left <= 0 || last === undefined) return
    acts = await listActs(db, deskId, filter, { below: last, limit: Math.min(rowsAtOnce, left) })
  }
}

async function readerOf(unit: UnitOfWork, { deskId, language: own }: Asked): Promise<FileReader> {
  const timeZone = await findDeskTimeZone(unit.tx, deskId, unit.at)
  return { language: own, timeZone, plans: await planTitlesOf(unit.tx, deskId) }
}

async function appendExport(
  unit: UnitOfWork,
  actor: Actor,
  { deskId, filter }: Asked,
  file: { rows: number; format: 'csv' | 'xlsx' },
): Promise<void> {
  await append(unit, [
    {
      type: 'audit.exported',
      actor: signatureOf(actor, 'desk'),
      memberId: actor.memberId,
      deskId,
      payload: { ...file, ...narrowedBy(filter) },
    },
  ])
}

export async function continueExport(
  unit: UnitOfWork,
  deps: ExportDeps,
  actor: Actor,
  next: string,
): Promise<ExportedPart> {
  const { below, ...begun } = openRest(deps, next)
  const isTheirs = begun.deskId === actor.desk?.deskId && begun.memberId === actor.memberId
  if (!isTheirs || begun.userId !== actor.userId || Date.parse(begun.until) < unit.at.getTime()) throw notTheRest()
  return readPart(unit, deps, begun, { at: new Date(below.at), entryId: below.entryId })
}

async function readPart(
  unit: UnitOfWork,
  deps: ExportDeps,
  begun: Omit<Rest, 'use' | 'below'>,
  below: Position | null,
): Promise<ExportedPart> {
  const limit = Math.min(rowsAtOnce, begun.left)
  const acts = limit === 0 ? [] : await listActs(unit.tx, begun.deskId, begun.filter, { below, limit })
  const last = acts.at(-1)
  const left = begun.left - acts.length
  const next =
    left === 0 || last === undefined
      ? null
      : deps.secrets.seal(
          JSON.stringify({
            ...begun,
            use: 'audit export',
            left,
            below: { at: last.at.toISOString(), entryId: last.entryId },
          } satisfies Rest),
        )
  const entries = acts.map((act) => presentAct(act, begun.memberId))
  const plans = await planTitlesOf(unit.tx, begun.deskId)
  return { text: csvLines(entries, { ...begun, plans }), rows: acts.length, next }
}

function openRest({ secrets }: ExportDeps, next: string): Rest {
  try {
    return v.parse(rest, JSON.parse(secrets.open(next)))
  } catch (cause) {
    throw Object.assign(notTheRest(), { cause })
  }
}

/** Of what was not begun here, by this person and lately, nothing is said. */
function notTheRest(): Refusal {
  return new Refusal('not_found')
}

/** What was searched for, without the words themselves: they may be the name of somebody who is to be forgotten later. */
function narrowedBy({
  kinds = [],
  from,
  until,
  person,
  portal,
  search = '',
}: AuditFilter): Omit<JournalPayload<'audit.exported'>, 'rows' | 'format'> {
  const by = [
    ...(person === undefined ? [] : ['person']),
    ...(portal === undefined ? [] : ['portal']),
    ...(search === '' ? [] : ['search']),
  ]
  return {
    ...(kinds.length > 0 && { kinds }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    ...(by.length > 0 && { by }),
  }
}
