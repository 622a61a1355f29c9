/** Every expected "no" of the product with the HTTP status it travels under. The words for people live in the app. */
const statusByCode = {
  // What was asked cannot be understood, or is too much.
  invalid_input: 400,
  method_unknown: 404,
  too_large: 413,
  too_many_requests: 429,
  origin_not_allowed: 403,

  // Who asks.
  no_session: 401,
  session_expired: 401,
  identity_not_confirmed: 401,
  foreign_application: 403,
  portal_mismatch: 403,
  foreign_server: 403,
  not_allowed: 403,
  admin_only: 403,
  integrator_only: 403,
  owner_only: 403,
  lead_only: 403,
  not_staff: 403,
  not_found: 404,
  person_unknown: 422,

  // The portal and the platform behind it.
  portal_not_installed: 404,
  portal_unreachable: 502,
  event_forged: 403,

  // Desks, support codes, connections.
  no_desk: 422,
  desk_key_wrong: 422,
  desk_key_used: 410,
  own_desk: 422,
  no_people: 422,
  no_standard_desk: 422,
  code_wrong: 422,
  code_expired: 410,
  code_revoked: 410,
  code_used_up: 410,
  terms_unknown: 422,
  cannot_notify: 422,
  notified_too_often: 429,
  already_connected: 409,
  not_connected: 409,
  preview_stale: 409,
  too_many_attempts: 429,
  desk_ended_connection: 410,
  connection_ending: 409,
  still_in_use: 409,
  no_messenger_choice: 422,
  not_a_box: 422,

  // Regulation and calendar documents.
  regulation_invalid: 422,
  regulation_stale: 409,
  regulation_coming: 409,
  regulation_not_coming: 409,
  calendar_invalid: 422,
  calendar_never_opens: 422,

  // Tickets and their conversation.
  ticket_locked: 409,
  ticket_closed: 409,
  move_not_allowed: 409,
  already_assigned: 409,
  not_yet_due: 409,
  reason_required: 422,
  category_unknown: 422,
  priority_not_allowed: 422,
  public_message_required: 422,
  date_in_past: 422,
  reopen_too_late: 410,
  note_not_allowed: 403,
  question_not_public: 422,
  message_too_old_to_edit: 410,
  message_deleted: 410,
  not_your_message: 403,
  message_id_reused: 409,

  // Staff and the queue.
  person_away: 409,
  shifts_invalid: 422,
  too_many_duties: 409,
  view_name_taken: 409,
  too_many_views: 409,

  // Plans, packages, timer, ledger.
  too_few_quanta: 422,
  size_not_sold: 422,
  plan_has_no_packages: 422,
  price_unknown: 422,
  order_lapsed: 410,
  order_cancelled: 410,
  order_paid: 409,
  price_changed: 409,
  document_used: 409,
  other_currency: 422,
  no_quanta_left: 409,
  timer_running: 409,
  timer_not_running: 409,
  package_unknown: 422,
  balance_too_low: 422,
  more_than_owed: 422,
  owed_unpaid: 409,
  owed_is_ordered: 409,
  plan_changed: 409,
  dispute_too_late: 410,
  already_disputed: 409,
  dispute_answered: 409,
  more_than_taken: 422,
  crm_not_granted: 409,
  crm_refused: 502,
  company_unknown: 422,
  company_taken: 409,
  export_too_long: 422,

  // The server itself.
  server_stopping: 503,
  internal: 500,
} as const

export type RefusalCode = keyof typeof statusByCode

export const refusalStatus: Readonly<Record<RefusalCode, number>> = statusByCode

export const refusalCodes: readonly RefusalCode[] = Object.keys(statusByCode).filter(isRefusalCode)

export function isRefusalCode(text: string): text is RefusalCode {
  return Object.hasOwn(statusByCode, text)
}
