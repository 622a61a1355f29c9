/** Of regulation and calendar documents. */
export const regulationRefusals = {
  regulation_invalid: 422,
  regulation_stale: 409,
  regulation_coming: 409,
  regulation_not_coming: 409,
  calendar_invalid: 422,
  calendar_never_opens: 422,
  deadline_too_far: 422,
} as const
