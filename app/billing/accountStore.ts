import { defineStore } from 'pinia'
import type { AccountOf } from '#contract/billing/base.types.ts'
import type { AccountView, AdjustQuantaInput } from '#contract/billing/accounts.types.ts'
import type { LedgerPart } from '#contract/billing/ledgerFiles.types.ts'
import type { Language } from '#contract/common.ts'
import type { ChangedKey } from '#contract/realtime.ts'
import type { RouteInput, RouteOutput } from '#contract/routes.ts'
import { useCall } from '#app/lib/api.ts'
import type { ApiError } from '#app/lib/apiError.ts'
import { useKeyedResource } from '#app/lib/useResource.ts'

/** An account as it was last told; `skewMs` is how far the server's clock is ahead of this computer's. */
export interface ShownAccount {
  readonly view: AccountView | null
  readonly skewMs: number
  readonly reason: ApiError | null
}

type File = RouteOutput<'exportLedgerSheet'>
type LedgerFile = { fileName: string; parts: string[] }

const seen = (view: AccountView) => ({ view, skewMs: Date.parse(view.at) - Date.now() })

/** The accounts that this page shows; a ticket's page and an account's page may show the same one. */
export const useAccountStore = defineStore('billingAccount', () => {
  const call = useCall()
  const resourceOf = useKeyedResource(async (of: AccountOf) => seen(await call('readAccount', { account: of })), keyOf)

  function accountOf(of: AccountOf): ShownAccount {
    const { value, reason } = resourceOf(of)
    return { view: null, skewMs: 0, ...value.value, reason: reason.value }
  }

  async function adjust(input: AdjustQuantaInput): Promise<void> {
    const view = await call('adjustQuanta', input)
    resourceOf({ side: 'desk', memberId: input.memberId }).keep(seen(view))
  }

  function exportSheet(account: AccountOf, language: Language): Promise<File> {
    return call('exportLedgerSheet', { account, language })
  }

  function exportAct(asked: RouteInput<'exportLedgerAct'>): Promise<File> {
    return call('exportLedgerAct', asked)
  }

  /** The file in parts as they come; each is asked for when the one before is here. */
  async function exportLedger(account: AccountOf, format: 'json' | 'csv'): Promise<LedgerFile> {
    let part: LedgerPart = await call('exportLedger', { account, format })
    const { fileName } = part
    const parts = [part.text]
    while (part.next !== null) {
      part = await call('exportLedger', { account, format, from: part.next })
      parts.push(part.text)
    }
    return { fileName, parts }
  }

  return {
    accountOf,
    read: (of: AccountOf): Promise<void> => resourceOf(of).read(),
    adjust,
    exportLedger,
    exportSheet,
    exportAct,
  }
})

export function keyOf(of: AccountOf): string {
  return of.side === 'client' ? `client ${of.deskId ?? ''}` : `desk ${of.memberId}`
}

/** By which key the server says that this account changed; a client's page may not know yet which desk answers. */
export function changedKeyOf(of: AccountOf, answering: string | null): Partial<ChangedKey> {
  return of.side === 'client' ? { deskId: of.deskId ?? answering } : { memberId: of.memberId }
}
