/** Of the server itself: what was asked cannot be understood or is too much, who asks, the server as it is. */
export const platformRefusals = {
  // What was asked cannot be understood, or is too much.
  invalid_input: 400,
  method_unknown: 404,
  too_large: 413,
  too_many_requests: 429,
  too_much_waiting: 429,

  // Who asks.
  no_session: 401,
  session_expired: 401,
  identity_not_confirmed: 401,
  foreign_application: 403,
  portal_mismatch: 403,
  foreign_server: 403,
  not_allowed: 403,
  admin_only: 403,
  owner_only: 403,
  lead_only: 403,
  not_staff: 403,
  not_found: 404,
  id_used: 409,
  person_unknown: 422,

  // The server itself.
  server_stopping: 503,
  internal: 500,
} as const
