/** Of desks, their keys and their staff. */
export const deskRefusals = {
  person_away: 409,
  shifts_invalid: 422,
  too_many_duties: 409,
  rota_changed: 409,
  no_desk: 422,
  desk_key_wrong: 422,
  desk_key_used: 410,
  own_desk: 422,
  no_standard_desk: 422,
  prefix_taken: 409,
  prefix_used: 409,
} as const
