import * as v from 'valibot'

/** The few fields of Bitrix24's answers that the product reads (reference §1.5, §6, §7); everything else is ignored. */
export const appInfo = v.object({
  result: v.object({
    client_id: v.string(),
    user_id: v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.integer()),
    install: v.object({
      installed: v.boolean(),
      domain: v.string(),
      client_endpoint: v.pipe(v.string(), v.url()),
      member_id: v.string(),
    }),
  }),
})

export const tokenAnswer = v.object({
  access_token: v.string(),
  refresh_token: v.string(),
  expires_in: v.pipe(v.union([v.number(), v.string()]), v.transform(Number)),
})

const text = v.fallback(v.string(), '')
export const profileAnswer = v.object({
  ID: v.pipe(v.union([v.number(), v.string()]), v.transform(String)),
  ADMIN: v.boolean(),
  NAME: text,
  LAST_NAME: text,
  PERSONAL_PHOTO: text,
})

export const userAnswer = v.object({
  ID: v.pipe(v.union([v.number(), v.string()]), v.transform(String)),
  NAME: text,
  LAST_NAME: text,
  PERSONAL_PHOTO: text,
})

export const licenceAnswer = v.object({ LICENSE: text, LICENSE_TYPE: text, LICENSE_FAMILY: text })

export const placementAnswer = v.object({ placement: v.string(), handler: v.string() })
export const eventAnswer = v.object({ event: v.string(), handler: v.string() })

const number = v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.integer())
/** A sum in CRM is a JSON number or a text; its shortest decimal form is the sum, no arithmetic is made with it. */
const sum = v.pipe(v.union([v.number(), v.string()]), v.transform(String))
export const itemAnswer = v.object({
  id: number,
  accountNumber: v.fallback(v.pipe(v.union([v.number(), v.string()]), v.transform(String)), ''),
  stageId: v.string(),
  categoryId: v.fallback(number, 0),
  companyId: v.fallback(number, 0),
  opportunity: v.fallback(sum, '0'),
  currencyId: text,
})
export const stageAnswer = v.object({ STATUS_ID: v.string(), SEMANTICS: text })
export const companyAnswer = v.object({ id: number, title: text })
