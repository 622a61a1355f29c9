import { expect, it } from 'vitest'
import { productOf } from '#server/tickets/intake/domain/productFacts.ts'
import { withinLetters } from '#server/tickets/intake/domain/readLetters.ts'

const checked = new Date('2026-11-20T09:00:00Z')
const portal = (licence: string, licenceFamily: string, isEnterpriseBox = false) => ({
  licence: { licence, licenceType: '', licenceFamily },
  licenceCheckedAt: checked,
  isEnterpriseBox,
})

it.each([
  [portal('ru_pro100', 'pro'), { edition: 'cloud', level: 'professional' }],
  [portal('ru_basic', 'basic'), { edition: 'cloud', level: 'basic' }],
  [portal('ru_selfhosted', ''), { edition: 'box', level: null }],
  [portal('ru_selfhosted', '', true), { edition: 'box', level: 'enterprise' }],
])('E1 T4 what the portal has said of its product: $licence.licence', (known, facts) => {
  expect(productOf(known)).toEqual({ ...facts, checkedAt: checked.toISOString() })
})

it('T4 before the first answer of the portal nothing is known', () => {
  expect(productOf(null)).toBeNull()
  expect(productOf({ ...portal('ru_pro100', 'pro'), licenceCheckedAt: null })).toBeNull()
})

it('T4 of a long conversation only so much is looked at', () => {
  expect(withinLetters(['abc', 'def', 'ghi'], 5)).toEqual(['abc', 'de'])
  expect(withinLetters(['abc', 'def'], 6)).toEqual(['abc', 'def'])
})
