/** The midnight of the reader's clock at which a day begins, or with `later: 1` the one that ends it; empty for what is no day. */
export function midnightOf(day: string, later: 0 | 1): string {
  const [year = NaN, month = NaN, date = NaN] = day.split('-').map(Number)
  const midnight = new Date(year, month - 1, date + later)
  return Number.isNaN(midnight.getTime()) || year < 1000 ? '' : midnight.toISOString()
}

/** The day in which an instant lies, by the reader's clock, as a date field writes it. */
export function dayFieldOf(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
