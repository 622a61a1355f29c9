import type { Outcome, TurnKind } from './domain/dialogue.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    assistant_turns: {
      ticket_id: string
      question_seq: number
      attempt_id: string
      kind: TurnKind
      attempt_no: number | null
      shown: string[]
      chosen: string | null
      outcome: Outcome | null
      at: Date
    }
  }
}
