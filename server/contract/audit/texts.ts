import type { Catalogue, Language, InThree } from '../common.ts'
import { announcementKindTexts, severityTexts } from '../announcements/kinds.texts.ts'
import { acceptsTexts, endReasonTexts, messengerTexts } from '../connections/audit.texts.ts'
import { quantaInWords, quantaMoved } from '../billing/texts.ts'
import { assignmentTexts, deskKindTexts, getsTicketsTexts, roleTexts } from '../desks/audit.texts.ts'
import { articleLanguageTexts } from '../knowledge/audit.texts.ts'
import { rotationTexts } from '../monitoring/audit.texts.ts'
import { accessKindTexts, remoteToolTexts } from '../tickets/access.texts.ts'
import { lockReasonTexts } from '../tickets/audit.texts.ts'
import { actTexts, otherActTexts } from './acts.texts.ts'
import { auditKinds, type AuditKind } from './kinds.types.ts'
import { kindTexts } from './kinds.texts.ts'
import { narrowedByTexts } from './log.texts.ts'
import { isAuditAct, type AuditEntry, type AuditFact } from './types.ts'

export type FactTexts = Readonly<Record<AuditFact, string | undefined>>

/** Facts whose value is a code of ours: what it means. */
export const valueTexts: Partial<Record<AuditFact, Catalogue<Record<string, string>>>> = {
  endReason: endReasonTexts,
  acceptsRequests: acceptsTexts,
  lockReason: lockReasonTexts,
  roleFrom: roleTexts,
  roleTo: roleTexts,
  messengerFrom: messengerTexts,
  messengerTo: messengerTexts,
  getsTickets: getsTicketsTexts,
  assignmentFrom: assignmentTexts,
  assignmentTo: assignmentTexts,
  deskKind: deskKindTexts,
  accessKind: accessKindTexts,
  remoteTool: remoteToolTexts,
  rotated: rotationTexts,
  articleLanguage: articleLanguageTexts,
  announcementKind: announcementKindTexts,
  announcementSeverity: severityTexts,
  narrowedTo: kindTexts,
  narrowedBy: narrowedByTexts,
}

const instants: readonly AuditFact[] = [
  'expiresAt',
  'endsAt',
  'narrowedFrom',
  'narrowedUntil',
  'startsAt',
  'stopsAt',
  'effectiveAt',
  'licenceUntil',
]

/** The act in one sentence, the first that has all it names; `said` are its facts as this reader is shown them. */
export function sentenceOf(entry: AuditEntry, language: Language, said: Partial<FactTexts>): string {
  const known: Partial<Record<string, string>> = { ...said, portal: portalText(entry) ?? '?', type: entry.type }
  const sentences = isAuditAct(entry.type) ? actTexts.texts[language][entry.type] : []
  const fitting = sentences.find((sentence) => namesIn(sentence).every((name) => known[name] !== undefined))
  const { unknown } = otherActTexts.texts[language]
  return (fitting ?? unknown).replaceAll(/\{(\w+)\}/g, (_braces, name: string) => known[name] ?? '')
}

/** A portal as its desk knows it: by the client's name, with the address beside it (D8). */
export function portalText({ portalName, clientName }: Pick<AuditEntry, 'portalName' | 'clientName'>): string | null {
  return portalName === null || clientName === null ? portalName : `${clientName} (${portalName})`
}

/** Who did it: what happens by itself is the system's doing. */
export function nameOf({ by }: AuditEntry, language: Language): string {
  return by.side === 'system' || by.name === '' ? otherActTexts.texts[language].system : by.name
}

export function namesIn(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
}

/** How moments are written on the page or in the file, and what plans are called. */
export type FactWriting = { instant: (at: string) => string; plans: readonly { code: string; title: InThree }[] }

/** Each fact as this reader is shown it. */
export function factTextsOf(
  entry: AuditEntry,
  language: Language,
  { instant, plans }: FactWriting,
): Partial<FactTexts> {
  const said: Partial<Record<AuditFact, string>> = {}
  for (const { name, value } of entry.facts) said[name] = shown(name, value)
  return said

  function shown(name: AuditFact, value: string): string {
    if (instants.includes(name)) return instant(value)
    if (name === 'lastGroup') return `…-${value}`
    if (name === 'amount') return amountIn(value, language)
    if (name === 'quanta') return quantaIn(value)
    if (name === 'plan' || name === 'plans') return eachOf(value, (code) => planTitle(code))
    const meanings = valueTexts[name]?.texts[language]
    if (meanings === undefined) return value
    return eachOf(value, (one) => (Object.hasOwn(meanings, one) ? meanings[one] : undefined))
  }

  /** Beside the work that they are (Q3); a change of a balance has its sign. */
  function quantaIn(value: string): string {
    const minutes = Number(entry.facts.find((fact) => fact.name === 'quantumMinutes')?.value ?? 0)
    const inWords = entry.type === 'quanta.adjusted' ? quantaMoved : quantaInWords
    return inWords(Number(value), minutes, language)
  }

  function planTitle(code: string): string | undefined {
    return plans.find((plan) => plan.code === code)?.title[language]
  }
}

function eachOf(value: string, meaningOf: (one: string) => string | undefined): string {
  return value
    .split(', ')
    .map((one) => meaningOf(one) ?? one)
    .join(', ')
}

/** Money as the journal keeps it (`15000.00 RUB`), as the reader writes it (D9). */
function amountIn(value: string, language: Language): string {
  const [, amount, currency] = /^(-?\d+\.\d{2}) ([A-Z]{3})$/.exec(value) ?? []
  if (amount === undefined || currency === undefined) return value
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(Number(amount))
}

/** Kinds in the order in which a filter offers them. */
export function kindChoices(language: Language): { value: AuditKind; label: string }[] {
  return auditKinds.map((kind) => ({ value: kind, label: kindTexts.texts[language][kind] }))
}
