import type { CodeMoment as MomentView, CodeView } from '#contract/connections/codes.types.ts'
import { stateOf, notifiedPeople, type CodeMoment } from './domain/codeState.ts'
import type { SupportCode } from './codes.sql.ts'

/** What the desk's owner sees of a code. */
export function presentCode(code: SupportCode, at: Date): CodeView {
  return {
    codeId: code.codeId,
    lastGroup: code.lastGroup,
    state: stateOf(code, at),
    portal: code.portal,
    maxUses: code.maxUses,
    used: code.used,
    clientStatus: code.clientStatus,
    plans: code.plans,
    note: code.note,
    issuedBy: code.issuedBy,
    issuedAt: code.issuedAt.toISOString(),
    expiresAt: code.expiresAt.toISOString(),
    revokedAt: code.revokedAt?.toISOString() ?? null,
    sent:
      code.sent === null ? null : { ...code.sent, at: code.sent.at.toISOString(), people: notifiedPeople(code, at) },
  }
}

export function presentMoment(moment: CodeMoment): MomentView {
  return { ...moment, at: moment.at.toISOString() }
}
