import type { Evidence } from '#contract/sla/evidence.types.ts'
import { workdayMinutes, workingTimeParts, type Language } from '#contract/common.ts'
import type { KindTitles } from '#contract/regulations/kinds.types.ts'
import { plainName } from '#server/regulations/domain/adoptedYears.ts'
import type { PdfDocument, PdfPart } from '#server/platform/files/pdf.ts'
import { remoteToolTexts } from '#contract/tickets/access.texts.ts'
import { evidenceTexts, type EvidenceTexts } from './evidence.texts.ts'

/** `titles`: what the ticket's regulation calls its categories and priorities. */
export type EvidenceReader = { number: string; language: Language; timeZone: string; titles: KindTitles }

type Wording = {
  texts: EvidenceTexts
  moment: (at: string) => string
  span: (seconds: number) => string
  titleOf: (kind: keyof KindTitles, code: string) => string
}

/** S5: the same facts as the JSON export has, in words; times by the reader's clock, the desk's zones named. */
export function evidenceDocument(evidence: Evidence, reader: EvidenceReader): PdfDocument {
  const { number, language, timeZone, titles } = reader
  const texts = evidenceTexts[language]
  const wording: Wording = {
    texts,
    moment: (at) => momentOf(at, language, timeZone),
    span: (seconds) => spanOf(seconds, texts.units, language),
    titleOf: (kind, code) => titles[kind].find((one) => one.code === code)?.title[language] ?? code,
  }
  const title = texts.title(number)
  return {
    language,
    title,
    foot: `${title} · ${texts.clock[evidence.clock]}`,
    parts: [
      { part: 'facts', facts: factsOf(evidence, wording, timeZone) },
      { part: 'heading', text: texts.promises },
      ...evidence.promises.flatMap((promise) => promiseParts(promise, evidence, wording)),
      ...hoursParts(evidence, wording, language),
      { part: 'heading', text: texts.strip },
      stripTable(evidence, wording),
      { part: 'small', text: texts.pausedHelp },
      ...remoteParts(evidence, wording, language),
      { part: 'small', text: texts.check },
    ],
  }
}

function factsOf(evidence: Evidence, wording: Wording, timeZone: string): [string, string][] {
  const { texts, moment, span } = wording
  const { clock, startedAt, until, workingSeconds, promises } = evidence
  const inForce = promises.at(-1)
  const left = inForce?.remainingSeconds ?? null
  const pausedText = left === null ? '—' : texts.remaining(span(left))
  const deadline = inForce?.deadline ?? null
  return [
    [texts.state, `${texts.clock[clock]}: ${stateOf(evidence.state, wording)}`],
    [texts.deadline, deadline === null ? pausedText : withMark(deadline, evidence, wording)],
    [texts.started, moment(startedAt)],
    [texts.until, moment(until)],
    [texts.inAll, span(workingSeconds)],
    [texts.zone, timeZone],
  ]
}

/** S1: a deadline in a year whose days are not settled says so. */
function withMark(deadline: string, { calendars, promises }: Evidence, { texts, moment }: Wording): string {
  const { finalThrough, timeZone = 'UTC' } = calendars[promises.at(-1)?.target?.calendar ?? ''] ?? {}
  const year = Number(new Intl.DateTimeFormat('en', { year: 'numeric', timeZone }).format(new Date(deadline)))
  return finalThrough === undefined || year <= finalThrough ? moment(deadline) : texts.notFinal(moment(deadline))
}

function stateOf(state: Evidence['state'], { texts, moment }: Wording): string {
  switch (state.status) {
    case 'absent':
    case 'running':
    case 'unknown':
      return texts[state.status]
    case 'paused':
      return texts.paused(texts.reason[state.reason])
    case 'met':
    case 'stopped':
      return texts[state.status](moment(state.at))
    case 'breached':
      return state.isByRetargeting ? texts.lateByTarget(moment(state.at)) : texts.late(moment(state.at))
  }
}

function promiseParts(
  { since, subject, target, outcome, steps, timeZone }: Evidence['promises'][number],
  evidence: Evidence,
  wording: Wording,
) {
  const { texts, moment, titleOf } = wording
  const { category, priority } = subject
  const what = [
    category === null ? texts.noCategory : titleOf('categories', category),
    ...(priority === null ? [] : [texts.priority(titleOf('priorities', priority))]),
    targetOf(target, evidence, wording),
    ...(timeZone === null ? [] : [timeZone]),
  ]
  const parts: PdfPart[] = [
    { part: 'text', text: `${texts.since(moment(since))}: ${what.join(', ')}; ${texts.outcome[outcome]}.` },
  ]
  return steps.length === 0
    ? parts
    : [...parts, { part: 'steps', steps: steps.map((step) => stepOf(step, wording)) } satisfies PdfPart]
}

function targetOf(
  target: Evidence['promises'][number]['target'],
  { calendars }: Evidence,
  { texts, span }: Wording,
): string {
  if (target === null) return texts.nothingPromised
  if (target.by === 'endOfDay') return texts.promisedDay
  const calendar = calendars[target.calendar]
  const [days] = workingTimeParts(target.minutes, calendar === undefined ? null : workdayMinutes(calendar.weekly))
  const promised = texts.promisedTime(span(target.minutes * 60))
  return days?.unit === 'workdays' ? `${promised} (${texts.workdays(days.count)})` : promised
}

function stepOf(step: Evidence['promises'][number]['steps'][number], { texts, moment, span }: Wording): string {
  switch (step.step) {
    case 'target':
      return texts.stepTarget(span(step.workingSeconds), moment(step.deadline))
    case 'pause': {
      const [from, to] = [moment(step.from), moment(step.to)]
      return texts.stepPause(texts.reason[step.reason], from, to, span(step.workingSeconds), moment(step.deadline))
    }
    case 'standsStill':
      return texts.stepPaused(texts.reason[step.reason], moment(step.from), span(step.remainingSeconds))
    case 'dueAtOnce':
      return texts.stepAtOnce(moment(step.deadline))
  }
}

/** The week as the calendar has it, and of its other dates those that this clock went through. */
function hoursParts({ calendars, startedAt, until }: Evidence, { texts }: Wording, language: Language): PdfPart[] {
  const [first, last] = [startedAt, until].map((at, index) =>
    new Date(Date.parse(at) + (index === 0 ? -dayMs : dayMs)).toISOString().slice(0, 10),
  )
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  const hours = (spans: readonly (readonly [string, string])[]) => {
    if (spans.length === 0) return texts.closed
    return spans.map(([from, to]) => (from === '00:00' && to === '24:00' ? texts.always : `${from}–${to}`)).join(', ')
  }
  // Of one that is known otherwise since an official year was adopted, as it is known now.
  const newest = new Map(Object.entries(calendars).map(([name, calendar]) => [plainName(name), calendar]))
  return [...newest.values()].flatMap(({ timeZone, weekly, exceptions }): PdfPart[] => {
    const days = Object.entries(weekly).map(([day, spans]): [string, string] => [
      // 1 is Monday, as the first of January 2024 was.
      weekday.format(new Date(Date.UTC(2024, 0, Number(day)))),
      hours(spans),
    ])
    const others = Object.entries(exceptions)
      .filter(([day]) => day >= (first ?? day) && day <= (last ?? day))
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([day, spans]): [string, string] => [date.format(new Date(`${day}T00:00:00Z`)), hours(spans)])
    return [
      { part: 'heading', text: texts.hours },
      { part: 'text', text: texts.hoursOf(timeZone) },
      { part: 'facts', facts: [...days, ...others] },
    ]
  })
}

const dayMs = 86_400_000

function stripTable({ strip, workingSeconds }: Evidence, { texts, moment, span }: Wording): PdfPart {
  return {
    part: 'table',
    head: texts.head,
    rows: strip.map(({ kind, reason, from, to, workingSeconds: length }) => [
      moment(from),
      moment(to),
      kind === 'paused' ? texts.paused(texts.reason[reason ?? 'locked']) : texts.kind[kind],
      length === 0 ? '—' : span(length),
    ]),
    sum: [texts.sum, '', '', span(workingSeconds)],
  }
}

/** Q11: beside the strip, since they move no clock. */
function remoteParts({ remoteSessions = [] }: Evidence, { texts, moment }: Wording, language: Language): PdfPart[] {
  if (remoteSessions.length === 0) return []
  const { texts: tools } = remoteToolTexts
  const items = remoteSessions.map(({ from, to, tool }) =>
    texts.remoteSession(tools[language][tool], moment(from), to === null ? texts.remoteRuns : moment(to)),
  )
  return [
    { part: 'heading', text: texts.remote },
    { part: 'list', items },
    { part: 'small', text: texts.remoteHelp },
  ]
}

/** To the second, and to the millisecond where there are any: who adds it up must come to the same. */
function momentOf(at: string, language: Language, timeZone: string): string {
  const instant = new Date(at)
  return new Intl.DateTimeFormat(language, {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(instant.getUTCMilliseconds() === 0 ? {} : { fractionalSecondDigits: 3 }),
  }).format(instant)
}

function spanOf(total: number, [hours, minutes, seconds]: EvidenceTexts['units'], language: Language): string {
  const milliseconds = Math.round(total * 1000)
  const whole = [
    { count: Math.floor(milliseconds / 3_600_000), unit: hours },
    { count: Math.floor(milliseconds / 60_000) % 60, unit: minutes },
    { count: (milliseconds % 60_000) / 1000, unit: seconds },
  ].filter(({ count }) => count > 0)
  const parts = whole.length > 0 ? whole : [{ count: 0, unit: minutes }]
  return parts
    .map(({ count, unit }) => `${new Intl.NumberFormat(language, { maximumFractionDigits: 3 }).format(count)} ${unit}`)
    .join(' ')
}
