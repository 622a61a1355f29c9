import { signatureOf, type Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { NamedPerson } from './domain/portal.ts'
import * as rows from './people.sql.ts'

export async function namePerson(
  unit: UnitOfWork,
  actor: Actor,
  named: Pick<NamedPerson, 'person' | 'as'>,
): Promise<void> {
  await rows.saveNamedPerson(unit, actor.memberId, { ...named, namedBy: actor.name })
  await append(unit, [
    {
      type: 'portal.personNamed',
      actor: signatureOf(actor, 'client'),
      memberId: actor.memberId,
      deskId: null,
      payload: { userId: named.person.userId, name: named.person.name, as: named.as },
    },
  ])
}

export async function removeContact(unit: UnitOfWork, actor: Actor, userId: number): Promise<void> {
  const wasNamed = await rows.deleteNamedPerson(unit, actor.memberId, userId)
  if (!wasNamed) throw new Refusal('not_found')
  await append(unit, [
    {
      type: 'portal.personUnnamed',
      actor: signatureOf(actor, 'client'),
      memberId: actor.memberId,
      deskId: null,
      payload: { userId },
    },
  ])
}
