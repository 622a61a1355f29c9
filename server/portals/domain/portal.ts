import type { Language, Person } from '#contract/common.ts'
import type { Level } from '#contract/connections/types.ts'
import { levelOf } from './licence.ts'
import type { FormerAddress } from './portalAddress.ts'

/** The three codes of a tariff as the portal names them. */
export type Licence = { licence: string; licenceType: string; licenceFamily: string }

/** A Bitrix24 account as we know it. The key is `memberId`; the address may change. */
export type Portal = {
  memberId: string
  domain: string
  origin: string
  clientEndpoint: string
  serverEndpoint: string
  clientId: string
  /** Sealed: the secret that the portal's events carry. */
  applicationToken: string | null
  language: Language
  isInstalled: boolean
  isClient: boolean
  licence: Licence
  licenceCheckedAt: Date | null
  licenceFailedAt: Date | null
  isEnterpriseBox: boolean
  /** The level that counted at the last check; null before the first answer. */
  level: Level | null
  /** The last change of the level that nobody has put away. */
  levelChange: { from: Level; to: Level; at: Date } | null
  supportVersion: number
  notices: { answers: boolean; connection: boolean; billing: boolean }
  /** What it granted the app when it was last asked (P2). */
  scopes: string[]
  /** Oldest first (P7). */
  formerAddresses: readonly FormerAddress[]
  appVersion: number | null
  /** Placements and events were last looked at then, in that version of the app (P8). */
  boundVersion: number | null
  boundAt: Date | null
}

export type NamedPerson = { person: Person; as: 'integrator' | 'contact'; namedBy: string; namedAt: Date }

/** What the stored answer about the tariff means (E1). */
export function levelOfPortal({ licence, isEnterpriseBox }: Pick<Portal, 'licence' | 'isEnterpriseBox'>): Level {
  return levelOf({
    license: licence.licence,
    licenseType: licence.licenceType,
    licenseFamily: licence.licenceFamily,
    boxIsEnterprise: isEnterpriseBox,
  })
}

/** Bitrix24's language codes; Russian is the product's first language, also for its neighbours. */
export function languageOf(code: string): Language {
  if (code === 'ua') return 'uk'
  return ['ru', 'by', 'kz'].includes(code) ? 'ru' : 'en'
}
