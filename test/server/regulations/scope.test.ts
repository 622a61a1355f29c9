import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { wayOn } from '#contract/regulations/tickets.types.ts'
import { answerOutside } from '#server/regulations/domain/scope.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'

const { scope } = vendorSla
const [installation] = scope.areas

describe('T5 the answer to what is outside', () => {
  it('is the area’s own where it has one, else the one for all', () => {
    expect(answerOutside(scope, 'installation')).toEqual(installation?.outside)
    expect(answerOutside(scope, 'theory')).toEqual(scope.outside)
    expect(answerOutside(scope, null)).toEqual(scope.outside)
  })

  it('there is none of an area that the regulation does not have', () => {
    expect(answerOutside(scope, 'cooking')).toBeNull()
  })
})

describe('T5 the article that a way leads to', () => {
  it.each(['https://helpdesk.example/open/1?x=2', 'HTTPS://helpdesk.example'])('%s may be opened', (url) => {
    expect(v.is(wayOn, { to: 'article', url })).toBe(true)
  })

  it.each([
    'http://helpdesk.example',
    'javascript:alert(1)',
    'https://',
    'https://a b.example',
    'helpdesk.example',
    `https://helpdesk.example/${'a'.repeat(500)}`,
  ])('%s is refused', (url) => {
    expect(v.is(wayOn, { to: 'article', url })).toBe(false)
  })
})
