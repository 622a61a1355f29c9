import type { Generated } from 'kysely'
import type { Language } from '#contract/common.ts'
import type { Json } from '#server/platform/db/tables.ts'
import type { AttemptOutcome, AttemptZone, HandoverStep, LabelSource } from './learning.port.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    assistant_attempts: {
      attempt_id: string
      desk_id: string
      member_id: string | null
      session_id: string
      attempt_no: number
      question: string
      language: Language
      audience: 'public' | 'clients'
      layout_fixed: string | null
      knowledge_version: number
      engine: string
      hits: Json<{ articleId: string; score: number }[]>
      p1: number
      p3: number
      zone: AttemptZone
      shown: string[]
      milliseconds: number
      llm_used: boolean
      at: Date
    }
    assistant_outcomes: {
      place: Generated<number>
      attempt_id: string
      outcome: AttemptOutcome
      chosen: string | null
      at: Date
    }
    assistant_handovers: { ticket_id: string; step: HandoverStep; desk_id: string; member_id: string; at: Date }
    assistant_labels: {
      attempt_id: string
      source: LabelSource
      desk_id: string
      article_id: string | null
      by_name: string
      by_user: number
      at: Date
    }
  }
}
