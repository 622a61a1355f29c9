import { randomUUID } from 'node:crypto'
import type { ImportArticlesInput, ImportedArticles } from '#contract/knowledge/transfer.types.ts'
import { signatureOf, theSystem, type StaffActor } from '#server/platform/actor.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { lockKnowledge, missingHere } from '../articles/names.commands.ts'
import { takeArticle } from '../articles/takeArticle.commands.ts'
import { readArticleFile, type FiledArticle } from './articleFile.adapter.ts'

type Result = ImportedArticles['results'][number]

/** A5: Markdown files become drafts, or new versions of the articles that have their names; those who lead may publish them at once. */
export async function importArticles(
  unit: UnitOfWork,
  actor: StaffActor,
  { files, publishes }: ImportArticlesInput,
): Promise<ImportedArticles> {
  const { deskId, role } = actor.desk
  if (publishes && role === 'agent') throw new Refusal('lead_only')
  await lockKnowledge(unit, deskId)
  const results: Result[] = []
  for (const file of files) {
    const read = readArticleFile(file)
    if (typeof read === 'string') results.push(refused(file.path, read))
    else {
      const taken = await takeArticle(unit, { deskId, writer: actor, publishes }, { articleId: randomUUID(), ...read })
      results.push(
        taken.outcome === 'full'
          ? refused(file.path, 'full')
          : { path: file.path, fault: null, ...taken, outcome: taken.outcome },
      )
    }
  }
  const count = results.filter(({ outcome }) => outcome === 'created' || outcome === 'changed').length
  if (count > 0 || results.some(({ isPublished }) => isPublished)) {
    await tell(unit, { deskId, actor: signatureOf(actor, 'desk') }, { type: 'articles.imported', count })
  }
  return { results }
}

/** What comes with the program and the desk has in no state yet, published at once. `actor` null: a desk that has just been opened. */
export async function copyOwnArticles(
  unit: UnitOfWork,
  { deskId, actor }: { deskId: string; actor: StaffActor | null },
  own: readonly FiledArticle[],
): Promise<void> {
  await lockKnowledge(unit, deskId)
  const missing = await missingHere(unit.tx, deskId, own)
  const writer = { name: actor?.name ?? '', userId: actor?.userId ?? 0 }
  let count = 0
  for (const article of missing) {
    const { outcome } = await takeArticle(
      unit,
      { deskId, writer, publishes: true },
      { articleId: randomUUID(), ...article },
    )
    if (outcome === 'created') count += 1
  }
  if (count === 0) return
  const by = actor === null ? theSystem : signatureOf(actor, 'desk')
  await tell(unit, { deskId, actor: by }, { type: 'articles.copied', count })
}

function refused(path: string, fault: NonNullable<Result['fault']>): Result {
  return { path, outcome: 'refused', fault, isPublished: false }
}

async function tell(
  unit: UnitOfWork,
  { deskId, actor }: { deskId: string; actor: JournalActor },
  { type, count }: { type: 'articles.imported' | 'articles.copied'; count: number },
): Promise<void> {
  await append(unit, [{ type, payload: { count }, actor, memberId: null, deskId }])
}
