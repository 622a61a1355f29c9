import type { AccountOf } from '#contract/billing/types.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Call, Handlers } from '#server/platform/http/api.ts'
import { makePdf } from '#server/platform/files/pdf.ts'
import { makeAct } from './act.commands.ts'
import { actDocument } from './act.document.ts'
import { exportLedger } from './ledgerExport.commands.ts'
import { makeSheet, signSheet } from './ledgerSheet.commands.ts'
import type { Entered } from '../orders/orders.routes.ts'
import type { SigningDeps } from './signing.commands.ts'

export type ExportRouteNames = 'exportLedger' | 'exportLedgerSheet' | 'exportLedgerAct'

type ExportRoutesDeps = SigningDeps & {
  db: Db
  enter(call: Pick<Call, 'actor' | 'at' | 'transaction'>, account: AccountOf): Promise<Entered>
}

/** Q9: JSON and CSV in parts, a workbook, and an act for a period. Files for people are made outside of the transaction. */
export function exportRoutes(deps: ExportRoutesDeps): Handlers<ExportRouteNames> {
  return {
    async exportLedger({ account, format, from }, call) {
      const { side, ...key } = await deps.enter(call, account)
      return call.transaction((unit) => exportLedger(unit, deps, call.actor, key, { side, format, from: from ?? null }))
    },
    async exportLedgerSheet({ account, language }, call) {
      const { side, ...key } = await deps.enter(call, account)
      const signed = await call.transaction((unit) => signSheet(unit, deps, call.actor, key, { side, language }))
      return makeSheet(deps.db, key, signed)
    },
    async exportLedgerAct({ account, language, from, to }, call) {
      const { side, ...key } = await deps.enter(call, account)
      const act = await call.transaction((unit) => makeAct(unit, deps, call.actor, key, { side, from, to }))
      const pdf = await makePdf(actDocument(act, language))
      return { fileName: `act-${key.memberId}-${from}-${to}.pdf`, base64: pdf.toString('base64') }
    },
  }
}
