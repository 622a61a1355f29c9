import type { Level } from '#contract/connections/types.ts'

/** What app.info of the portal says about its Bitrix24 tariff; `boxIsEnterprise` is what the desk's owner says of a box. */
export type LicenceCodes = {
  license: string | null
  licenseType: string | null
  licenseFamily: string | null
  boxIsEnterprise?: boolean
}

/** Codes are an open set (E1): the family says most, then the type, then the code after its language. */
export function levelOf(licence: LicenceCodes): Level {
  const license = plain(licence.license)
  if (editionOf(licence) === 'box') return licence.boxIsEnterprise === true ? 'enterprise' : 'professional'
  const code = plain(licence.licenseFamily) || plain(licence.licenseType) || license.replace(/^[a-z]{2}_/, '')
  if (code === '' || code === 'free' || code === 'project') return 'free'
  if (code === 'en' || code.startsWith('ent')) return 'enterprise'
  if (code.startsWith('std')) return 'standard'
  if (code.startsWith('basic')) return 'basic'
  // pro*, nfr, demo, and whatever commercial tariff comes next.
  return 'professional'
}

/** A box says so in its code, and says nothing else about itself. */
export function editionOf({ license }: Pick<LicenceCodes, 'license'>): 'cloud' | 'box' {
  return plain(license).endsWith('selfhosted') ? 'box' : 'cloud'
}

function plain(code: string | null): string {
  return (code ?? '').trim().toLowerCase()
}
