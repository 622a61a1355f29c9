/** Of mailboxes and other ways in which clients write (I1). */
export const channelRefusals = {
  account_stale: 409,
  account_password_needed: 422,
  account_address_taken: 409,
  account_not_encrypted: 422,
  too_many_accounts: 409,
  bot_token_refused: 422,
  bot_not_reached: 503,
  bot_is_another: 422,
  bot_details_refused: 422,
} as const
