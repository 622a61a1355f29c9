import { expect, it } from 'vitest'
import { levelOf } from '#server/portals/domain/licence.ts'

const licence = (license: string | null, licenseType: string | null = null, licenseFamily: string | null = null) =>
  levelOf({ license, licenseType, licenseFamily })

it.each([
  ['ru_basic', 'basic'],
  ['ru_std', 'standard'],
  ['kz_ent250', 'enterprise'],
  ['by_project', 'free'],
  ['ru_', 'free'],
  [null, 'free'],
  ['ru_something2030', 'professional'],
])('E1 without type and family the code itself tells: %s is %s', (license, level) => {
  expect(licence(license)).toBe(level)
})

it('E1 the family tells more than the type', () => {
  expect(licence('ru_x', 'basic', 'en')).toBe('enterprise')
  expect(licence('ru_x', 'std', '')).toBe('standard')
})

it('E1 case and spaces do not matter', () => {
  expect(licence('RU_ENT250', ' ENT250 ', ' En ')).toBe('enterprise')
})

it('E1 a box is professional until the desk’s owner says enterprise', () => {
  const box = { license: 'ua_selfhosted', licenseType: null, licenseFamily: null }

  expect(levelOf(box)).toBe('professional')
  expect(levelOf({ ...box, boxIsEnterprise: true })).toBe('enterprise')
  expect(levelOf({ ...box, license: 'ru_free', boxIsEnterprise: true })).toBe('free')
})
