import type { Language } from '#contract/common.ts'
import { zoneInWords } from '#contract/format.ts'
import { sayIn } from '#contract/say.ts'
import type { SaidKind } from '#contract/tickets/assistant.types.ts'
import { findEntitlement } from '#server/connections/entitlement/entitlement.queries.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import { dialogueTexts } from './dialogue.texts.ts'

/** When people of the desk are back; null: they answer now, or nobody knows when. */
export type PeopleBack = { from: Date; timeZone: string } | null

/** E1: by the hours of the desk that answers this portal now. */
export async function findPeopleBack(db: Reader, memberId: string, at: Date): Promise<PeopleBack> {
  const portal = await loadPortal(db, memberId)
  if (portal === null) return null
  const { people } = await findEntitlement(db, portal, at)
  const { entitled, now, from, timeZone } = people
  return !entitled || now || from === null || timeZone === null ? null : { from, timeZone }
}

/** What it says besides where people are meant: outside their hours it says when they are back. */
export function wordsWithPeople(
  kind: Extract<SaidKind, 'operator' | 'handOver'>,
  language: Language,
  back: PeopleBack,
): string {
  const say = sayIn(dialogueTexts, language)
  if (back === null) return say(kind)
  const { from, timeZone } = back
  const when = new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(from)
  return `${say(kind)} ${say('backAt', { when, zone: zoneInWords(timeZone, language, from) })}`
}

/** An article that is not in the language of the question is said to be in another one. */
export function wordsOfAnswer(
  kind: 'answer' | 'list',
  language: Language,
  articles: readonly { language: Language }[],
): string {
  const say = sayIn(dialogueTexts, language)
  const other = kind === 'answer' ? articles.find((article) => article.language !== language) : undefined
  return other === undefined ? say(kind) : `${say(kind)} ${say(`otherLanguage_${other.language}`)}`
}
