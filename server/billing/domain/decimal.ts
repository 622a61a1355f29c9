import type { Money } from './money.ts'

/** As other systems write a sum: digits, a point, and as many digits behind it as the currency has. Text alone, no division (Q2). */
export function decimalOf({ minor, currency }: Money): string {
  const digits = digitsOf(currency)
  if (digits === 0) return String(minor)
  const text = String(minor).padStart(digits + 1, '0')
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** Null: no sum of this currency, such as one with more digits than it has. */
export function moneyOf(decimal: string, currency: string): Money | null {
  const parts = /^(\d{1,15})(?:\.(\d{1,15}))?$/.exec(decimal)
  const digits = digitsOf(currency)
  const fraction = (parts?.[2] ?? '').replace(/0+$/, '')
  if (parts === null || fraction.length > digits) return null
  const minor = Number(`${parts[1]}${fraction.padEnd(digits, '0')}`)
  return Number.isSafeInteger(minor) ? { minor, currency } : null
}

function digitsOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  return maximumFractionDigits
}
