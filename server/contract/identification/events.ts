import * as v from 'valibot'

const payload = v.object({ messenger: v.string(), name: v.string() })

/** Who may write from which messenger (I2): by its kind, never by its account. */
export const identificationEvents = {
  'messenger.joined': { payload, changes: ['settings'] },
  'messenger.left': { payload, changes: ['settings'] },
} as const
