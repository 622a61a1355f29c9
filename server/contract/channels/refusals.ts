/** Of mailboxes and other ways in which clients write (I1). */
export const channelRefusals = {
  account_stale: 409,
  account_password_needed: 422,
  account_address_taken: 409,
  account_not_encrypted: 422,
  too_many_accounts: 409,
} as const
