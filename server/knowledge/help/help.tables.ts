import type { Language } from '#contract/common.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    help_pages: { slug: string; desk_id: string; opened_at: Date; left_at: Date | null }
    help_questions: {
      question_id: string
      desk_id: string
      asked_at: Date
      name: string
      email: string
      body: string
      language: Language
      done_at: Date | null
      done_by: string | null
    }
  }
}
