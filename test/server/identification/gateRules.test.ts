import { describe, expect, it } from 'vitest'
import type { Category, Channel } from '#contract/regulations/base.types.ts'
import { asksForCodes, isGated, stateOf } from '#server/identification/domain/gate.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'

const channels: readonly Channel[] = ['app', 'email', 'telegram', 'max', 'whatsapp', 'phone']
const categories: readonly (Category | null)[] = [
  'incident',
  'serviceRequest',
  'informationRequest',
  'changeRequest',
  null,
]

/** By channel, in the order of the categories: which wait for a code. */
const saas: Partial<Record<Channel, string>> = {
  app: '.....',
  email: '.....',
  telegram: '.W.W.',
  max: '.....',
  whatsapp: '.....',
  phone: '.W.W.',
}

describe('I4 what waits for a code', () => {
  it.each(channels)('saas-support by %s', (channel) => {
    const waits = categories.map((category) => (isGated(saasSupport.identification, { channel, category }) ? 'W' : '.'))
    expect(waits.join('')).toBe(saas[channel])
    expect(asksForCodes(saasSupport.identification, channel)).toBe(channel === 'telegram' || channel === 'phone')
  })

  it.each(channels)('quantum-maintenance by %s: nothing', (channel) => {
    const { identification } = quantumMaintenance
    expect(categories.some((category) => isGated(identification, { channel, category }))).toBe(false)
    expect(asksForCodes(identification, channel)).toBe(false)
  })

  it.each([
    [null, null, false, 'open'],
    [null, null, true, 'waiting'],
    ['demanded', null, false, 'waiting'],
    ['demanded', null, true, 'waiting'],
    [null, 'proven', true, 'proven'],
    ['demanded', 'proven', true, 'proven'],
  ] as const)('demanded %s, proven %s, gated %s: %s', (demanded, proven, gated, state) => {
    const at = new Date()
    const known = { demandedAt: demanded === null ? null : at, provenAt: proven === null ? null : at }
    expect(stateOf(known, gated)).toBe(state)
  })
})
