import type { RateArticleInput, Voice } from '#contract/knowledge/voices.types.ts'
import type { ClientActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { findRead, findReadPublicly } from './reading.queries.ts'
import * as rows from '../voices/voices.sql.ts'

/** A5: of what the reader's desk has published for its clients, and of no other article, whatever is asked for. */
export async function rateArticle(
  unit: UnitOfWork,
  actor: ClientActor,
  deskId: string,
  { slug, language, ...voice }: RateArticleInput,
): Promise<void> {
  const read = await findRead(unit.tx, deskId, { slug, language })
  if (read === null) throw new Refusal('not_found')
  await rows.saveVoice(unit, read, voice, actor)
  unit.wakes.push({ what: 'knowledge', deskId, memberId: null })
}

/** So many of the public page are kept of an article; whoever sends more is a machine. */
const mostPublicVoices = 5000

/** E7: somebody on the public page. False: there is no such article there, or no more voices are taken. */
export async function ratePublicArticle(
  unit: UnitOfWork,
  { deskId, slug, language, voiceIdOf }: PublicReading,
  voice: Voice,
): Promise<boolean> {
  const read = await findReadPublicly(unit.tx, deskId, { slug, language })
  if (read === null) return false
  // Nobody is woken: whoever sends many makes no work elsewhere.
  return rows.savePublicVoice(unit, read, voice, { voiceId: voiceIdOf(read), most: mostPublicVoices })
}

export type PublicReading = Pick<RateArticleInput, 'slug' | 'language'> & {
  deskId: string
  voiceIdOf: (read: rows.Read) => string
}
