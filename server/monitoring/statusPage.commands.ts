import { signatureOf, type StaffActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { AnnouncingPort } from './announcing.port.ts'
import { isRefusedSlug } from './domain/slugs.ts'
import * as rows from './statusPage.sql.ts'

/** D3: the owner alone makes a desk's state public, under a name that no other desk has; null takes the page back. */
export async function setStatusPage(
  unit: UnitOfWork,
  { lockDesk }: Pick<AnnouncingPort, 'lockDesk'>,
  actor: StaffActor,
  slug: string | null,
): Promise<void> {
  const { deskId } = actor.desk
  await lockDesk(unit, deskId)
  const known = await rows.findSlug(unit.tx, deskId)
  if (known === slug) return
  if (slug !== null && isRefusedSlug(slug)) throw new Refusal('slug_refused')
  await rows.deleteSlug(unit, deskId)
  if (slug !== null && !(await rows.saveSlug(unit, deskId, slug))) throw new Refusal('slug_taken')
  await append(unit, [
    {
      type: 'statusPage.set',
      payload: { from: known ?? '', to: slug ?? '' },
      actor: signatureOf(actor, 'desk'),
      memberId: null,
      deskId,
    },
  ])
}
