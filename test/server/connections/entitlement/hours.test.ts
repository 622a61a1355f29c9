import { expect, it } from 'vitest'
import { hoursOf } from '#server/connections/entitlement/domain/entitlement.ts'

it('hours are told by span, with the weekdays that share it', () => {
  const hours = hoursOf({
    timeZone: 'UTC',
    weekly: {
      1: [
        ['09:00', '12:00'],
        ['13:00', '18:00'],
      ],
      2: [['09:00', '12:00']],
      3: [],
      4: [],
      5: [],
      6: [],
      7: [],
    },
    exceptions: {},
  })

  expect(hours).toEqual([
    { weekdays: [1, 2], from: '09:00', to: '12:00' },
    { weekdays: [1], from: '13:00', to: '18:00' },
  ])
})
