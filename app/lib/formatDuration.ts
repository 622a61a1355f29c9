import type { Language } from '#contract/common.ts'

/** Worked time to the second in short words, so that nobody takes it for a time of day: "24 мин", "1 ч 5 мин 10 с". */
export function formatDuration(seconds: number, language: Language): string {
  const whole = Math.max(0, Math.floor(seconds))
  const parts = [
    { unit: 'hour', count: Math.floor(whole / 3600) },
    { unit: 'minute', count: Math.floor((whole % 3600) / 60) },
    { unit: 'second', count: whole % 60 },
  ] as const
  const shown = parts.filter(({ count }) => count > 0)
  return (shown.length > 0 ? shown : parts.slice(2))
    .map(({ unit, count }) =>
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(count),
    )
    .join(' ')
}

/** The same as a running clock shows it: "12:05", "1:00:07". */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const hours = Math.floor(whole / 3600)
  const rest = `${twoDigits(Math.floor((whole % 3600) / 60))}:${twoDigits(whole % 60)}`
  return hours === 0 ? rest : `${hours}:${rest}`
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0')
}
