import * as v from 'valibot'
import { memberId, type Language, type Person } from '#contract/common.ts'
import type { Licence } from './gateway.ts'

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
  supportVersion: number
  notices: { answers: boolean; connection: boolean }
}

export type NamedPerson = { person: Person; as: 'integrator' | 'contact'; namedBy: string; namedAt: Date }

/** A `member_id` from a form or an address; what cannot be one is nobody's. */
export function readMemberId(text: string | null | undefined): string | null {
  return v.is(memberId, text) ? text : null
}

/** Bitrix24's language codes; Russian is the product's first language, also for its neighbours. */
export function languageOf(code: string): Language {
  if (code === 'ua') return 'uk'
  return ['ru', 'by', 'kz'].includes(code) ? 'ru' : 'en'
}
