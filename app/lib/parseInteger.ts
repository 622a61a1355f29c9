/** A typed whole number, a minus allowed; null where it is none. */
export function parseInteger(typed: string): number | null {
  const text = typed.trim().replace('−', '-')
  if (!/^[+-]?\d{1,6}$/.test(text)) return null
  const value = Number(text)
  return value === 0 ? 0 : value
}

/** A typed amount in minor units, without ever being a fraction; null where it is none, or has too many digits. */
export function parseMinor(typed: string, digits: number): number | null {
  const text = typed.replaceAll(/[\s\u00a0\u202f]/g, '').replace(',', '.')
  const [, whole = '', rest = ''] = /^(\d{1,12})(?:\.(\d*))?$/.exec(text) ?? []
  if (whole === '' || rest.length > digits) return null
  return Number(`${whole}${rest.padEnd(digits, '0')}`)
}

/** The same the other way, for a field, as its reader writes it: "15000,50". */
export function formatMinor(minor: number, digits: number, locale: string): string {
  if (digits === 0) return String(minor)
  const text = String(minor).padStart(digits + 1, '0')
  const rest = text.slice(-digits)
  return /^0+$/.test(rest) ? text.slice(0, -digits) : `${text.slice(0, -digits)}${decimalSign(locale)}${rest}`
}

function decimalSign(locale: string): string {
  return new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.'
}

/** How many digits the currency writes after the point. */
export function currencyDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}
