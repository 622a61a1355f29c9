import type { LedgerEntry } from '#contract/billing/ledger.types.ts'
import type { AccountKey, AccountState } from '../../domain/accountForUpdate.ts'
import { catchUp } from './catchUp.ts'
import { happen, type StoppedTimer } from './happened.ts'
import type { Question } from './idlePrompt.ts'
import { openQuestions } from './openQuestions.ts'

/** It has the number and the sum that it will have; a place in the chain it gets when it is stored. */
export type UnstoredEntry = AccountKey & Omit<LedgerEntry, 'previousHash' | 'hash'> & { balance: number }

/** An account as it is at an instant, whether its clock has stored that already or not. */
export type AccountNow = {
  state: AccountState
  /** What its stored ledger and its stored timers do not say yet. */
  entries: UnstoredEntry[]
  stopped: StoppedTimer[]
}

/** A ledger as it is at an instant: what is stored, and what follows. */
export type LedgerNow = AccountKey & { unstored: readonly UnstoredEntry[] }

/** By the arithmetic that stores it, but nothing is stored. `questions`: those of its running timers where something is due. */
export function accountAt(stored: AccountState, questions: ReadonlyMap<string, Question>, at: Date): AccountNow {
  const { deskId, memberId } = stored
  const { after, entries, stopped } = happen(stored, catchUp(stored.account, questions, at))
  return {
    state: { ...after, timers: openQuestions(after.timers, questions, at).timers },
    entries: entries.map(({ previousHash: _before, hash: _hash, ...entry }) => ({ deskId, memberId, ...entry })),
    stopped,
  }
}
