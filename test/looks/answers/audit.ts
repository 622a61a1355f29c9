import { actTexts } from '#contract/audit/acts.texts.ts'
import { auditActs, auditFacts, isAuditAct, type AuditAct, type AuditEntry } from '#contract/audit/types.ts'
import type { Answers } from '#test/app/page.ts'

/** Values of facts that the page puts into words; any other fact is shown as it is. */
const values: Readonly<Record<string, string>> = {
  expiresAt: '2026-12-20T09:00:00.000Z',
  endsAt: '2026-12-20T09:00:00.000Z',
  effectiveAt: '2026-12-20T09:00:00.000Z',
  startsAt: '2026-12-20T09:00:00.000Z',
  stopsAt: '2026-12-21T09:00:00.000Z',
  licenceUntil: '2026-12-21T09:00:00.000Z',
  roleFrom: 'agent',
  roleTo: 'lead',
  assignmentFrom: 'manual',
  assignmentTo: 'leastLoaded',
  messengerFrom: 'telegram',
  messengerTo: 'max',
  lockReason: 'partner_connected',
  endReason: 'client_left',
  acceptsRequests: 'true',
  deskKind: 'partner',
}
/** What the sentences of an act name. */
const factsOf = (act: AuditAct) =>
  auditFacts
    .filter((name) => actTexts.texts.en[act].some((sentence) => sentence.includes(`{${name}}`)))
    .map((name) => ({ name, value: values[name] ?? '7' }))
const at = (minute: number) => new Date(Date.parse('2026-11-22T08:00:00Z') - minute * 60_000).toISOString()

/** Every act that the journal has words for. */
export const everyAct: AuditEntry[] = Object.keys(auditActs)
  .filter(isAuditAct)
  .map((type, index) => ({
    entryId: String(1000 - index),
    at: at(index),
    type,
    kind: auditActs[type],
    by: { side: 'desk', name: 'Анна Ковальчук', portalName: null, clientName: null },
    address: '10.0.0.7',
    portalName: 'romashka.example',
    clientName: 'ООО «Ромашка»',
    facts: factsOf(type),
  }))

const choices = {
  people: [
    { memberId: 'vector', userId: 1, name: 'Анна Ковальчук', portalName: null, clientName: null },
    {
      memberId: 'romashka',
      userId: 1,
      name: 'Марина Калинина',
      portalName: 'romashka.example',
      clientName: 'ООО «Ромашка»',
    },
  ],
  portals: [{ memberId: 'romashka', portalName: 'romashka.example', clientName: 'ООО «Ромашка»' }],
  plans: [],
}

export function auditAnswers(entries: readonly AuditEntry[]): Answers {
  return {
    listAudit: ({ search }) => ({ entries: search === 'zzz' ? [] : [...entries], nextCursor: null }),
    readAuditChoices: () => choices,
  }
}
