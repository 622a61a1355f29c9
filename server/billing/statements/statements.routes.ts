import { makePdf } from '#server/platform/files/pdf.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { enterAccount, type AccessDeps } from '../accounts/accountAccess.routes.ts'
import type { DrawAct } from './act.commands.ts'
import { actDocument } from './act.document.ts'
import type { ExportLedger } from './ledgerExport.commands.ts'
import { makeSheet, type SignSheet } from './ledgerSheet.commands.ts'

type Statements = { exportLedger: ExportLedger; signSheet: SignSheet; drawAct: DrawAct }
type Names = 'exportLedger' | 'exportLedgerSheet' | 'exportLedgerAct'

/** Q9: JSON and CSV in parts, a workbook, and an act for a period. Files for people are made outside of the transaction. */
export function statementRoutes(deps: AccessDeps & { statements: Statements }): Handlers<Names> {
  const { statements } = deps
  return {
    async exportLedger({ account, format, from }, call) {
      const { side, ...key } = await enterAccount(deps, call, account)
      return call.transaction((unit) =>
        statements.exportLedger(unit, call.actor, key, { side, format, from: from ?? null }),
      )
    },
    async exportLedgerSheet({ account, language }, call) {
      const { side, ...key } = await enterAccount(deps, call, account)
      const signed = await call.transaction((unit) => statements.signSheet(unit, call.actor, key, { side, language }))
      return makeSheet(deps.db, key, signed)
    },
    async exportLedgerAct({ account, language, from, to }, call) {
      const { side, ...key } = await enterAccount(deps, call, account)
      const act = await call.transaction((unit) => statements.drawAct(unit, call.actor, key, { side, from, to }))
      const pdf = await makePdf(actDocument(act, language))
      return { fileName: `act-${key.memberId}-${from}-${to}.pdf`, base64: pdf.toString('base64') }
    },
  }
}
