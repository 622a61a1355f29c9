import type { Language } from '#contract/common.ts'

const step = 1024
const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** How much room something takes, as people write it: "640 кБ", "1,4 МБ". */
export function formatSize(bytes: number, language: Language): string {
  const power = bytes < step ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(step)), units.length - 1)
  const amount = bytes / step ** power
  const text = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power === 0 || amount >= 100 ? 0 : 1,
  }).format(amount)
  // Of 1,024 bytes, as every system here writes it.
  return text.replace('kB', 'KB')
}
