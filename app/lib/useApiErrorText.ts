import type { Reason } from './apiError.ts'
import { useFormat } from './format.ts'
import { useTexts } from './i18n.ts'
import { refusals, waitingTexts } from './refusals.texts.ts'

/** Turns a reason into a sentence in the language of the page. */
export function useWords(): (reason: Reason) => string {
  const t = useTexts(refusals)
  const wait = useTexts(waitingTexts)
  const format = useFormat()
  return ({ code, details }) => {
    const { waitSeconds } = details
    if (typeof waitSeconds !== 'number' || code !== 'too_many_attempts') return t(code)
    return `${t(code)} ${wait('tryAgainIn', { time: format.minutes(Math.ceil(waitSeconds / 60)) })}`
  }
}
