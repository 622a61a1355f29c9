import * as v from 'valibot'
import { auditFilter, maxExportedRows, type AuditFilter, type ExportedPart } from '#contract/audit/types.ts'
import { id, language, type Language } from '#contract/common.ts'
import type { JournalPayload } from '#contract/events.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { csvHead, csvLines } from './audit.document.ts'
import { presentAct } from './audit.present.ts'
import { countActs, listActs, type Position } from './audit.sql.ts'

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
  below: v.strictObject({ at: v.string(), entryId: v.number() }),
  left: v.number(),
  until: v.string(),
})
type Rest = v.InferOutput<typeof rest>

export type ExportDeps = { secrets: Pick<Secrets, 'seal' | 'open'> }

/** D5: an export is an act itself, written down in the transaction that reads its first part. What comes later is not in it. */
export async function beginExport(
  unit: UnitOfWork,
  deps: ExportDeps,
  actor: Actor,
  { deskId, filter, language: reader }: { deskId: string; filter: AuditFilter; language: Language },
): Promise<ExportedPart> {
  const rows = await countActs(unit.tx, deskId, filter, maxExportedRows)
  const until = new Date(unit.at.getTime() + minutesToFinish * 60_000).toISOString()
  const begun = { deskId, memberId: actor.memberId, userId: actor.userId, filter, language: reader, left: rows, until }
  const part = await readPart(unit, deps, begun, null)
  await append(unit, [
    {
      type: 'audit.exported',
      actor: signatureOf(actor, 'desk'),
      memberId: actor.memberId,
      deskId,
      payload: { rows, ...narrowedBy(filter) },
    },
  ])
  return { ...part, text: csvHead(reader) + part.text }
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
  return { text: csvLines(entries, begun.language), rows: acts.length, next }
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
}: AuditFilter): Omit<JournalPayload<'audit.exported'>, 'rows'> {
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
