import { mostIssuedAtOnce } from '#contract/coupons/types.ts'
import { readPortalName } from '#contract/connections/codes.types.ts'

export type CouponLine = { portal?: string; orderNumber: string }
export type LinesFault = { key: 'listEmpty' | 'listMany' } | { key: 'listWrong'; line: number }

/** A pasted list, a coupon a line: a portal, and behind a semicolon, a comma or a tab its order. A line of one part is what it looks like. */
export function couponLines(text: string): { lines: CouponLine[]; fault: LinesFault | null } {
  const rows = text
    .split('\n')
    .map((row, place) => ({ row: row.trim(), line: place + 1 }))
    .filter(({ row }) => row !== '')
  if (rows.length === 0) return { lines: [], fault: { key: 'listEmpty' } }
  if (rows.length > mostIssuedAtOnce) return { lines: [], fault: { key: 'listMany' } }
  const wrong = rows.find(({ row }) => portalOf(row) === undefined)
  if (wrong !== undefined) return { lines: [], fault: { key: 'listWrong', line: wrong.line } }
  return { lines: rows.map(({ row }) => lineOf(row)), fault: null }
}

function lineOf(row: string): CouponLine {
  const [first = '', ...rest] = partsOf(row)
  const portal = portalOf(row) ?? ''
  const orderNumber = (portal === '' && rest.length === 0 ? first : rest.join(' ')).slice(0, 100)
  return portal === '' ? { orderNumber } : { portal, orderNumber }
}

/** Empty where the row names none; undefined where what stands in its place is no portal. */
function portalOf(row: string): string | undefined {
  const [first = '', ...rest] = partsOf(row)
  const name = readPortalName(first)
  if (name !== null) return name
  return first === '' || rest.length === 0 ? '' : undefined
}

function partsOf(row: string): string[] {
  return row.split(/[;\t,]/).map((part) => part.trim())
}
