/** Of the assistant's dialogue (A1–A3). */
export const assistantRefusals = {
  dialogue_over: 409,
  answer_judged: 409,
  attempts_left: 409,
  no_proposals: 503,
} as const
