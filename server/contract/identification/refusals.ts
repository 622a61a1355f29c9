/** Of joining a messenger's account to a person (I2). */
export const identificationRefusals = {
  messenger_not_served: 409,
  pairing_over: 409,
  pairing_not_followed: 409,
  too_many_pairings: 429,
  identity_proven: 409,
} as const
