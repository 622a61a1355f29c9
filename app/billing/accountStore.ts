import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { AccountView, AdjustQuantaInput } from '#contract/billing/accounts.types.ts'
import type { AccountOf } from '#contract/billing/base.types.ts'
import type { LedgerPart } from '#contract/billing/ledgerFiles.types.ts'
import type { Language } from '#contract/common.ts'
import type { RouteInput, RouteOutput } from '#contract/routes.ts'
import { call } from '#app/lib/api.ts'
import { toApiError } from '#app/lib/apiError.ts'
import type { ApiError } from '#app/lib/apiError.ts'

/** An account as it was last told; `skewMs` is how far the server's clock is ahead of this computer's. */
export interface ShownAccount {
  readonly view: AccountView | null
  readonly skewMs: number
  readonly reason: ApiError | null
}

const unread: ShownAccount = { view: null, skewMs: 0, reason: null }

/** The accounts that this page shows; a ticket's page and an account's page may show the same one. */
export const useAccountStore = defineStore('billingAccount', () => {
  const shown = shallowReactive(new Map<string, ShownAccount>())
  const questions = new Map<string, number>()

  const accountOf = (of: AccountOf): ShownAccount => shown.get(keyOf(of)) ?? unread

  /** The answer to the newest question counts; without an answer what is known stands. */
  async function read(of: AccountOf): Promise<void> {
    const key = keyOf(of)
    const question = (questions.get(key) ?? 0) + 1
    questions.set(key, question)
    try {
      const view = await call('readAccount', { account: of })
      if (questions.get(key) === question) keep(key, view)
    } catch (error) {
      const reason = toApiError(error)
      if (questions.get(key) === question) shown.set(key, { ...accountOf(of), reason })
    }
  }

  function keep(key: string, view: AccountView): void {
    shown.set(key, { view, skewMs: Date.parse(view.at) - Date.now(), reason: null })
  }

  async function adjust(input: AdjustQuantaInput): Promise<void> {
    const view = await call('adjustQuanta', input)
    const key = keyOf({ side: 'desk', memberId: input.memberId })
    questions.set(key, (questions.get(key) ?? 0) + 1)
    keep(key, view)
  }

  return { accountOf, read, adjust, exportLedger, exportSheet, exportAct }
})

export function keyOf(of: AccountOf): string {
  return of.side === 'client' ? `client ${of.deskId ?? ''}` : `desk ${of.memberId}`
}

type File = RouteOutput<'exportLedgerSheet'>

function exportSheet(account: AccountOf, language: Language): Promise<File> {
  return call('exportLedgerSheet', { account, language })
}

function exportAct(asked: RouteInput<'exportLedgerAct'>): Promise<File> {
  return call('exportLedgerAct', asked)
}

/** The file in parts as they come; each is asked for when the one before is here. */
async function exportLedger(
  account: AccountOf,
  format: 'json' | 'csv',
): Promise<{ fileName: string; parts: string[] }> {
  let part: LedgerPart = await call('exportLedger', { account, format })
  const { fileName } = part
  const parts = [part.text]
  while (part.next !== null) {
    part = await call('exportLedger', { account, format, from: part.next })
    parts.push(part.text)
  }
  return { fileName, parts }
}
