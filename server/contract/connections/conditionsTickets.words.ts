import type { InThree } from '../common.ts'
import { workdayMinutes } from '../common.ts'
import { spanInWords } from '../format.ts'
import { lines, text, type ConditionsPart, type Wording } from './conditionsParts.words.ts'

/** T5: what is in and out, area by area, and where to turn with the rest. */
export function scopeParts({ view, say, reader: { language } }: Wording): ConditionsPart[] {
  const { general, areas, outside, quoteQuestions } = view.document.scope
  const inLanguage = (texts: readonly InThree[]): string[] => texts.map((one) => one[language])
  const both = ({ included, excluded }: typeof general) => ({
    included: inLanguage(included),
    excluded: inLanguage(excluded),
  })
  const ofAll = general.included.length + general.excluded.length
  return [
    ...(ofAll === 0
      ? []
      : [{ part: 'area' as const, title: say('general'), ...both(general), outside: null, way: null }]),
    ...areas.map((area) => ({
      part: 'area' as const,
      title: area.title[language],
      ...both(area),
      outside: area.outside?.text[language] ?? null,
      way: area.outside?.way ?? null,
    })),
    {
      part: 'area',
      title: say('outside'),
      included: [],
      excluded: [],
      outside: outside.text[language],
      way: outside.way,
    },
    ...(quoteQuestions.length === 0 ? [] : [lines(say('quote'), inLanguage(quoteQuestions))]),
  ]
}

/** T4: what a writer is asked for. */
export function intakeParts({ view, say, reader: { language } }: Wording): ConditionsPart[] {
  const { fields } = view.document.intake
  const named = (isRequired: boolean) =>
    fields
      .filter((field) => field.isRequired === isRequired)
      .map(({ title, help, fromPortal }) =>
        say(fromPortal ? 'fromPortal' : 'field', { title: title[language], help: help[language] }),
      )
  const [needed, optional] = [named(true), named(false)]
  return [
    text(say('oneProblem')),
    ...(needed.length === 0 ? [] : [lines(say('needed'), needed)]),
    ...(optional.length === 0 ? [] : [lines(say('optional'), optional)]),
    text(say('sendAnyway')),
  ]
}

/** T3: what the regulation calls a ticket, and what it means by it. */
export function kindParts({ view, say, reader: { language } }: Wording): ConditionsPart[] {
  const { categories, priorities } = view.document
  const titleOf = (code: string): string => priorities.find((one) => one.code === code)?.title[language] ?? code
  return [
    ...categories.map(({ title, meaning, priorities: allowed }) => ({
      part: 'entry' as const,
      title: title[language],
      texts: [meaning[language], say('category', { priorities: allowed.map(titleOf).join(', ') })],
    })),
    ...priorities.map(({ title, meaning }) => ({
      part: 'entry' as const,
      title: title[language],
      texts: [meaning[language]],
    })),
    text(say('priorityBy')),
  ]
}

/** T6: why a ticket is put off or refused, and what lifts it. */
export function reasonParts({ view, say, reader: { language } }: Wording): ConditionsPart[] {
  return view.document.reasons.map(({ title, textForClient, for: uses, liftedBy, hasExpectedDate }) => ({
    part: 'entry',
    title: title[language],
    texts: [
      textForClient[language],
      say(uses.length > 1 ? 'for_both' : `for_${uses[0] ?? 'decline'}`),
      ...(liftedBy === null ? [] : [say(`lifted_${liftedBy}`)]),
      ...(hasExpectedDate ? [say('expectedDate')] : []),
    ],
  }))
}

/** How tickets and connections end; at the standard desk nobody is connected. */
export function endingParts({ view, say, reader }: Wording): ConditionsPart[] {
  const { closing, noticeDays, kind } = view.document
  return [
    lines(null, [
      say('closesAfter', { count: closing.afterWorkingDays }),
      closing.reopenDays === 0 ? say('neverReopens') : say('reopens', { count: closing.reopenDays }),
      ...letterLines({ view, say, reader }),
      ...(kind === 'standard' || noticeDays === 0 ? [] : [say('notice', { count: noticeDays })]),
      ...(kind === 'standard' || noticeDays === 0 ? [] : [say('noticeOfVersion', { count: noticeDays })]),
      ...(kind === 'standard' ? [] : [say('leave')]),
    ]),
  ]
}

/** T11: whom a client may write to at any time, and when that one answers, where a time is promised. */
function letterLines({ view, say, reader }: Wording): string[] {
  const { calendars, feedback } = view.document
  const { answerWithin, writeToLead } = feedback
  if (!writeToLead) return []
  if (answerWithin === null) return [say('letter')]
  const weekly = calendars[answerWithin.calendar]?.weekly ?? {}
  return [say('letterWithin', { time: spanInWords(answerWithin.minutes, workdayMinutes(weekly), reader.language) })]
}
