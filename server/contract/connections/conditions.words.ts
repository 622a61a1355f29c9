import { reactionLines } from '../regulations/reactions.words.ts'
import { sayIn } from '../say.ts'
import { conditionsTexts } from './conditions.texts.ts'
import type { ConditionsView } from './conditions.types.ts'
import { hoursParts } from './conditionsHours.words.ts'
import { countingParts, planParts } from './conditionsMoney.words.ts'
import {
  facts,
  lines,
  text,
  type ConditionsPart,
  type ConditionsReader,
  type Wording,
} from './conditionsParts.words.ts'
import { endingParts, intakeParts, kindParts, reasonParts, scopeParts } from './conditionsTickets.words.ts'
import { whereToWrite } from './whereToWrite.words.ts'

const conditionsChapters = [
  'hours',
  'promises',
  'plans',
  'counting',
  'channels',
  'scope',
  'intake',
  'kinds',
  'reasons',
  'ending',
] as const
type ConditionsChapter = { name: (typeof conditionsChapters)[number]; title: string; parts: ConditionsPart[] }

/** E8: the whole regulation for one client, chapter by chapter: page, preview and PDF say it with these words and figures. */
export function conditionsInWords(view: ConditionsView, reader: ConditionsReader): ConditionsChapter[] {
  const wording = { view, reader, say: sayIn(conditionsTexts, reader.language) }
  const parts: Record<ConditionsChapter['name'], ConditionsPart[]> = {
    hours: hoursParts(wording),
    promises: promiseParts(wording),
    plans: planParts(wording),
    counting: countingParts(wording),
    channels: [{ part: 'lines', title: null, lines: whereToWrite(view.channels, reader.language) }],
    scope: scopeParts(wording),
    intake: intakeParts(wording),
    kinds: kindParts(wording),
    reasons: reasonParts(wording),
    ending: endingParts(wording),
  }
  return conditionsChapters.flatMap((name) =>
    parts[name].length === 0 ? [] : [{ name, title: wording.say(name), parts: parts[name] }],
  )
}

function promiseParts({ view, say, reader: { language } }: Wording): ConditionsPart[] {
  const { reactions, promises, withoutTarget, plans } = view
  const isPromised = reactions.some(({ within }) => within !== null)
  const said = withoutTarget?.[language] ?? ''
  const parts: ConditionsPart[] = [
    ...(plans.length > 0 ? [text(say('byPlan'))] : []),
    ...(isPromised ? [facts(null, reactionLines(reactions, language))] : []),
    ...promises.map(({ plan, kind, rows }) =>
      facts(plan === null ? null : say('ofPlan', { plan: plan[language] }), reactionLines(rows, language, kind)),
    ),
    ...(said === '' ? [] : [text(said)]),
  ]
  const steps = escalationLines({ view, say })
  return [
    ...(parts.length === 0 ? [text(say('noPromises'))] : parts),
    ...(steps.length > 0 ? [lines(null, steps)] : []),
  ]
}

/**
 * What happens as time runs out, as far as it concerns more than whoever works on the ticket anyway. Where only coupons have a time,
 * nothing runs out for the reader.
 */
function escalationLines({ view, say }: Pick<Wording, 'view' | 'say'>): string[] {
  const { escalation, targets } = view.document
  if (targets.every(({ coupon }) => coupon)) return []
  const told = escalation.flatMap(({ atPercent, notify }) => {
    if (notify.every((who) => who === 'assigneeOrShift')) return []
    const people = notify.map((who) => say(who)).join(', ')
    return [atPercent === 100 ? say('late', { people }) : say('raise', { percent: atPercent, people })]
  })
  return [
    ...told,
    ...(escalation.some(({ reassign }) => reassign !== null) ? [say('reassigns')] : []),
    ...(escalation.some(({ raisePriority }) => raisePriority) ? [say('raisesPriority')] : []),
    ...(escalation.some(({ pageOnDuty }) => pageOnDuty) ? [say('pages')] : []),
  ]
}
